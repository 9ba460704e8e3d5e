import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { lockBroadcast } from '../queries/broadcasts.ts';
import { settleWinner } from './judge-test.ts';

/**
 * Lets everybody who is not in the test get this variant, from now on. Refuses with `no_choice_open` where nothing is tested, where the others have
 * begun to get theirs, or where the broadcast is over; and with `no_variant`.
 */
export async function chooseVariant(db: AccountDb, actor: Actor, { id, variant }: { id: number; variant: number }): Promise<void> {
  const broadcast = await lockBroadcast(db, id);
  if (!broadcast) throw notFound('broadcast');
  const isOpen = broadcast.state === 'running' || broadcast.state === 'paused' || broadcast.state === 'scheduled';
  if (!broadcast.test || !isOpen || broadcast.winner !== null || broadcast.done_chunk > broadcast.test_chunks)
    throw new Problem('no_choice_open', 'There is nothing to choose in this broadcast any more.', { status: 409 });
  if (variant >= broadcast.variants.length)
    throw new Problem('no_variant', `This broadcast has ${broadcast.variants.length} variants. Choose one of them.`);
  await settleWinner(db, actor, broadcast, { variant, by: 'hand', confidence: null });
}
