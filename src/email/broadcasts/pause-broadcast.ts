import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastPaused } from '../events.ts';
import { lockBroadcast, writeState } from '../queries/broadcasts.ts';

/** Holds a broadcast that runs: nothing more is queued, and what waits does not leave. Refuses with `not_running`. */
export async function pauseBroadcast(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const broadcast = await lockBroadcast(db, id);
  if (!broadcast) throw notFound('broadcast');
  if (broadcast.state === 'paused') return;
  if (broadcast.state !== 'running') throw new Problem('not_running', 'This broadcast is not running.', { status: 409 });
  await writeState(db, id, { state: 'paused' });
  await recordEvent(db, actor, { kind: broadcastPaused, subject: { type: 'broadcast', id } });
}
