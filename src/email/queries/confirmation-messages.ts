import { sql, type AccountDb } from '../../app/db.ts';
import { consentRequested } from '../../compliance/index.ts';
import type { Document } from '../../documents/index.ts';
import { eventsOfBatch } from '../../ledger/index.ts';

/** A confirmation the product brought along, with its published version. */
export async function standardMessage(db: AccountDb, objectId: number, name: string): Promise<{ id: number; version: number } | undefined> {
  return db.maybeOne(
    sql`select m.id, m.published_version as version from messages m
        where m.account_id = ${db.accountId} and m.purpose = 'confirmation' and m.object_id = ${objectId} and m.name = ${name}
          and m.hidden_at is not null and m.deleted_at is null and m.published_version is not null
        order by m.id limit 1`,
  );
}

export async function insertStandardMessage(
  db: AccountDb,
  message: { id: number; objectId: number; name: string; subject: string; body: Document },
): Promise<void> {
  await db.run(
    sql`insert into messages (account_id, id, object_id, name, purpose, subject, preheader, body, from_name, reply_to, created_at, updated_at, hidden_at)
        values (${db.accountId}, ${message.id}, ${message.objectId}, ${message.name}, 'confirmation', ${message.subject}, '',
          ${JSON.stringify(message.body)}::jsonb, '', '', ${db.now}, ${db.now}, ${db.now})`,
  );
}

/** Whom of an object a batch of the ledger says to ask for a confirmation, each with the event that says it. */
export async function askedInBatch(db: AccountDb, batchId: number, objectId: number): Promise<{ id: number; record_id: number }[]> {
  return db.many(
    sql`select asked.id, asked.record_id from (${eventsOfBatch(db, { id: batchId, kind: consentRequested, objectId })}) asked order by asked.id`,
  );
}
