import type { AccountDb } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { insertChannel, insertInbox } from './queries/inboxes.ts';

/** Gives a new account one inbox for everybody, in which the answers to its letters arrive. */
export async function prepareAccount(db: AccountDb, ids: NextIds): Promise<void> {
  const inboxId = await ids('inbox', 1);
  await insertInbox(db, inboxId, { name: 'Everyone', isForAll: true, userIds: [], unknownSenders: 'leave' });
  const id = await ids('inbox-channel', 1);
  await insertChannel(db, { id, inbox_id: inboxId, kind: 'replies', address: null, from_name: '', signature: '' });
}
