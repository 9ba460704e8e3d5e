import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { listLetters, noteReadings } from '../email/index.ts';
import { chance } from './rules/chance.ts';

const LETTERS = 60;
const OPEN_PERCENT = 58;
const CLICK_PERCENT = 40;
const MONTH_MS = 30 * 86_400_000;

/**
 * Some of the people read the letters that were captured for them in the last month, and some of those follow the first link: as one set, for each
 * reading by itself is read by every follower of the ledger.
 */
export async function receiveLetters(db: AccountDb, month: number): Promise<void> {
  const luck = chance(7_000 + month);
  const { letters } = await listLetters(db, everyone, { status: 'captured', limit: LETTERS });
  const since = new Date(db.now.getTime() - MONTH_MS).toISOString();
  await noteReadings(
    db,
    letters.flatMap(({ id: deliveryId, objectId, recordId, queuedAt }) => {
      if (queuedAt <= since || !luck.happens(OPEN_PERCENT)) return [];
      return [{ deliveryId, objectId, recordId, by: 'person' as const, link: luck.happens(CLICK_PERCENT) ? 0 : null }];
    }),
  );
}
