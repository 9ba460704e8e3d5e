import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { notAllowed, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { CONTACT, recordById, recordFor, touchActivity } from '../records/index.ts';
import { conversationTaken } from './events.ts';
import { makeContact } from './make-contact.ts';
import { type ConversationRow, tieWriter } from './queries/conversations.ts';
import { contactWithAddress } from './queries/people.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';

/**
 * Makes an unknown sender known: as a contact that is there, or a new one. All conversations of that address are theirs from now on. Gives the record.
 * Refuses `not_found` and `not_allowed` for a contact out of reach, and `writer_erased`.
 */
export async function takeSender(
  db: AccountDb,
  actor: Actor,
  { conversation, recordId, viewer, ids }: { conversation: ConversationRow; recordId?: number | undefined; viewer: Viewer; ids: NextIds },
): Promise<{ objectId: number; id: number }> {
  const { address, name } = conversation;
  if (conversation.record_id !== null) return { objectId: conversation.object_id!, id: conversation.record_id };
  if (address === null) throw new Problem('writer_erased', 'Who wrote this has been erased.');
  const record = { objectId: CONTACT, id: await recordOf(db, actor, { address, name: name ?? '', recordId, viewer, ids }) };
  const tied = await tieWriter(db, address, record);
  await tellConversations(
    db,
    actor,
    conversationTaken,
    tied.map((id) => ({ id })),
  );
  await touchActivity(db, record.objectId, [record.id]);
  tellPages(db, [conversation]);
  return record;
}

interface Sender {
  address: string;
  name: string;
  recordId: number | undefined;
  viewer: Viewer;
  ids: NextIds;
}

async function recordOf(db: AccountDb, actor: Actor, { address, name, recordId, viewer, ids }: Sender): Promise<number> {
  if (recordId !== undefined) return (await recordFor(db, viewer, 'edit', { objectId: CONTACT, id: recordId })).id;
  const known = await contactWithAddress(db, address);
  if (known !== undefined) {
    if (await recordById(db, CONTACT, known)) return known;
    throw new Problem('contact_in_bin', 'A contact with this address lies in the bin. Restore it first.');
  }
  if (!viewer.on(CONTACT).create) throw notAllowed('make contacts');
  return makeContact(db, actor, ids, { address, name });
}
