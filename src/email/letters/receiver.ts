import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { touchActivity } from '../../records/index.ts';
import { noteActivity, type DeliveryRow } from '../queries/deliveries.ts';
import type { LinkTarget } from './link-tokens.ts';

/** The receiver of a letter, as the one who does something with it. */
export const receiverOf = (delivery: DeliveryRow): Actor => ({ type: 'contact', id: String(delivery.record_id) });

/** Works in the account a token names; undefined when that account is gone. */
export async function inAccountOf<T>(database: Database, target: LinkTarget, work: (db: AccountDb) => Promise<T>): Promise<T | undefined> {
  try {
    return await database.account(target.accountId, work);
  } catch (error) {
    if (error instanceof Problem && error.code === 'account_not_found') return undefined;
    throw error;
  }
}

export interface Deed {
  what: 'opened' | 'clicked';
  kind: EventKind;
  /** Done again within this time, it is the same deed. */
  pauseMs: number;
  data?: Record<string, unknown>;
}

/** Puts on record what the receiver did with a letter, caused by its sending, and that they were active. */
export async function noteReceiverDid(db: AccountDb, delivery: DeliveryRow, deed: Deed): Promise<void> {
  if (!(await noteActivity(db, delivery.id, deed.what, deed.pauseMs))) return;
  await recordEvent(db, receiverOf(delivery), {
    kind: deed.kind,
    record: { objectId: delivery.object_id, id: delivery.record_id },
    subject: { type: 'email', id: delivery.message_id },
    ...(delivery.event_id === null ? {} : { causeId: delivery.event_id }),
    data: { delivery: delivery.id, ...deed.data },
  });
  await touchActivity(db, delivery.object_id, [delivery.record_id]);
}
