import { refuseActionBeyondScopes } from '../../app/action-scopes.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { actions } from '../../app/registry.ts';
import { chunkOf } from '../queries/bulk-chunks.ts';
import { lockedRun, updateRunStatus } from '../queries/bulk-runs.ts';

/** Lets a stopped or failed run go on behind the last chunk. Refuses `not_stopped`, `scope_missing`, and `too_late` when its list is gone, after thirty days. */
export async function resumeBulk(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const run = await lockedRun(db, id);
  if (run?.status !== 'stopped' && run?.status !== 'failed')
    throw new Problem('not_stopped', 'Only what was stopped or failed can be resumed.', { status: 409 });
  const action = actions().find(({ kind }) => kind === run.kind);
  if (action) await refuseActionBeyondScopes(db, actor, { action, objectId: run.object_id, settings: run.settings });
  if (!(await chunkOf(db, id, run.done_chunk + 1)))
    throw new Problem('too_late', 'This was stopped more than 30 days ago. Begin it anew.', { status: 409 });
  await updateRunStatus(db, id, { status: 'running' });
}
