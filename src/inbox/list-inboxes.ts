import type { AccountDb, Database } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { channelAddress } from '../email/index.ts';
import { presentChannel, presentInbox } from './present.ts';
import { allChannels, allInboxes } from './queries/inboxes.ts';
import type { InboxView } from './schema.ts';
import { answersIn } from './visible-inboxes.ts';

/** Every inbox with its channels: conversations are moved to those of others too. */
export async function listInboxes(db: AccountDb, viewer: Viewer, database: Database): Promise<InboxView[]> {
  const channels = await allChannels(db);
  return (await allInboxes(db)).map((inbox) => {
    const theirs = channels.filter(({ inbox_id }) => inbox_id === inbox.id);
    return presentInbox(
      inbox,
      theirs.map((channel) => presentChannel(channel, channelAddress(db, database, channel.id))),
      answersIn(viewer, inbox),
    );
  });
}
