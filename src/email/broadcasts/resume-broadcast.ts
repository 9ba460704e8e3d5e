import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastResumed } from '../events.ts';
import { lockBroadcast, writeState } from '../queries/broadcasts.ts';

/** Lets a paused broadcast go on, where it was, or begin if it never did. Refuses with `not_paused`. */
export async function resumeBroadcast(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const broadcast = await lockBroadcast(db, id);
  if (!broadcast) throw notFound('broadcast');
  if (broadcast.state !== 'paused') throw new Problem('not_paused', 'This broadcast is not paused.', { status: 409 });
  await writeState(db, id, { state: broadcast.event_id === null ? 'scheduled' : 'running' });
  await recordEvent(db, actor, { kind: broadcastResumed, subject: { type: 'broadcast', id } });
}
