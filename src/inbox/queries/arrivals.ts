import { sql, type AccountDb } from '../../app/db.ts';
import { kindsOfBatch } from '../../ledger/index.ts';

/** The mails that the events of a batch name, in their order; not those to the installation's own desks. */
export async function inboundOfBatch(db: AccountDb, batchId: number, kind: string): Promise<{ inbound_id: number; event_id: number }[]> {
  return db.many(
    sql`select (t.data->>'inbound')::bigint as inbound_id, min(t.id) as event_id from (${kindsOfBatch(db, batchId, [kind])}) t
        where t.data ? 'inbound' and not t.data ? 'desk' group by 1 order by 2`,
  );
}
