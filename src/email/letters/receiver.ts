import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { touchActivity } from '../../records/index.ts';
import type { DeliveryRow } from '../queries/deliveries.ts';
import type { LetterVisit } from '../rules/visits-of-letters.ts';
import type { LinkTarget } from './link-tokens.ts';

/** Whoever asked for a pixel or a link, as far as their request says. */
export type Asker = Omit<LetterVisit, 'sinceSentMs'>;

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

/**
 * A visit to a letter, with how long after it left: no time at all while its outcome is not on record yet. A captured letter never left, so that
 * nothing can come too soon.
 */
export const visitOf = (db: AccountDb, { status, sent_at: sentAt }: DeliveryRow, asker: Asker): LetterVisit => ({
  ...asker,
  sinceSentMs: status === 'queued' ? 0 : status === 'sent' && sentAt ? db.now.getTime() - sentAt.getTime() : null,
});

/** Puts on record what the receiver did with a letter, caused by its sending, and that they were active. */
export async function noteReceiverDid(db: AccountDb, delivery: DeliveryRow, kind: EventKind, data: object = {}): Promise<void> {
  await noteOfLetter(db, receiverOf(delivery), delivery, { kind, data });
  await touchActivity(db, delivery.object_id, [delivery.record_id]);
}

/** Puts on record what a program did with a letter: nobody was active. */
export const noteMachineDid = (db: AccountDb, delivery: DeliveryRow, kind: EventKind, data: object): Promise<void> =>
  noteOfLetter(db, { type: 'provider', id: 'mail' }, delivery, { kind, data });

async function noteOfLetter(
  db: AccountDb,
  actor: Actor,
  delivery: DeliveryRow,
  { kind, data }: { kind: EventKind; data: object },
): Promise<void> {
  await recordEvent(db, actor, {
    kind,
    record: { objectId: delivery.object_id, id: delivery.record_id },
    subject: { type: 'email', id: delivery.message_id },
    ...(delivery.event_id === null ? {} : { causeId: delivery.event_id }),
    data: { delivery: delivery.id, ...data },
  });
}
