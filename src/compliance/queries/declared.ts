import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventsFragment, nextEventId } from '../../ledger/index.ts';
import { PERMISSION_STATUS } from '../../records/index.ts';
import { consentGiven } from '../events.ts';
import { addressHash, saltOf } from './gate-terms.ts';

/**
 * SQL for the status with which a person begins whom an import makes: single opt-in by the importer's declaration, unless what the file says
 * of them (`says`: in, pending, none, out, bounced, complained, complained_bounced, or null) or the fate of their address here speaks against it. It stands in
 * the write of the record: raising the status by an update of its own took a quarter of an import's time.
 */
export function declaredStatus(db: AccountDb, address: Sql, says: Sql): Sql {
  const { transactionalOnly, singleOptIn, unconfirmed } = PERMISSION_STATUS;
  const suppressed = sql`select s.address_hash from suppressions s where s.account_id = ${db.accountId} and s.channel = 'email'`;
  return sql`case
    when coalesce(${address}, '') = '' or ${says} in ('out', 'bounced', 'complained', 'complained_bounced', 'none') then ${transactionalOnly}::smallint
    when exists (${suppressed}) and ${addressHash(saltOf(db.accountId), address)} in (${suppressed}) then ${transactionalOnly}::smallint
    when ${says} = 'pending' then ${unconfirmed}::smallint
    else ${singleOptIn}::smallint end`;
}

/** One line of proof and one event for each of the people, a select of `record_id` and `evidence`, in one statement. */
export async function insertDeclared(
  db: AccountDb,
  actor: Actor,
  { objectId, importId, people }: { objectId: number; importId: number; people: Sql },
): Promise<void> {
  const events = await eventsFragment(db, actor, {
    kind: consentGiven,
    columns: ['id', 'object_id', 'record_id', 'data', 'personal'],
    rows: sql`select told.id, ${objectId}::integer as object_id, told.record_id, told.personal,
        jsonb_build_object('channel', 'email', 'state', 'declared', 'how', 'import', 'source', ${importId}::bigint) as data
      from told`,
  });
  await db.run(
    sql`with told as materialized (
          select ${nextEventId} as id, p.record_id, case when p.evidence is not null then jsonb_build_object('evidence', p.evidence) end as personal
          from (${people}) p),
        proven as (
          insert into consents (account_id, object_id, record_id, channel, state, how, source_id, at, event_id, personal)
          select ${db.accountId}::bigint, ${objectId}::integer, told.record_id, 'email', 'declared', 'import', ${importId}::bigint,
            ${db.now}::timestamptz, told.id, told.personal
          from told)
        ${events}`,
  );
}
