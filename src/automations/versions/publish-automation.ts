import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { choicesForPeople, type Choices } from './choices-for-people.ts';
import { automationPublished } from '../events.ts';
import { findProblems } from '../find-problems.ts';
import { keepTriggers } from '../triggers/keep-triggers.ts';
import { loadAutomation } from '../load-automation.ts';
import { lockEntrance } from '../queries/entries.ts';
import { insertVersion, type AutomationRow } from '../queries/automations.ts';
import { refuseStepsBeyondScopes } from '../refuse-steps-beyond-scopes.ts';
import { refuseChangedMeanwhile } from '../update-automation.ts';
import { transferPeopleLater } from './transfer-people.ts';

export interface Publishing {
  /** The draft that was looked at; whichever it is when left out. */
  revision?: number | undefined;
  /** What becomes of people on steps that the draft no longer has; left out, all go on by the version they came with. */
  removed?: Choices | undefined;
  /** What the version is called. */
  name?: string | undefined;
  note?: string | undefined;
}

/**
 * Makes the draft the map that runs, as a new version that never changes. No position is touched here: whoever stands on a step that the new version
 * still has goes on by it, all others as was chosen for their step (a job sees to it, and the runner for whom it reaches first).
 * Refuses with `map_cannot_run`, whose fields say why, by step; with `changed_meanwhile`, and with `people_left_out` when people came to stand
 * on a removed step for which nothing was chosen; with `scope_missing` a key or an app that was not given what one of the steps does.
 */
export async function publishAutomation(db: AccountDb, actor: Actor, id: number, publishing: Publishing = {}): Promise<AutomationRow> {
  await lockEntrance(db, id);
  const automation = await loadAutomation(db, id, true);
  if (publishing.revision !== undefined) refuseChangedMeanwhile(automation, publishing.revision);
  const problems = await findProblems(db, automation.object_id, automation.draft);
  const [first] = Object.values(problems);
  if (first !== undefined) {
    throw new Problem('map_cannot_run', `“${automation.name}” cannot run yet. ${first}`, { fields: problems });
  }
  await refuseStepsBeyondScopes(db, actor, { objectId: automation.object_id, map: automation.draft });
  const transfers = publishing.removed ? await choicesForPeople(db, automation, publishing.removed) : {};
  const version = (automation.version ?? 0) + 1;
  const eventId = await recordEvent(db, actor, { kind: automationPublished, subject: { type: 'automation', id }, data: { version } });
  await insertVersion(db, automation, {
    version,
    publishedBy: actor.type === 'user' ? Number(actor.id) : null,
    name: publishing.name ?? '',
    note: publishing.note ?? '',
    transfers,
    eventId,
  });
  await keepTriggers(db, actor, { id, objectId: automation.object_id, map: automation.draft });
  if (Object.values(transfers).some((choice) => choice.do !== 'keep')) await transferPeopleLater(db, id);
  return loadAutomation(db, id);
}
