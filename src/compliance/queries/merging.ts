import { sql, type AccountDb } from '../../app/db.ts';
import type { Channel, ConsentState } from '../schema.ts';
import { LASTING } from './consents.ts';
import { addressHash, saltOf } from './gate-terms.ts';

/** How a record stands on a channel, in the bin or not. */
export interface Standing {
  id: number;
  address: string | null;
  status: number;
  /** The address is barred, for another reason than that there is no such mailbox. */
  suppressed: boolean;
  /** What the person said last, and in which row. */
  said: ConsentState | null;
  said_id: number | null;
}

export async function standingsOf(
  db: AccountDb,
  { objectId, recordIds, channel }: { objectId: number; recordIds: readonly number[]; channel: Channel },
): Promise<Standing[]> {
  const [address, status] = channel === 'email' ? [sql`r.email`, sql`r.email_status`] : [sql`r.sms_number`, sql`r.sms_status`];
  return db.many(
    sql`select r.id, ${address} as address, ${status} as status, c.state as said, c.id as said_id,
          exists (select from suppressions s where s.account_id = ${db.accountId} and s.channel = ${channel}
            and s.address_hash = ${addressHash(saltOf(db.accountId), address)} and s.reason <> 'hard_bounce') as suppressed
        from records r
        left join lateral (
          select c.state, c.id from consents c where c.account_id = ${db.accountId} and c.object_id = ${objectId} and c.record_id = r.id
            and c.channel = ${channel} and c.topic_id is null and c.state in ${LASTING} order by c.id desc limit 1) c on true
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[]) order by r.id`,
  );
}
