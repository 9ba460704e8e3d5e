import { empty, join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { livingRows } from '../../records/index.ts';
import { MICRO } from '../rules/score.ts';

/** All that scores are worked out with, in one statement for a set of records. */
export interface Terms {
  objectId: number;
  /** Selects of the ids that match, each with its points. */
  criteria: readonly { matching: Sql; points: number }[];
  /** What one of each line is worth: points of event lines, and 1 for points that were given. */
  weights: readonly { lineId: number; points: number }[];
  /** Millionths left of a point after each number of periods of so many days; see `factorsOf`. */
  factors: readonly number[];
  everyDays: number | null;
  today: string;
  floor: number;
  cap: number;
  /** Highest first. */
  bands: readonly { id: number; from: number }[];
}

export interface Judged {
  id: number;
  name: string;
  score: number;
  band: number;
}

export interface ChangedScore {
  id: number;
  before: number | null;
  score: number;
  band_before: number | null;
  band: number;
}

/** What lines are asked of: the records of the statement below. */
export const AMONG = sql`select a.record_id from among a`;

/** CTEs ending in `judged` (id, name, values, score, band): the scores of the records of `among`, a select of record_id. */
function judging(db: AccountDb, terms: Terms, among: Sql, earned: Sql): Sql {
  const { objectId, criteria, weights, factors, everyDays, today, floor, cap } = terms;
  const matched = criteria.map(
    ({ matching, points }) => sql`select c.id, ${points}::bigint as points from (${matching}) c where c.id in (${AMONG})`,
  );
  const periods = everyDays === null ? sql`0` : sql`greatest(0, (${today}::date - e.day) / ${everyDays}::integer)`;
  const left = sql`coalesce((${factors}::bigint[])[${periods} + 1], 0)`;
  return sql`with among as materialized (select distinct x.record_id from (${among}) x),
    matched as (${matched.length > 0 ? join(matched, ' union all ') : sql`select null::bigint as id, 0::bigint as points where false`}),
    explicit as (select m.id, sum(m.points) as points from matched m group by m.id),
    kept as (
      select e.record_id, sum(e.amount * l.points * ${left}) as micro
      from (${earned}) e
      join among a on a.record_id = e.record_id
      join unnest(${weights.map(({ lineId }) => lineId)}::integer[], ${weights.map(({ points }) => points)}::bigint[]) l(id, points) on l.id = e.line_id
      group by e.record_id),
    summed as (
      select r.id, r.name, r.values, coalesce(x.points, 0) + floor((coalesce(k.micro, 0) + ${MICRO / 2}::bigint) / ${MICRO}::numeric) as points
      from among a
      join (${livingRows(db.accountId, objectId)}) r on r.id = a.record_id
      left join explicit x on x.id = r.id
      left join kept k on k.record_id = r.id),
    judged as (
      select s.id, s.name, s.values, v.score, ${bandCase(terms)} as band
      from summed s cross join lateral (select greatest(${floor}::bigint, least(${cap}::bigint, s.points))::bigint as score offset 0) v)`;
}

function bandCase({ bands }: Terms): Sql {
  const whens = bands.slice(0, -1).map(({ id, from }) => sql`when v.score >= ${from}::bigint then ${id}::integer`);
  const lowest = sql`${bands.at(-1)!.id}::integer`;
  return whens.length === 0 ? lowest : sql`case ${join(whens, ' ')} else ${lowest} end`;
}

/** Of the records of `among` those whose score or band is not what stands in their fields. */
export async function changedScores(
  db: AccountDb,
  terms: Terms,
  asked: { among: Sql; earned: Sql; fieldId: number; bandFieldId: number },
): Promise<ChangedScore[]> {
  const standing = (fieldId: number): Sql =>
    sql`case when jsonb_typeof(j.values->${String(fieldId)}::text) = 'number' then (j.values->>${String(fieldId)}::text)::float8 end`;
  return db.scan.many<ChangedScore>(
    sql`${judging(db, terms, asked.among, asked.earned)}
        select c.* from (
          select j.id, ${standing(asked.fieldId)} as before, j.score, ${standing(asked.bandFieldId)} as band_before, j.band from judged j) c
        where c.before is distinct from c.score::float8 or c.band_before is distinct from c.band::float8
        order by c.id`,
  );
}

/** How many of the records stand in each band. */
export async function distribution(db: AccountDb, terms: Terms, asked: { among: Sql; earned: Sql }): Promise<Map<number, number>> {
  const rows = await db.scan.many<{ band: number; count: number }>(
    sql`${judging(db, terms, asked.among, asked.earned)} select j.band, count(*) as count from judged j group by j.band`,
  );
  return new Map(rows.map(({ band, count }) => [band, count]));
}

/** The records with the highest scores. */
export async function highestScores(db: AccountDb, terms: Terms, asked: { among: Sql; earned: Sql; limit: number }): Promise<Judged[]> {
  return db.scan.many<Judged>(
    sql`${judging(db, terms, asked.among, asked.earned)}
        select j.id, j.name, j.score, j.band from judged j order by j.score desc, j.id limit ${asked.limit}`,
  );
}

/** Which of some criteria a record meets, by their place. */
export async function metBy(db: AccountDb, recordId: number, criteria: readonly { place: number; matching: Sql }[]): Promise<number[]> {
  if (criteria.length === 0) return [];
  const parts = criteria.map(
    ({ place, matching }) => sql`select ${place}::integer as place from (${matching}) c where c.id = ${recordId}::bigint`,
  );
  return (await db.scan.many<{ place: number }>(join(parts, ' union all '))).map(({ place }) => place);
}

/** Scores as they become, to be written: a source for `writeRecords`. */
export const scoreSource = (
  changed: readonly ChangedScore[],
  { fieldId, bandFieldId, causes }: { fieldId: number; bandFieldId: number; causes: ReadonlyMap<number, number> },
): Sql =>
  sql`select c.id, false as is_new, jsonb_build_object(${String(fieldId)}::text, c.score, ${String(bandFieldId)}::text, c.band) as changes, c.cause_id
      from unnest(${changed.map(({ id }) => id)}::bigint[], ${changed.map(({ score }) => score)}::bigint[],
        ${changed.map(({ band }) => band)}::integer[], ${changed.map(({ id }) => causes.get(id) ?? null)}::bigint[]) c(id, score, band, cause_id)`;

/** What is told of them: rows for the ledger. */
export const changedRows = (
  changed: readonly ChangedScore[],
  { scoreId, objectId, because, causes }: { scoreId: number; objectId: number; because: string; causes: ReadonlyMap<number, number> },
): Sql =>
  sql`select ${objectId}::integer as object_id, c.id as record_id, ${scoreId}::bigint as subject_id, c.cause_id,
        jsonb_build_object('before', c.before, 'after', c.score, 'bandBefore', c.band_before, 'band', c.band, 'because', ${because}::text) as data
      from unnest(${changed.map(({ id }) => id)}::bigint[], ${changed.map(({ before }) => before)}::bigint[],
        ${changed.map(({ score }) => score)}::bigint[], ${changed.map(({ band_before }) => band_before)}::integer[],
        ${changed.map(({ band }) => band)}::integer[], ${changed.map(({ id }) => causes.get(id) ?? null)}::bigint[])
        c(id, before, score, band_before, band, cause_id)`;

/** Of the records that earned something, the next after one. */
export async function nextEarners(db: AccountDb, scoreId: number, after: number, limit: number): Promise<{ upTo: number; count: number }> {
  return db.one(
    sql`select coalesce(max(n.record_id), ${after}::bigint) as "upTo", count(*) as count from (
          select distinct e.record_id from score_earned e
          where e.account_id = ${db.accountId} and e.score_id = ${scoreId} and e.record_id > ${after} order by e.record_id limit ${limit}) n`,
  );
}

export const stretchRows = (accountId: number, objectId: number, { after, upTo }: { after: number; upTo: number }): Sql =>
  sql`select n.id as record_id from (${livingRows(accountId, objectId)}) n where n.id > ${after}::bigint and n.id <= ${upTo}::bigint`;

export const earnerRows = (accountId: number, scoreId: number, { after, upTo }: { after: number; upTo: number }): Sql =>
  sql`select n.record_id from score_earned n
      where n.account_id = ${accountId}::bigint and n.score_id = ${scoreId}::bigint and n.record_id > ${after}::bigint and n.record_id <= ${upTo}::bigint`;

/** Every so manyth of the records that may be seen (a select of id). */
export const sampledRows = (visible: Sql, every: number): Sql =>
  sql`select v.id as record_id from (${visible}) v ${every > 1 ? sql`where v.id % ${every}::bigint = 0` : empty}`;

export const namedRows = (recordIds: readonly number[]): Sql => sql`select unnest(${recordIds}::bigint[]) as record_id`;
