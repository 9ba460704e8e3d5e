import type { AccountDb } from '../../app/db.ts';
import { enqueueJob } from '../../app/jobs.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../../criteria/index.ts';
import { eventsFragment, recordEvent } from '../../ledger/index.ts';
import { automationMovedByHand, automationRetried } from '../events.ts';
import { currentMap, loadAutomation } from '../load-automation.ts';
import type { AutomationRow } from '../queries/automations.ts';
import { movedByHandRows, movePositionsByHand, positionsOn, readyFailed, type Whom } from '../queries/moving.ts';
import { refuseReaching } from '../refuse-steps-beyond-scopes.ts';
import { tellMoved } from '../topics.ts';

/** As many move in one transaction. */
const AT_ONCE = 20_000;

export interface MovingPeople {
  automationId: number;
  stepId: number;
  whom: Whom;
  viewer: Viewer;
  /** A step of the map that runs, the end of the path, or, for those who were set aside, the same step again. */
  to: number | 'end' | 'again';
  /** The highest position already dealt with. */
  after?: number;
  /** As many move in this transaction. */
  limit?: number;
}

export interface MovedPeople {
  moved: number;
  /** Whether the rest moves in the background. */
  goesOn: boolean;
}

/**
 * Moves people who stand on a step, or were set aside there, as far as the viewer may see them; the ledger tells of each who moved them. More than
 * 20,000 move in bounded transactions of the job queue. Refuses with `step_gone` a step that the running map does not have, `same_step`,
 * and with `scope_missing` a key or an app that may not send where the map reaches people.
 */
export async function movePeople(db: AccountDb, actor: Actor, moving: MovingPeople): Promise<MovedPeople> {
  const { automationId, stepId, whom, viewer, to, after = 0, limit = AT_ONCE } = moving;
  const automation = await loadAutomation(db, automationId);
  await refuseWrongStep(db, automation, moving);
  if (to !== 'end') await refuseReaching(db, actor, automationId);
  const visible = matching({ all: [] }, await criteriaContext(db, { objectId: automation.object_id, viewer, criteria: { all: [] } }));
  const ids = await positionsOn(db, { automationId, stepId, whom, after, limit }, visible);
  const moved =
    to === 'again' ? await retry(db, actor, { automationId, stepId, ids }) : await move(db, actor, { ...moving, ids }, automation);
  if (moved > 0) tellMoved(db, automationId);
  const goesOn = ids.length === limit;
  if (goesOn) {
    const payload = { accountId: db.accountId, userId: viewer.userId, actor, automationId, stepId, whom, to, after: ids.at(-1) };
    await enqueueJob(db, 'automations.move-people', payload);
  }
  return { moved, goesOn };
}

async function refuseWrongStep(db: AccountDb, automation: AutomationRow, { stepId, to }: MovingPeople): Promise<void> {
  if (typeof to !== 'number') return;
  if (to === stepId) throw new Problem('same_step', 'They stand on this step already. Choose another, or let them try again.');
  const map = await currentMap(db, automation);
  if (!map?.steps.some(({ id }) => id === to))
    throw new Problem('step_gone', `The map that runs has no step ${to}. Choose another, or publish the map first.`);
}

async function move(
  db: AccountDb,
  actor: Actor,
  { automationId, stepId, to, ids }: MovingPeople & { ids: readonly number[] },
  { version }: AutomationRow,
): Promise<number> {
  if (ids.length === 0) return 0;
  const moving = { automationId, from: stepId, to: typeof to === 'number' ? to : null, version: version ?? 0, ids };
  const told = await eventsFragment(db, actor, {
    kind: automationMovedByHand,
    subjectType: 'automation',
    rows: movedByHandRows(moving),
    columns: ['id', 'object_id', 'record_id', 'subject_id', 'data'],
  });
  return movePositionsByHand(db, moving, told);
}

async function retry(db: AccountDb, actor: Actor, on: { automationId: number; stepId: number; ids: readonly number[] }): Promise<number> {
  const retried = await readyFailed(db, on);
  if (retried > 0) {
    await recordEvent(db, actor, {
      kind: automationRetried,
      subject: { type: 'automation', id: on.automationId },
      data: { step: on.stepId, retried },
    });
  }
  return retried;
}
