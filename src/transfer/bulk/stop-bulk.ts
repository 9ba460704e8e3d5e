import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { bulkStopped } from '../events.ts';
import { lockedRun, updateRunStatus } from '../queries/bulk-runs.ts';

/** Stops a run behind the chunk at hand; what is done stays done, and the run can be resumed. Refuses `not_running`. */
export async function stopBulk(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const run = await lockedRun(db, id);
  if (run?.status !== 'running') throw new Problem('not_running', 'This is not running, so there is nothing to stop.', { status: 409 });
  await updateRunStatus(db, id, { status: 'stopped' });
  const data = { objectId: run.object_id, done: run.done_count };
  await recordEvent(db, actor, { kind: bulkStopped, subject: { type: 'bulk', id }, causeId: run.event_id, data });
}
