import { installationOf } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { linkToken, listLetters, trackClick, trackOpen } from '../email/index.ts';
import { chance } from './rules/chance.ts';

const LETTERS = 60;
const OPEN_PERCENT = 58;
const CLICK_PERCENT = 40;

/** Some of the people read the letters that were captured for them, and some of those follow the first link, as real people do. */
export async function receiveLetters(database: Database, accountId: number, month: number): Promise<void> {
  const luck = chance(7_000 + month);
  const { secretKey } = installationOf(database);
  const { letters } = await database.account(accountId, (db) => listLetters(db, everyone, { status: 'captured', limit: LETTERS }));
  for (const { id: deliveryId } of letters) {
    if (!luck.happens(OPEN_PERCENT)) continue;
    await trackOpen(database, linkToken(secretKey, { accountId, deliveryId, purpose: 'open' }));
    if (luck.happens(CLICK_PERCENT)) await trackClick(database, linkToken(secretKey, { accountId, deliveryId, purpose: 0 }));
  }
}
