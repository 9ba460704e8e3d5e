import { usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { inboxChanged } from './events.ts';
import { insertInbox, lockedInboxes } from './queries/inboxes.ts';
import { MOST_INBOXES, type InboxInput } from './schema.ts';

/** Makes an inbox for a team. Gives its id. Refuses `too_many_inboxes`, and users who are not in the account. */
export async function createInbox(db: AccountDb, actor: Actor, ids: NextIds, input: InboxInput): Promise<number> {
  if ((await lockedInboxes(db)).length >= MOST_INBOXES)
    throw new Problem('too_many_inboxes', `An account may have at most ${MOST_INBOXES} inboxes. Delete one first.`);
  await refuseStrangers(db, input);
  const id = await ids('inbox', 1);
  await insertInbox(db, id, input);
  await recordEvent(db, actor, { kind: inboxChanged, subject: { type: 'inbox', id }, data: { how: 'created' } });
  return id;
}

/** Refuses an inbox for people who are not in the account, or for nobody. */
export async function refuseStrangers(db: AccountDb, { isForAll, userIds }: InboxInput): Promise<void> {
  if (!isForAll && userIds.length === 0) throw invalid('userIds', 'Name the people who answer here, or let everybody.');
  const users = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
  if (userIds.some((id) => !users.some((user) => user.id === id))) throw invalid('userIds', 'There is no such user in this account.');
}
