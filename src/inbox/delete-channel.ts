import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { dropInboundAddress } from '../email/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { inboxChanged } from './events.ts';
import { allChannels, markChannelDeleted } from './queries/inboxes.ts';

/** Takes a channel away; its conversations stay. Refuses `not_found`, and `needed_channel` for the one that takes answers to letters. */
export async function deleteChannel(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const channel = (await allChannels(db)).find((one) => one.id === id);
  if (!channel) throw notFound('channel');
  if (channel.kind === 'replies')
    throw new Problem('needed_channel', 'Answers to your letters have to come somewhere. Move this channel to another inbox instead.');
  await markChannelDeleted(db, id);
  await dropInboundAddress(db, channel.address!);
  await recordEvent(db, actor, {
    kind: inboxChanged,
    subject: { type: 'inbox', id: channel.inbox_id },
    data: { how: 'channel_deleted', channel: id },
  });
}
