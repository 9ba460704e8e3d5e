import type { AccountDb } from '../../app/db.ts';
import { logDaysOf, storeLogDays } from '../queries/log.ts';
import { LOG_DAYS, type LogDays } from '../schema.ts';

/** How many days the log keeps what subscriptions sent. */
export const logKept = async (db: AccountDb): Promise<LogDays> => (await logDaysOf(db)) ?? LOG_DAYS;

/** Keeps it longer, or as long as is usual. */
export const keepLog = storeLogDays;
