import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { DELIVERY, type DeliveryRow } from './deliveries.ts';

/** No more of the log than this is told to programs, the newest. */
const MOST_TOLD = 10_000;

/** A part of the log by position, over deliveries `d`: which, in which order, and how many are passed over. */
export interface LogPage {
  where: Sql;
  order: Sql;
  start: number;
  limit: number;
}

const told = (db: AccountDb, where: Sql): Sql => sql`(
    select ${DELIVERY} from webhook_deliveries d
    where d.account_id = ${db.accountId} and d.subscription_id is not null and d.tried_at is not null
    order by d.id desc limit ${MOST_TOLD}) d where ${where}`;

/** What was tried to be told to subscriptions. */
export const pageOfWebhookLog = (db: AccountDb, { where, order, start, limit }: LogPage): Promise<DeliveryRow[]> =>
  db.many(sql`select d.* from ${told(db, where)} order by ${order} limit ${limit} offset ${start}`);

export async function countWebhookLog(db: AccountDb, where: Sql): Promise<number> {
  return (await db.one<{ count: number }>(sql`select count(*)::bigint as count from ${told(db, where)}`)).count;
}
