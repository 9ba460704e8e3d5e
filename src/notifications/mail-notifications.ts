import { accountSettings, installationOf, installationSmtp, postLetter, usersOf, viewerOf } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { objectShapes } from '../records/index.ts';
import { seen } from './list-notifications.ts';
import { takeMail } from './queries/notifications.ts';
import { letterOf } from './rules/letter.ts';

/**
 * Mails one user of an account what they have not read in the app, all that waits as one letter, in the transaction that marks it mailed.
 * Without a mail server nothing is mailed, now or later. Gives how many notifications were dealt with.
 */
export async function mailNotifications(database: Database, accountId: number): Promise<number> {
  const hasServer = (await installationSmtp(database)) !== undefined;
  return database.account(accountId, async (db) => {
    const rows = await takeMail(db);
    const user = (await usersOf(db)).find(({ id, hasLeft }) => id === rows[0]?.user_id && !hasLeft);
    const unread = rows.filter(({ read_at }) => read_at === null);
    if (!user || !hasServer || unread.length === 0) return rows.length;
    const told = await seen(db, await viewerOf(db, user.id), unread);
    if (told.length === 0) return rows.length;
    const objects = new Map((await objectShapes(db)).map((shape) => [shape.id, shape]));
    const { name: accountName } = await accountSettings(db);
    const home = `${installationOf(database).baseUrl}/a/${accountId}`;
    await postLetter(db, { to: user, ...letterOf(told, { accountName, userName: user.name, home, objects }) });
    return rows.length;
  });
}
