import type { Database } from '../app/db.ts';
import type { JobContext } from '../app/kernel/domain.ts';
import { forgetOld } from './queries/visitors.ts';

/** Views and visitors nobody knows are kept for this long: a year can be compared with the one before. */
const KEEP_DAYS = 400;
const AT_ONCE = 20_000;

/** Removes page views, and visitors who never said who they are, that are older than `KEEP_DAYS`. */
export async function forgetVisits(database: Database, { stopping }: JobContext): Promise<void> {
  while (!stopping.aborted && (await forgetOld(database, { at: database.clock.now(), keepDays: KEEP_DAYS, most: AT_ONCE })) > 0);
}
