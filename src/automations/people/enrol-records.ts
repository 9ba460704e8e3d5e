import type { AccountDb } from '../../app/db.ts';
import { enqueueJob } from '../../app/jobs.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { enterRecords } from './enter-records.ts';
import { loadAutomation } from '../load-automation.ts';
import { candidatesOf, matchingAfter } from '../queries/entries.ts';
import { refuseReaching } from '../refuse-steps-beyond-scopes.ts';
import type { ChosenRecords } from '../schema.ts';

/** As many records enter in one transaction. */
const BATCH = 20_000;

export interface Enrolled {
  entered: number;
  /** Records named or matching that the viewer may see. */
  chosen: number;
  /** Whether the rest enters in the background. */
  goesOn: boolean;
}

export interface Enrolling {
  automationId: number;
  records: ChosenRecords;
  viewer: Viewer;
  /** The highest record id already dealt with. */
  after?: number;
}

/**
 * Lets records onto a running map by hand: those named, or all that match, as far as the viewer may see them and the map's rules
 * allow. More than 20,000 enter in bounded transactions of the job queue. Refuses with `not_running` a map that is not published,
 * and with `scope_missing` a key or an app that may not send where the map reaches people.
 */
export async function enrolRecords(
  db: AccountDb,
  actor: Actor,
  { automationId, records, viewer, after = 0 }: Enrolling,
): Promise<Enrolled> {
  const automation = await loadAutomation(db, automationId);
  if (automation.status !== 'published') {
    throw new Problem('not_running', `“${automation.name}” is not running. Publish or resume it before you add anybody.`, { status: 409 });
  }
  await refuseReaching(db, actor, automationId);
  const context = await criteriaContext(db, { objectId: automation.object_id, viewer });
  const tree: Criteria = 'criteria' in records ? (records.criteria as Criteria) : { all: [] };
  const named = 'recordIds' in records ? records.recordIds : undefined;
  const chosen = await matchingAfter(db, matching(tree, context), { named, after, limit: BATCH });
  const candidates = candidatesOf(
    chosen,
    chosen.map(() => null),
  );
  const entered = await enterRecords(db, actor, { automationId, candidates, data: { by: 'hand' } });
  const goesOn = chosen.length === BATCH;
  if (goesOn) {
    const payload = { accountId: db.accountId, automationId, userId: viewer.userId, actor, records, after: chosen.at(-1) };
    await enqueueJob(db, 'automations.enrol', payload);
  }
  return { entered, chosen: chosen.length, goesOn };
}
