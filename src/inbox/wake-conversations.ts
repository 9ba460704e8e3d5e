import type { AccountDb, Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { reopenConversations } from './reopen-conversations.ts';
import { dueToWake, lockedConversations } from './queries/conversations.ts';

const AT_ONCE = 500;

/** Opens conversations that rested and whose time has come. Gives how many. */
export const wakeConversations = (database: Database, accountId: number): Promise<number> =>
  database.account(accountId, async (db: AccountDb) => {
    const due = await dueToWake(db, AT_ONCE);
    if (due.length > 0) await reopenConversations(db, system, await lockedConversations(db, due));
    return due.length;
  });
