import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { messageDeleted } from './events.ts';
import { lockMessage, markDeleted } from './queries/messages.ts';

/** Takes a message away from those who edit. Its versions stay: letters already sent are still shown and their links still work. */
export async function deleteMessage(db: AccountDb, actor: Actor, id: number): Promise<void> {
  if (!(await lockMessage(db, id))) throw notFound('message');
  await markDeleted(db, id);
  await recordEvent(db, actor, { kind: messageDeleted, subject: { type: 'email', id } });
}
