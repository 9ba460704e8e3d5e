import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastStopped } from '../events.ts';
import { lockBroadcast, waitingOf, writeState } from '../queries/broadcasts.ts';

/** Ends a broadcast for good, before it begins or while it runs: what has not left does not leave. Refuses with `broadcast_over`. */
export async function stopBroadcast(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const broadcast = await lockBroadcast(db, id);
  if (!broadcast) throw notFound('broadcast');
  if (broadcast.state === 'stopped') return;
  if (broadcast.state === 'finished')
    throw new Problem('broadcast_over', 'This broadcast is over; there is nothing left to stop.', { status: 409 });
  const hasBegun = broadcast.event_id !== null;
  const waiting = (await waitingOf(db, [id])).get(id) ?? 0;
  await writeState(db, id, { state: 'stopped', finishedAt: hasBegun ? null : db.now });
  await recordEvent(db, actor, {
    kind: broadcastStopped,
    subject: { type: 'broadcast', id },
    data: { waiting, queued: broadcast.queued_count },
  });
}
