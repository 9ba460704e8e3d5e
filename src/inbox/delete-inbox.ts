import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { inboxChanged } from './events.ts';
import { lockedInboxes, markInboxDeleted } from './queries/inboxes.ts';

/** Deletes an inbox; its channels and conversations go to another. Refuses `not_found` and `same_inbox`; so the last one always stays. */
export async function deleteInbox(db: AccountDb, actor: Actor, id: number, toId: number): Promise<void> {
  const inboxes = await lockedInboxes(db);
  if (!inboxes.some((inbox) => inbox.id === id) || !inboxes.some((inbox) => inbox.id === toId)) throw notFound('inbox');
  if (id === toId) throw new Problem('same_inbox', 'Choose another inbox for its conversations.');
  await markInboxDeleted(db, id, toId);
  await recordEvent(db, actor, { kind: inboxChanged, subject: { type: 'inbox', id }, data: { how: 'deleted', to_inbox: toId } });
}
