import { empty, sql, type AccountDb, type Sql } from '../../app/db.ts';

/**
 * So many records are in one transaction. A number that one to ten divide, so that records dealt out chunk by chunk come out even; small
 * enough that a stop, and another account's turn, is never far.
 */
export const CHUNK = 2_520;

/** A chunk of records as text, which goes from one statement into the next without being taken apart here. */
export interface ChosenChunk {
  ids: string;
  count: number;
}

export interface Narrowing {
  ids?: readonly number[] | undefined;
  except?: readonly number[] | undefined;
}

/**
 * Every record of a selection (a select of `id`), of those named and without those taken out, as they are at this one moment, in chunks in
 * order of id. Read across the wall, because compiled criteria are; the selection states the account.
 */
export async function chosenChunks(db: AccountDb, selection: Sql, { ids, except }: Narrowing): Promise<ChosenChunk[]> {
  const named = ids ? sql`and m.id = any(${ids}::bigint[])` : empty;
  const kept = except && except.length > 0 ? sql`and not m.id = any(${except}::bigint[])` : empty;
  return db.scan.many(
    sql`select array_agg(n.id order by n.id)::text as ids, count(*) as count
        from (select m.id, (row_number() over (order by m.id) - 1) / ${CHUNK}::bigint as chunk from (${selection}) m where true ${named} ${kept}) n
        group by n.chunk order by n.chunk`,
  );
}

/** How many they are. */
export async function countChosen(db: AccountDb, selection: Sql, { ids, except }: Narrowing): Promise<number> {
  const named = ids ? sql`and m.id = any(${ids}::bigint[])` : empty;
  const kept = except && except.length > 0 ? sql`and not m.id = any(${except}::bigint[])` : empty;
  const { count } = await db.scan.one<{ count: number }>(sql`select count(*) as count from (${selection}) m where true ${named} ${kept}`);
  return count;
}

export async function insertChunks(db: AccountDb, runId: number, objectId: number, chunks: readonly ChosenChunk[]): Promise<void> {
  await db.run(
    sql`insert into bulk_chunks (account_id, run_id, chunk_no, object_id, record_ids)
        select ${db.accountId}, ${runId}, c.no, ${objectId}, c.ids::bigint[]
        from unnest(${chunks.map(({ ids }) => ids)}::text[]) with ordinality c(ids, no)`,
  );
}

/** Chunks of the records that `rows` (object_id, record_id) names. */
export async function insertChunksFrom(db: AccountDb, runId: number, rows: Sql): Promise<void> {
  await db.run(
    sql`insert into bulk_chunks (account_id, run_id, chunk_no, object_id, record_ids)
        select ${db.accountId}, ${runId}, row_number() over (order by n.object_id, n.chunk), n.object_id, array_agg(n.record_id order by n.record_id)
        from (select s.object_id, s.record_id,
                (row_number() over (partition by s.object_id order by s.record_id) - 1) / ${CHUNK}::bigint as chunk from (${rows}) s) n
        group by n.object_id, n.chunk`,
  );
}

export interface Chunk {
  chunk_no: number;
  object_id: number;
  record_ids: number[];
}

export async function chunkOf(db: AccountDb, runId: number, chunkNo: number): Promise<Chunk | undefined> {
  return db.maybeOne(
    sql`select c.chunk_no, c.object_id, c.record_ids from bulk_chunks c
        where c.account_id = ${db.accountId} and c.run_id = ${runId} and c.chunk_no = ${chunkNo}`,
  );
}

/** The records of one object among `rows` (object_id, record_id), a chunk a row. */
export async function chunkedRecords(db: AccountDb, rows: Sql, objectId: number): Promise<number[][]> {
  const found = await db.many<{ ids: number[] }>(
    sql`select array_agg(n.record_id order by n.record_id) as ids
        from (select s.record_id, (row_number() over (order by s.record_id) - 1) / ${CHUNK}::bigint as chunk
              from (${rows}) s where s.object_id = ${objectId}) n
        group by n.chunk order by n.chunk`,
  );
  return found.map(({ ids }) => ids);
}
