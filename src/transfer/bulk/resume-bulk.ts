import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { chunkOf } from '../queries/bulk-chunks.ts';
import { lockedRun, updateRunStatus } from '../queries/bulk-runs.ts';

/** Lets a stopped or failed run go on behind the last chunk. Refuses `not_stopped`, and `too_late` when its list is gone, after thirty days. */
export async function resumeBulk(db: AccountDb, id: number): Promise<void> {
  const run = await lockedRun(db, id);
  if (run?.status !== 'stopped' && run?.status !== 'failed')
    throw new Problem('not_stopped', 'Only what was stopped or failed can be resumed.', { status: 409 });
  if (!(await chunkOf(db, id, run.done_chunk + 1)))
    throw new Problem('too_late', 'This was stopped more than 30 days ago. Begin it anew.', { status: 409 });
  await updateRunStatus(db, id, { status: 'running' });
}
