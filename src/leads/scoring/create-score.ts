import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { CONTACT_FIELDS, createField, fieldOfShape, objectShape, type ObjectShape } from '../../records/index.ts';
import { scoreCreated } from '../events.ts';
import { allScores, insertScore, type ScoreRow } from '../queries/scores.ts';
import { MOST_SCORES, type NewScore } from '../schema.ts';
import { isEventLine } from '../rules/score-settings.ts';
import { colouredBands, keepInitials, withBandIds } from './band-field.ts';
import { loadScore } from './load-score.ts';
import { refuseScoreProblems } from './refuse-score-problems.ts';
import { withLastId } from './settings-of-score.ts';
import { sweepForModel } from './sweep-scores.ts';

/**
 * Makes a score with its number field and its band field, which the product alone writes, and has every record scored in the background.
 * Refuses what `refuseScoreProblems` does, a name that a field has already, and more than twenty scores.
 */
export async function createScore(db: AccountDb, actor: Actor, viewer: Viewer, ids: NextIds, asked: NewScore): Promise<ScoreRow> {
  const { objectId, name } = asked;
  const shape = await objectShape(db, objectId);
  if ((await allScores(db)).length >= MOST_SCORES) {
    throw new Problem('too_many_scores', `An account may have at most ${MOST_SCORES} scores. Delete one that is not used.`);
  }
  const settings = withLastId(asked.settings);
  await refuseScoreProblems(db, viewer, { objectId, settings });
  const id = await ids('score', 1);
  const common = { objectId, sectionId: sectionFor(shape), isReadOnly: true };
  const fieldId = await createField(db, actor, ids, { ...common, label: name, type: 'number', sortable: true, help: FIELD_HELP });
  const bandFieldId = await createField(db, actor, ids, {
    ...common,
    label: `${name} band`,
    type: 'dropdown',
    options: colouredBands(settings.bands),
    help: BAND_HELP,
  });
  const kept = { ...settings, bands: withBandIds(settings.bands, fieldOfShape(await objectShape(db, objectId), bandFieldId)) };
  await keepInitials(db, { objectId, fieldId, bandFieldId, settings: kept });
  await insertScore(db, { id, objectId, fieldId, bandFieldId, name, settings: kept });
  await recordEvent(db, actor, { kind: scoreCreated, subject: { type: 'score', id }, data: { objectId, fieldId } });
  await sweepForModel(
    db,
    await loadScore(db, id),
    kept.lines.filter(isEventLine).map((line) => line.id),
  );
  return loadScore(db, id);
}

const FIELD_HELP = 'Worked out by itself from the lines of the score.';
const BAND_HELP = 'The band in which the score stands.';

/** Beside what is known of the lead, where the object has such a section; else in its first. */
function sectionFor({ fields }: ObjectShape): number | undefined {
  return fields.find(({ id, key }) => id === CONTACT_FIELDS.salesStage && key === 'status')?.sectionId;
}
