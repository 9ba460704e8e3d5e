import type { AccountDb, Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid, Problem } from '../app/kernel/problem.ts';
import { keepInboundAddress } from '../email/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { inboxChanged } from './events.ts';
import { allChannels, allInboxes, insertChannel } from './queries/inboxes.ts';
import type { ChannelInput } from './schema.ts';

const MOST_CHANNELS = 200;

/** Has mail to an address make conversations in an inbox. Gives the channel's id. Refuses `no_such_inbox`, `too_many_channels`, `address_taken`. */
export async function createChannel(
  db: AccountDb,
  actor: Actor,
  { database, ids, input }: { database: Database; ids: NextIds; input: ChannelInput },
): Promise<number> {
  await refuseChannel(db, input);
  const id = await ids('inbox-channel', 1);
  await insertChannel(db, {
    id,
    inbox_id: input.inboxId,
    kind: 'address',
    address: input.address,
    from_name: input.fromName,
    signature: input.signature,
  });
  await keepInboundAddress(db, database, input.address);
  await recordEvent(db, actor, {
    kind: inboxChanged,
    subject: { type: 'inbox', id: input.inboxId },
    data: { how: 'channel_added', channel: id },
  });
  return id;
}

/** Refuses a channel of an inbox that is not there, or of an address that another channel has. */
export async function refuseChannel(
  db: AccountDb,
  { inboxId, address }: { inboxId: number; address: string | null },
  id?: number,
): Promise<void> {
  const inbox = (await allInboxes(db)).find((one) => one.id === inboxId);
  if (!inbox) throw new Problem('no_such_inbox', 'There is no such inbox, or it was deleted. Choose another.');
  const others = (await allChannels(db)).filter((channel) => channel.id !== id);
  if (others.length >= MOST_CHANNELS) throw new Problem('too_many_channels', `An account may have at most ${MOST_CHANNELS} channels.`);
  if (address !== null && others.some((channel) => channel.address === address))
    throw invalid('address', `Another channel takes mail to ${address} already.`, 'address_taken');
}
