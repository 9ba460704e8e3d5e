import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { allows, type Scopes } from '../app/scopes.ts';
import { keyOf, maySee, recordsOf, scopesToRead } from './list-webhooks.ts';
import type { DeliveryRow } from './queries/deliveries.ts';
import { lastTriedOf } from './queries/log.ts';
import { pageOfWebhookLog, type LogPage } from './queries/log-page.ts';

/** One line of the log of what subscriptions were told, as programs read it. */
export interface ToldDelivery {
  id: number;
  subscriptionId: number;
  event: string;
  url: string | null;
  triedAt: Date;
  status: number | null;
  /** Null where it may not be seen, or has been erased. */
  payload: string | null;
  answer: string | null;
}

/** Who reads the log: with whose rights, and what the key or app was given. */
export interface Reader {
  viewer: Viewer;
  scopes: Scopes | undefined;
}

/** A page of the log. What was said of records the viewer may not see is left out. */
export const toldLog = async (db: AccountDb, reader: Reader, page: LogPage): Promise<ToldDelivery[]> =>
  toldOf(db, reader, await pageOfWebhookLog(db, page));

/** What each subscription was told last, as far as the log still has it. */
export const lastTold = async (db: AccountDb, reader: Reader, subscriptionIds: readonly number[]): Promise<Map<number, ToldDelivery>> =>
  new Map((await toldOf(db, reader, await lastTriedOf(db, subscriptionIds))).map((one) => [one.subscriptionId, one]));

async function toldOf(db: AccountDb, reader: Reader, rows: readonly DeliveryRow[]): Promise<ToldDelivery[]> {
  const records = await recordsOf(db, rows);
  return rows.map((row) => {
    const isSeen = maySee(reader.viewer, row, records.get(keyOf(row))) && mayRead(reader.scopes, row);
    return {
      id: row.id,
      subscriptionId: row.subscription_id!,
      event: row.event_kind ?? '',
      url: row.url,
      triedAt: row.tried_at!,
      status: row.response_status,
      payload: isSeen ? row.body : null,
      answer: isSeen ? row.response_body : null,
    };
  });
}

const mayRead = (scopes: Scopes | undefined, row: DeliveryRow): boolean => scopesToRead(row).every((needed) => allows(scopes, needed));
