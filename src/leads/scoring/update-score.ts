import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { fieldOfShape, objectShape, updateField } from '../../records/index.ts';
import { scoreUpdated } from '../events.ts';
import { updateScoreRow, type ScoreRow } from '../queries/scores.ts';
import type { ScoreSettings } from '../rules/score-settings.ts';
import type { ScoreChange } from '../schema.ts';
import { colouredBands, keepInitials, withBandIds } from './band-field.ts';
import { loadScore } from './load-score.ts';
import { refuseScoreProblems } from './refuse-score-problems.ts';
import { recountedLines, withLastId } from './settings-of-score.ts';
import { sweepForModel } from './sweep-scores.ts';

/**
 * Changes a score's name or model. Every record is scored anew in the background; events are counted anew only for lines that count others
 * than before. Refuses `changed_meanwhile`, and what `refuseScoreProblems` does.
 */
export async function updateScore(db: AccountDb, actor: Actor, viewer: Viewer, id: number, change: ScoreChange): Promise<ScoreRow> {
  const score = await loadScore(db, id, true);
  if (score.revision !== change.revision) {
    throw new Problem('changed_meanwhile', `“${score.name}” was changed meanwhile. Look at it again before you change it.`, {
      status: 409,
    });
  }
  const name = change.name ?? score.name;
  const { object_id: objectId, field_id: fieldId, band_field_id: bandFieldId } = score;
  if (name !== score.name) await rename(db, actor, score, name);
  if (!change.settings) {
    await updateScoreRow(db, id, { name, settings: score.settings });
  } else {
    const asked = withLastId(change.settings, score.settings.lastId);
    await refuseScoreProblems(db, viewer, { objectId, settings: asked, before: score.settings });
    const settings = { ...asked, bands: await changeBands(db, actor, score, asked) };
    await keepInitials(db, { objectId, fieldId, bandFieldId, settings });
    await updateScoreRow(db, id, { name, settings });
    await sweepForModel(db, await loadScore(db, id), recountedLines(score.settings, settings));
  }
  await recordEvent(db, actor, {
    kind: scoreUpdated,
    subject: { type: 'score', id },
    data: { objectId, model: change.settings !== undefined },
  });
  return loadScore(db, id);
}

async function rename(db: AccountDb, actor: Actor, score: ScoreRow, name: string): Promise<void> {
  await updateField(db, actor, { objectId: score.object_id, id: score.field_id, label: name });
  await updateField(db, actor, { objectId: score.object_id, id: score.band_field_id, label: `${name} band` });
}

/** Brings the options of the band field in line. A band that is gone leaves its option behind, archived, until no record has it any more. */
async function changeBands(db: AccountDb, actor: Actor, score: ScoreRow, { bands }: ScoreSettings): Promise<ScoreSettings['bands']> {
  const known = fieldOfShape(await objectShape(db, score.object_id), score.band_field_id);
  const kept = bands.map(({ id, ...band }) => ({ ...band, ...(known.options.some((option) => option.id === id) ? { id } : {}) }));
  await updateField(db, actor, { objectId: score.object_id, id: score.band_field_id, options: colouredBands(kept) });
  return withBandIds(kept, fieldOfShape(await objectShape(db, score.object_id), score.band_field_id));
}
