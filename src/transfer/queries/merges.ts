import { empty, sql, type AccountDb, type Database } from '../../app/db.ts';
import type { MergeMove } from '../../app/kernel/domain.ts';

export interface MergeRow {
  id: number;
  object_id: number;
  survivor_id: number;
  merged_id: number;
  event_id: number;
  run_id: number | null;
  user_id: number | null;
  at: Date;
  undone_at: Date | null;
  undone_by: number | null;
  kept: string[];
}

const MERGE = sql`g.id, g.object_id, g.survivor_id, g.merged_id, g.event_id, g.run_id, g.user_id, g.at, g.undone_at, g.undone_by, g.kept`;

export async function insertMerge(
  db: AccountDb,
  merge: { id: number; objectId: number; survivorId: number; mergedId: number; eventId: number; runId: number | null; userId: number },
): Promise<void> {
  await db.run(
    sql`insert into merges (account_id, id, object_id, survivor_id, merged_id, event_id, run_id, user_id, at)
        values (${db.accountId}, ${merge.id}, ${merge.objectId}, ${merge.survivorId}, ${merge.mergedId}, ${merge.eventId}, ${merge.runId},
          ${merge.userId}, ${db.now})`,
  );
}

/** Keeps what mergers moved, behind what is known of the merge already. */
export async function insertMoves(db: AccountDb, mergeId: number, moves: readonly (MergeMove & { merger: string })[]): Promise<void> {
  for (const move of moves) {
    await db.run(
      sql`insert into merge_moves (account_id, merge_id, place, merger, what, ids, others, keys)
          select ${db.accountId}, ${mergeId}, coalesce(max(v.place), 0) + 1, ${move.merger}, ${move.what}, ${move.ids}::bigint[],
            ${move.others ?? null}::bigint[], ${move.keys ?? null}::text[]
          from merge_moves v where v.account_id = ${db.accountId} and v.merge_id = ${mergeId}`,
    );
  }
}

export async function movesOf(db: AccountDb, mergeId: number): Promise<(MergeMove & { merger: string })[]> {
  return db.many(
    sql`select v.merger, v.what, v.ids, v.others, v.keys from merge_moves v
        where v.account_id = ${db.accountId} and v.merge_id = ${mergeId} order by v.place`,
  );
}

export async function lockedMerge(db: AccountDb, id: number): Promise<MergeRow | undefined> {
  return db.maybeOne(sql`select ${MERGE} from merges g where g.account_id = ${db.accountId} and g.id = ${id} for update`);
}

export async function mergeById(db: AccountDb, id: number): Promise<MergeRow | undefined> {
  return db.maybeOne(sql`select ${MERGE} from merges g where g.account_id = ${db.accountId} and g.id = ${id}`);
}

/** The merge of a run by which a record went, where it was not undone. */
export async function mergeOfRun(db: AccountDb, runId: number, mergedId: number): Promise<MergeRow | undefined> {
  return db.maybeOne(
    sql`select ${MERGE} from merges g
        where g.account_id = ${db.accountId} and g.run_id = ${runId} and g.merged_id = ${mergedId} and g.undone_at is null order by g.id desc limit 1`,
  );
}

/** Merges of an object, newest first, before one where given. */
export async function mergesOf(db: AccountDb, objectId: number, page: { before?: number | undefined; limit: number }): Promise<MergeRow[]> {
  const older = page.before === undefined ? empty : sql`and g.id < ${page.before}`;
  return db.many(
    sql`select ${MERGE} from merges g where g.account_id = ${db.accountId} and g.object_id = ${objectId} ${older} order by g.id desc limit ${page.limit}`,
  );
}

/** Later merges that rest on one: of its survivor into another record, not undone. */
export async function laterMergeOf(db: AccountDb, objectId: number, survivorId: number): Promise<MergeRow | undefined> {
  return db.maybeOne(
    sql`select ${MERGE} from merges g
        where g.account_id = ${db.accountId} and g.object_id = ${objectId} and g.merged_id = ${survivorId} and g.undone_at is null limit 1`,
  );
}

export async function markMergeUndone(db: AccountDb, id: number, by: { userId: number; kept: readonly string[] }): Promise<void> {
  await db.run(
    sql`update merges set undone_at = ${db.now}, undone_by = ${by.userId}, kept = ${JSON.stringify(by.kept)}::jsonb, is_open = false
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** One chunk of a run for each of its merges that stands, the last first: what was merged last is taken out first. */
export async function insertUndoChunks(db: AccountDb, runId: number, ofRunId: number): Promise<void> {
  await db.run(
    sql`insert into bulk_chunks (account_id, run_id, chunk_no, object_id, record_ids)
        select ${db.accountId}, ${runId}, row_number() over (order by g.id desc), g.object_id, array[g.merged_id]
        from merges g where g.account_id = ${db.accountId} and g.run_id = ${ofRunId} and g.undone_at is null`,
  );
}

export async function accountsWithOpenMerges(database: Database): Promise<number[]> {
  const rows = await database.system((db) => db.many<{ account_id: number }>(sql`select account_id from accounts_with_open_merges()`));
  return rows.map(({ account_id }) => account_id);
}

/** Notes for merges that are new here which transactions may still not know of them. */
export async function closeGates(db: AccountDb): Promise<number> {
  return db.run(
    sql`update merges set gate = pg_snapshot_xmax(pg_current_snapshot())
        where account_id = ${db.accountId} and is_open and gate is null`,
  );
}

/** Merges that every transaction knows of by now, not open any more and locked to the end of the transaction. */
export async function passGates(db: AccountDb, limit: number): Promise<MergeRow[]> {
  return db.many(
    sql`update merges g set is_open = false
        where g.account_id = ${db.accountId} and g.id in (
          select o.id from merges o where o.account_id = ${db.accountId} and o.is_open and o.gate <= pg_snapshot_xmin(pg_current_snapshot())
          order by o.id limit ${limit} for update skip locked)
        returning ${MERGE}`,
  );
}

/** Forgets of an erased record what it was merged with. */
export async function deleteMergesOf(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`with gone as (
          delete from merges g where g.account_id = ${db.accountId} and g.object_id = ${objectId} and (g.survivor_id = ${recordId} or g.merged_id = ${recordId})
          returning g.id)
        delete from merge_moves v using gone x where v.account_id = ${db.accountId} and v.merge_id = x.id`,
  );
}

/** The records a run merged away, where it was not undone, each for itself, the last first. */
export async function mergedByRun(db: AccountDb, runId: number): Promise<number[][]> {
  const rows = await db.many<{ merged_id: number }>(
    sql`select g.merged_id from merges g where g.account_id = ${db.accountId} and g.run_id = ${runId} and g.undone_at is null order by g.id desc`,
  );
  return rows.map(({ merged_id }) => [merged_id]);
}
