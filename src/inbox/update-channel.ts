import type { AccountDb, Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid, notFound } from '../app/kernel/problem.ts';
import { dropInboundAddress, keepInboundAddress } from '../email/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { refuseChannel } from './create-channel.ts';
import { inboxChanged } from './events.ts';
import { allChannels, writeChannel } from './queries/inboxes.ts';
import type { ChannelChange } from './schema.ts';

/** Changes where a channel's conversations go and how its answers look. Refuses `not_found` and what `createChannel` refuses. */
export async function updateChannel(
  db: AccountDb,
  actor: Actor,
  { database, id, change }: { database: Database; id: number; change: ChannelChange },
): Promise<void> {
  const channel = (await allChannels(db)).find((one) => one.id === id);
  if (!channel) throw notFound('channel');
  if (channel.kind === 'replies' && change.address !== undefined)
    throw invalid('address', 'Answers to your letters come here by themselves, whatever address they are sent to.');
  const next = {
    ...channel,
    inbox_id: change.inboxId ?? channel.inbox_id,
    address: change.address ?? channel.address,
    from_name: change.fromName ?? channel.from_name,
    signature: change.signature ?? channel.signature,
  };
  await refuseChannel(db, { inboxId: next.inbox_id, address: next.address }, id);
  await writeChannel(db, next);
  if (next.address !== channel.address && next.address !== null) {
    await dropInboundAddress(db, channel.address!);
    await keepInboundAddress(db, database, next.address);
  }
  await recordEvent(db, actor, {
    kind: inboxChanged,
    subject: { type: 'inbox', id: next.inbox_id },
    data: { how: 'channel_changed', channel: id },
  });
}
