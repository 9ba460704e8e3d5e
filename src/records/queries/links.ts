import { empty, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { linksBetween, type Links } from '../rules/links.ts';
import type { ObjectShape } from '../schema.ts';

/** Removes the links of records that are removed for good, by every relation in which they may stand. */
export async function deleteLinks(db: AccountDb, relations: readonly Links[], recordIds: readonly number[]): Promise<void> {
  for (const links of relations) {
    await db.run(
      sql`delete from record_links l where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId}
          and ${raw(`l.${links.own}`)} = any(${recordIds}::bigint[])`,
    );
  }
}

/** Every place where links of an object's records stand. */
export const linksOf = (objects: readonly ObjectShape[], objectId: number): Links[] =>
  (objects.find(({ id }) => id === objectId)?.fields ?? [])
    .filter(({ type, settings }) => type === 'relation' && settings.objectId !== undefined)
    .map((field) => linksBetween({ objectId, field, otherObjectId: field.settings.objectId! }));

/** The two ends of links that come or go, pair by pair: the first record with the first related one. */
export interface Ends {
  links: Links;
  objectId: number;
  fieldId: number;
  otherObjectId: number;
  inverseFieldId: number;
  recordIds: readonly number[];
  relatedIds: readonly number[];
  causeId: number | null;
  /** By record. */
  causes: ReadonlyMap<number, number | null>;
}

/** Locks those of the records that are not in the bin, in order of id, and gives their ids. */
export async function lockLiving(db: AccountDb, objectId: number, ids: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ id: number; living: boolean }>(
    sql`select r.id, r.deleted_at is null as living from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[]) order by r.id for update of r`,
  );
  return rows.filter(({ living }) => living).map(({ id }) => id);
}

/** The pairs, each record's own side first, as the columns of a link. */
const pairsOf = ({ links, objectId, otherObjectId, recordIds, relatedIds }: Ends): Sql =>
  sql`select distinct ${raw(links.own === 'record_id' ? 'p.own' : 'p.other')} as record_id, ${raw(links.own === 'record_id' ? 'p.other' : 'p.own')} as related_id
      from unnest(${recordIds}::bigint[], ${relatedIds}::bigint[]) p(own, other)
      where ${objectId === otherObjectId ? sql`p.own <> p.other` : sql`true`}`;

/** Makes the links that are not there yet, with `events` of `changed`. Gives how many events. */
export async function insertLinks(db: AccountDb, ends: Ends, events: Sql): Promise<number> {
  return db.run(
    sql`with changed as (
          insert into record_links (account_id, object_id, field_id, record_id, related_id, added_at)
          select ${db.accountId}, ${ends.links.objectId}, ${ends.links.fieldId}, p.record_id, p.related_id, ${db.now} from (${pairsOf(ends)}) p
          order by p.record_id, p.related_id on conflict do nothing returning record_id, related_id)
        ${events}`,
  );
}

/** Removes links, with `events` of `changed`. Gives how many events. */
export async function removeLinks(db: AccountDb, ends: Ends, events: Sql): Promise<number> {
  return db.run(
    sql`with changed as (
          delete from record_links l using (${pairsOf(ends)}) p
          where l.account_id = ${db.accountId} and l.object_id = ${ends.links.objectId} and l.field_id = ${ends.links.fieldId}
            and l.record_id = p.record_id and l.related_id = p.related_id
          returning l.record_id, l.related_id)
        ${events}`,
  );
}

/** Rows for the events of `changed`: one for each side of a link, by the field that shows it there. */
export function linkedRows({ links, objectId, fieldId, otherObjectId, inverseFieldId, causeId, causes }: Ends): Sql {
  const given = [...causes];
  const caused =
    given.length === 0
      ? empty
      : sql`left join unnest(${given.map(([id]) => id)}::bigint[], ${given.map(([, because]) => because)}::bigint[]) c(id, cause_id) on c.id = l.${raw(links.own)}`;
  const cause = given.length === 0 ? sql`${causeId}::bigint` : sql`coalesce(c.cause_id, ${causeId}::bigint)`;
  const side = (of: number, field: number, other: number, [own, theirs]: readonly [string, string]): Sql =>
    sql`select ${of}::integer as object_id, l.${raw(own)} as record_id, ${field}::bigint as subject_id, ${cause} as cause_id,
      jsonb_build_object('objectId', ${other}::integer, 'recordId', l.${raw(theirs)}) as data from changed l ${caused}`;
  return sql`${side(objectId, fieldId, otherObjectId, [links.own, links.other])}
    union all ${side(otherObjectId, inverseFieldId, objectId, [links.other, links.own])}`;
}

/** Which of the records are related with which, by one relation field, and since when. */
export async function standingLinks(
  db: AccountDb,
  links: Links,
  recordIds: readonly number[],
): Promise<{ record_id: number; other_id: number; added_at: Date }[]> {
  const [own, other] = [raw(`l.${links.own}`), raw(`l.${links.other}`)];
  return db.many(
    sql`select ${own} as record_id, ${other} as other_id, l.added_at from record_links l
        where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId}
          and ${own} = any(${recordIds}::bigint[])`,
  );
}

/** The living records within reach that each of these is related with, by name. */
export async function linkedNames(
  db: AccountDb,
  { links, otherObjectId, recordIds, reach }: { links: Links; otherObjectId: number; recordIds: readonly number[]; reach: Sql },
): Promise<{ record_id: number; id: number; name: string }[]> {
  const [own, other] = [raw(`l.${links.own}`), raw(`l.${links.other}`)];
  return db.many(
    sql`select ${own} as record_id, r.id, r.name from record_links l
        join records r on r.account_id = ${db.accountId} and r.object_id = ${otherObjectId} and r.id = ${other} and r.deleted_at is null
        where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId}
          and ${own} = any(${recordIds}::bigint[]) and ${reach}
        order by r.name_key, r.id`,
  );
}

export interface LinkPage {
  links: Links;
  otherObjectId: number;
  recordId: number;
  /** What the viewer may see of the related records `r`. */
  reach: Sql;
  after: { key: string; id: number } | undefined;
  limit: number;
}

/** The records related to one, by name, behind a place in that order. */
export async function pageOfLinks(
  db: AccountDb,
  { links, otherObjectId, recordId, reach, after, limit }: LinkPage,
): Promise<{ id: number; name: string; name_key: string; added_at: Date }[]> {
  const beyond = after ? sql`and (r.name_key, r.id) > (${after.key}, ${after.id}::bigint)` : sql``;
  return db.many(
    sql`select r.id, r.name, r.name_key, l.added_at ${linkedRecords(db, { links, otherObjectId, recordId, reach })} ${beyond}
        order by r.name_key, r.id limit ${limit}`,
  );
}

export async function countLinks(db: AccountDb, of: Omit<LinkPage, 'after' | 'limit'>): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`select count(*) as count ${linkedRecords(db, of)}`);
  return count;
}

const linkedRecords = (db: AccountDb, { links, otherObjectId, recordId, reach }: Omit<LinkPage, 'after' | 'limit'>): Sql =>
  sql`from record_links l
      join records r on r.account_id = ${db.accountId} and r.object_id = ${otherObjectId} and r.id = ${raw(`l.${links.other}`)} and r.deleted_at is null
      where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId}
        and ${raw(`l.${links.own}`)} = ${recordId} and ${reach}`;
