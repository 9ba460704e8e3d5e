import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { refuseStrangers } from './create-inbox.ts';
import { inboxChanged } from './events.ts';
import { lockedInboxes, writeInbox } from './queries/inboxes.ts';
import type { InboxInput } from './schema.ts';

/** Changes what an inbox is called and who answers in it. Refuses `not_found`, and users who are not in the account. */
export async function updateInbox(db: AccountDb, actor: Actor, id: number, input: InboxInput): Promise<void> {
  if (!(await lockedInboxes(db)).some((inbox) => inbox.id === id)) throw notFound('inbox');
  await refuseStrangers(db, input);
  await writeInbox(db, id, input);
  await recordEvent(db, actor, { kind: inboxChanged, subject: { type: 'inbox', id }, data: { how: 'changed' } });
}
