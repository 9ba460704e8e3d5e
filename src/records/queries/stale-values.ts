import { raw, sql, type AccountDb, type Database, type Sql } from '../../app/db.ts';
import { newestOfBatch } from '../../ledger/index.ts';
import type { Dependents, ReaderOf, RollupOf } from '../rules/computed.ts';
import { linksBetween } from '../rules/links.ts';

/** A record whose computed values may be out of date, and the event that made them so. */
export interface StaleRecord {
  id: number;
  cause_id: number | null;
}

/** The newest event of this transaction about each record of an object, as `c` (record_id, id). */
const causes = (db: AccountDb, objectId: number): Sql => sql`left join (${newestOfBatch(db, objectId)}) c`;

const text = (document: string, fieldId: number): Sql => raw(`${document}->>'${fieldId}'`);

/** The records whose roll-up the set being written touches, as a select (id, cause_id); some twice. */
export function staleByWrites(db: AccountDb, objectId: number, { objectId: holder, field, via }: RollupOf): Sql {
  const of = field.settings.ofFieldId ?? undefined;
  const valueChanged = of === undefined ? sql`false` : sql`(${text('w.before', of)}) is distinct from (${text('w.after', of)})`;
  if (via.type === 'relation') {
    const links = linksBetween({ objectId, field: via, otherObjectId: holder });
    return sql`select l.${raw(links.other)} as id, c.id as cause_id from record_writes w
      join record_links l on l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId}
        and l.${raw(links.own)} = w.id
      ${causes(db, objectId)} on c.record_id = w.id where w.changed and not w.is_new and ${valueChanged}`;
  }
  const [before, after] = [text('w.before', via.id), text('w.after', via.id)];
  return sql`select p.id::bigint as id, c.id as cause_id from record_writes w cross join lateral (values (${before}), (${after})) p(id)
    ${causes(db, objectId)} on c.record_id = w.id
    where w.changed and p.id is not null and (w.is_new or (${before}) is distinct from (${after}) or ${valueChanged})`;
}

/** The records of the set being written of which others read something that changed, as a select (id, cause_id). */
export function readByOthers(db: AccountDb, objectId: number, reader: ReaderOf): Sql {
  const changed = reader.reads.map((id) => sql`(${text('w.before', id)}) is distinct from (${text('w.after', id)})`);
  const any = changed.reduce((one, other) => sql`${one} or ${other}`);
  // Something new can be pointed to already only by what is made in the same set.
  const isOwn = reader.objectId === objectId;
  return sql`select w.id, c.id as cause_id from record_writes w ${causes(db, objectId)} on c.record_id = w.id
    where w.changed and ${isOwn ? sql`true` : sql`not w.is_new`} and (${any})`;
}

/** The records whose roll-up some records are part of that go into the bin, come out of it or are removed; some twice. */
export function staleByMoves(db: AccountDb, moved: { objectId: number; ids: readonly number[] }, { objectId: holder, via }: RollupOf): Sql {
  const { objectId, ids } = moved;
  if (via.type === 'relation') {
    const links = linksBetween({ objectId, field: via, otherObjectId: holder });
    return sql`select l.${raw(links.other)} as id, c.id as cause_id from record_links l ${causes(db, objectId)} on c.record_id = l.${raw(links.own)}
      where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId}
        and l.${raw(links.own)} = any(${ids}::bigint[])`;
  }
  return sql`select v.number_value::bigint as id, c.id as cause_id from field_values v ${causes(db, objectId)} on c.record_id = v.record_id
    where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.field_id = ${via.id} and v.record_id = any(${ids}::bigint[])
      and v.number_value is not null`;
}

/** The moved records themselves as a select (id, cause_id), for those who read them. */
export const movedRecords = (db: AccountDb, { objectId, ids }: { objectId: number; ids: readonly number[] }): Sql =>
  sql`select x.id, c.id as cause_id from unnest(${ids}::bigint[]) x(id) ${causes(db, objectId)} on c.record_id = x.id`;

/** Those of a select (id, cause_id), each once, in order of id; at most so many and one more. */
export async function firstStale(db: AccountDb, stale: Sql, most: number): Promise<StaleRecord[]> {
  return db.many(sql`select s.id, max(s.cause_id) as cause_id from (${stale}) s group by s.id order by s.id limit ${most + 1}`);
}

/** Has the records of a select (id, cause_id) worked out again soon. */
export async function queueRecords(db: AccountDb, objectId: number, stale: Sql): Promise<void> {
  await db.run(
    sql`insert into stale_values (account_id, what, object_id, record_id, cause_id)
        select ${db.accountId}, 'record', ${objectId}::integer, s.id, max(s.cause_id) from (${stale}) s group by s.id`,
  );
}

/** Has what points to the records of a select (id, cause_id) worked out again soon. */
export async function queueChildren(db: AccountDb, { objectId, parentFieldId }: ReaderOf, parents: Sql): Promise<void> {
  await db.run(
    sql`insert into stale_values (account_id, what, object_id, field_id, record_id, cause_id)
        select ${db.accountId}, 'children', ${objectId}::integer, ${parentFieldId}::integer, s.id, s.cause_id from (${parents}) s`,
  );
}

/** Has every record of an object worked out again. Quiet, no events tell of it: nobody can have known the values before. */
export async function queueAll(
  db: AccountDb,
  { objectId, fieldId, causeId, quiet }: { objectId: number; fieldId: number; causeId: number | null; quiet: boolean },
): Promise<void> {
  await db.run(
    sql`insert into stale_values (account_id, what, object_id, field_id, cause_id, quiet)
        values (${db.accountId}, 'all', ${objectId}, ${fieldId}, ${causeId}, ${quiet})`,
  );
}

/** Given ids as a select (id, cause_id). */
export const staleRows = (records: readonly StaleRecord[]): Sql =>
  sql`select x.id, x.cause_id from unnest(${records.map(({ id }) => id)}::bigint[], ${records.map(({ cause_id }) => cause_id)}::bigint[]) x(id, cause_id)`;

/**
 * Locks those of the records that nobody else holds, in order of id, and says which of the others somebody holds: nobody ever waits here,
 * so nobody waits in a circle. Records that are in the bin, or gone, are neither: they are worked out when they come back.
 */
export async function lockFree(db: AccountDb, objectId: number, ids: readonly number[]): Promise<{ free: number[]; held: number[] }> {
  const locked = await db.many<{ id: number; living: boolean }>(
    sql`select r.id, r.deleted_at is null as living from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[])
        order by r.id for update of r skip locked`,
  );
  const mine = new Set(locked.map(({ id }) => id));
  const rest = ids.filter((id) => !mine.has(id));
  const held =
    rest.length === 0
      ? []
      : await db.many<{ id: number }>(
          sql`select r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${rest}::bigint[])`,
        );
  return { free: locked.filter(({ living }) => living).map(({ id }) => id), held: held.map(({ id }) => id) };
}

/** The accounts in which something is to be worked out again. */
export async function accountsWithStaleValues(database: Database): Promise<number[]> {
  const rows = await database.system((db) =>
    db.many<{ account_id: number }>(sql`select account_id from accounts_with_stale_values()`, 'records.accounts-with-stale-values'),
  );
  return rows.map(({ account_id }) => account_id);
}

/** Whether anything depends on the records of an object. */
export const hasDependents = ({ rollups, readers }: Dependents): boolean => rollups.length > 0 || readers.length > 0;

/** One object's next rows that name records, as many as fit; undefined when there are none. They go with `takeRecords`. */
export async function nextRecords(db: AccountDb, most: number): Promise<{ objectId: number; records: StaleRecord[] } | undefined> {
  const rows = await db.many<StaleRecord & { object_id: number }>(
    sql`select s.object_id, s.record_id as id, max(s.cause_id) as cause_id from (
          select x.object_id, x.record_id, x.cause_id from stale_values x
          where x.account_id = ${db.accountId} and x.what = 'record'
            and x.object_id = (select y.object_id from stale_values y where y.account_id = ${db.accountId} and y.what = 'record' order by y.id limit 1)
          order by x.id limit ${most}) s
        group by s.object_id, s.record_id order by s.record_id`,
  );
  const [first] = rows;
  return first && { objectId: first.object_id, records: rows.map(({ id, cause_id }) => ({ id, cause_id })) };
}

/** Takes the rows of records away, those alone that can be seen: what a writer adds meanwhile stays for the next round. */
export async function takeRecords(db: AccountDb, objectId: number, ids: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from stale_values s where s.account_id = ${db.accountId} and s.what = 'record' and s.object_id = ${objectId}
          and s.record_id = any(${ids}::bigint[])`,
  );
}

/** Notes of sets that have none until when they wait: until all transactions that run now have ended. Gives whether there are sets. */
export async function setGates(db: AccountDb): Promise<boolean> {
  await db.run(
    sql`update stale_values s set gate = pg_snapshot_xmax(pg_current_snapshot())
        where s.account_id = ${db.accountId} and s.what <> 'record' and s.gate is null`,
  );
  return (
    (await db.maybeOne(sql`select 1 from stale_values s where s.account_id = ${db.accountId} and s.what <> 'record' limit 1`)) !== undefined
  );
}

export interface StaleSet {
  id: number;
  what: 'children' | 'all';
  object_id: number;
  field_id: number;
  record_id: number | null;
  after_id: number;
  cause_id: number | null;
  quiet: boolean;
}

/** The next row that names many records and need not wait any longer; held to the end of the transaction. */
export async function nextSet(db: AccountDb): Promise<StaleSet | undefined> {
  return db.maybeOne(
    sql`select s.id, s.what, s.object_id, s.field_id, s.record_id, s.after_id, s.cause_id, s.quiet from stale_values s
        where s.account_id = ${db.accountId} and s.what <> 'record' and s.gate <= pg_snapshot_xmin(pg_current_snapshot())
        order by s.id limit 1 for update of s skip locked`,
  );
}

/** The next records of a set, in order of id. */
export async function recordsOfSet(db: AccountDb, set: StaleSet, most: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    set.what === 'all'
      ? sql`select r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${set.object_id} and r.id > ${set.after_id}
            order by r.id limit ${most}`
      : sql`select v.record_id as id from field_values v where v.account_id = ${db.accountId} and v.object_id = ${set.object_id}
              and v.field_id = ${set.field_id} and v.number_value = ${set.record_id}::float8 and v.record_id > ${set.after_id}
            order by v.record_id limit ${most}`,
  );
  return rows.map(({ id }) => id);
}

/** Goes on with a set behind a record. */
export async function moveSet(db: AccountDb, id: number, after: number): Promise<void> {
  await db.run(sql`update stale_values s set after_id = ${after} where s.account_id = ${db.accountId} and s.id = ${id}`);
}

export async function takeSet(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from stale_values s where s.account_id = ${db.accountId} and s.id = ${id}`);
}

/** Notes that every record's value of a computed field has been worked out, unless it is to be worked out anew already. */
export async function markComputed(db: AccountDb, objectId: number, fieldId: number): Promise<void> {
  await db.run(
    sql`update fields f set computed_since = ${db.now}
        where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.id = ${fieldId}
          and not exists (select 1 from stale_values s where s.account_id = ${db.accountId} and s.what = 'all' and s.object_id = ${objectId}
            and s.field_id = ${fieldId})`,
  );
}

/** Notes that a computed field's values are being worked out anew. */
export async function unmarkComputed(db: AccountDb, objectId: number, fieldId: number): Promise<void> {
  await db.run(
    sql`update fields f set computed_since = null where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.id = ${fieldId}`,
  );
}

/** The latest of some events of the account whose \`changed\` names one of these settings; null where there is none. */
export async function latestChange(db: AccountDb, events: Sql, settings: readonly string[]): Promise<number | null> {
  const { id } = await db.one<{ id: number | null }>(
    sql`select max(e.id) as id from (${events}) e where e.data->'changed' ?| ${settings}::text[]`,
  );
  return id;
}
