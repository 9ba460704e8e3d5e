import { join, sql, type AccountDb } from '../../app/db.ts';
import { eventsOfBatch } from '../../ledger/index.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import type { Cluster } from '../rules/duplicates.ts';

/**
 * Puts the keys of records in the place of those they had; who has none any more loses theirs. Gives the keys of which there are more or fewer
 * records now, and with `all` those that stay as well.
 */
export async function replaceKeys(
  db: AccountDb,
  ruleId: number,
  { ids, keyed, all }: { ids: readonly number[]; keyed: readonly { id: number; key: string }[]; all: boolean },
): Promise<string[]> {
  const rows = await db.many<{ key: string }>(
    sql`with wanted as materialized (
          select w.id, md5(w.text)::uuid as key from unnest(${keyed.map(({ id }) => id)}::bigint[], ${keyed.map(({ key }) => key)}::text[]) w(id, text)),
        before as materialized (
          select k.record_id as id, k.key from duplicate_keys k
          where k.account_id = ${db.accountId} and k.rule_id = ${ruleId} and k.record_id = any(${ids}::bigint[])),
        gone as (
          delete from duplicate_keys k where k.account_id = ${db.accountId} and k.rule_id = ${ruleId} and k.record_id = any(${ids}::bigint[])
            and not exists (select 1 from wanted w where w.id = k.record_id) returning k.record_id),
        put as (
          insert into duplicate_keys (account_id, rule_id, record_id, key) select ${db.accountId}, ${ruleId}, w.id, w.key from wanted w order by w.id
          on conflict (account_id, rule_id, record_id) do update set key = excluded.key where duplicate_keys.key <> excluded.key returning record_id)
        select distinct x.key::text as key from (
          select coalesce(b.id, w.id) as id, b.key as was, w.key as is from before b full join wanted w on w.id = b.id) d
        cross join lateral (values (d.was), (d.is)) x(key)
        where x.key is not null and (${all}::boolean or d.was is distinct from d.is)`,
  );
  return rows.map(({ key }) => key);
}

export interface Block {
  key: string;
  ids: number[];
}

/** The records that share each of these keys, in order of id. */
export async function blocksOf(db: AccountDb, ruleId: number, keys: readonly string[]): Promise<Block[]> {
  if (keys.length === 0) return [];
  return db.many(
    sql`select k.key::text as key, array_agg(k.record_id order by k.record_id) as ids from duplicate_keys k
        where k.account_id = ${db.accountId} and k.rule_id = ${ruleId} and k.key = any(${keys}::uuid[]) group by k.key`,
  );
}

/** The next keys that several records share, in order; of crowds only the first record is named. */
export async function blocksAfter(
  db: AccountDb,
  ruleId: number,
  { after, most, limit }: { after: string | null; most: number; limit: number },
): Promise<(Block & { count: number })[]> {
  const behind = after === null ? sql`` : sql`and k.key > ${after}::uuid`;
  return db.many(
    sql`select b.key::text as key, b.count, case when b.count > ${most} then array[b.first] else (
            select array_agg(m.record_id order by m.record_id) from duplicate_keys m
            where m.account_id = ${db.accountId} and m.rule_id = ${ruleId} and m.key = b.key) end as ids
        from (select k.key, count(*) as count, min(k.record_id) as first from duplicate_keys k
              where k.account_id = ${db.accountId} and k.rule_id = ${ruleId} ${behind}
              group by k.key having count(*) > 1 order by k.key limit ${limit}) b
        order by b.key`,
  );
}

/** Takes these records out of their clusters and puts the clusters in place. */
export async function putClusters(
  db: AccountDb,
  { ruleId, objectId }: { ruleId: number; objectId: number },
  { ids, clusters }: { ids: readonly number[]; clusters: readonly Cluster[] },
): Promise<void> {
  if (ids.length > 0) {
    await db.run(
      sql`delete from duplicate_members m where m.account_id = ${db.accountId} and m.rule_id = ${ruleId} and m.record_id = any(${ids}::bigint[])`,
    );
  }
  if (clusters.length === 0) return;
  const rows = clusters.flatMap(({ ids: members, score }) => members.map((id) => ({ id, clusterId: members[0]!, score })));
  await db.run(
    sql`insert into duplicate_members (account_id, rule_id, record_id, object_id, cluster_id, score)
        select ${db.accountId}, ${ruleId}, c.id, ${objectId}, c.cluster_id, c.score
        from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ clusterId }) => clusterId)}::bigint[],
          ${rows.map(({ score }) => score)}::smallint[]) c(id, cluster_id, score)
        on conflict (account_id, rule_id, record_id) do update set cluster_id = excluded.cluster_id, score = excluded.score`,
  );
}

export interface ClusterPlace {
  score: number;
  id: number;
}

/** The next clusters of a rule, the most alike first. */
export async function clustersAfter(
  db: AccountDb,
  ruleId: number,
  page: { after: ClusterPlace | undefined; limit: number },
): Promise<ClusterPlace[]> {
  const behind = page.after
    ? sql`and (m.score < ${page.after.score} or (m.score = ${page.after.score} and m.cluster_id > ${page.after.id}))`
    : sql``;
  return db.many(
    sql`select m.cluster_id as id, m.score from duplicate_members m
        where m.account_id = ${db.accountId} and m.rule_id = ${ruleId} and m.record_id = m.cluster_id ${behind}
        order by m.score desc, m.cluster_id limit ${page.limit}`,
  );
}

export async function membersOf(
  db: AccountDb,
  ruleId: number,
  clusterIds: readonly number[],
): Promise<{ cluster_id: number; record_id: number }[]> {
  return db.many(
    sql`select m.cluster_id, m.record_id from duplicate_members m
        where m.account_id = ${db.accountId} and m.rule_id = ${ruleId} and m.cluster_id = any(${clusterIds}::bigint[])
        order by m.cluster_id, m.record_id`,
  );
}

/** How many clusters a rule has found, and how many records are in them, whoever may see them. */
export async function countClusters(db: AccountDb, ruleId: number): Promise<{ clusters: number; records: number }> {
  return db.one(
    sql`select count(*) filter (where m.record_id = m.cluster_id) as clusters, count(*) as records from duplicate_members m
        where m.account_id = ${db.accountId} and m.rule_id = ${ruleId}`,
  );
}

/** Whom a record is taken for, under whichever rule. */
export async function sameAs(
  db: AccountDb,
  objectId: number,
  recordId: number,
): Promise<{ rule_id: number; record_id: number; score: number }[]> {
  return db.many(
    sql`select o.rule_id, o.record_id, o.score from duplicate_members m
        join duplicate_members o on o.account_id = ${db.accountId} and o.rule_id = m.rule_id and o.cluster_id = m.cluster_id and o.record_id <> m.record_id
        where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.record_id = ${recordId} order by o.score desc, o.record_id limit 100`,
  );
}

/** Who has a key, some of many. */
export async function holdersOfKey(db: AccountDb, ruleId: number, key: string, limit: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select k.record_id as id from duplicate_keys k
        where k.account_id = ${db.accountId} and k.rule_id = ${ruleId} and k.key = md5(${key})::uuid order by k.record_id limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** The records of an object that a batch of the ledger is about, by any of these kinds. */
export async function recordsOfKinds(db: AccountDb, batchId: number, objectId: number, kinds: readonly EventKind[]): Promise<number[]> {
  const events = join(
    kinds.map((kind) => sql`select e.record_id from (${eventsOfBatch(db, { id: batchId, kind, objectId })}) e`),
    ' union ',
  );
  const rows = await db.many<{ record_id: number }>(sql`select t.record_id from (${events}) t order by t.record_id`);
  return rows.map(({ record_id }) => record_id);
}

/** A chunk for each cluster of a rule, the most alike first, as text that goes into the run without being taken apart. */
export async function insertClusterChunks(
  db: AccountDb,
  { runId, ruleId, objectId, clusterIds }: { runId: number; ruleId: number; objectId: number; clusterIds: readonly number[] | undefined },
): Promise<number> {
  const chosen = clusterIds === undefined ? sql`` : sql`and m.cluster_id = any(${clusterIds}::bigint[])`;
  return db.run(
    sql`insert into bulk_chunks (account_id, run_id, chunk_no, object_id, record_ids)
        select ${db.accountId}, ${runId}, row_number() over (order by c.score desc, c.cluster_id), ${objectId}, c.ids
        from (select m.cluster_id, max(m.score) as score, array_agg(m.record_id order by m.record_id) as ids from duplicate_members m
              where m.account_id = ${db.accountId} and m.rule_id = ${ruleId} ${chosen} group by m.cluster_id) c`,
  );
}

/** Of these records, those that still stand in the cluster of most of them. */
export async function clusterOfRecords(db: AccountDb, ruleId: number, ids: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ ids: number[] }>(
    sql`select array_agg(m.record_id order by m.record_id) as ids from duplicate_members m
        where m.account_id = ${db.accountId} and m.rule_id = ${ruleId} and m.record_id = any(${ids}::bigint[])
        group by m.cluster_id order by count(*) desc, m.cluster_id limit 1`,
  );
  return rows[0]?.ids ?? [];
}
