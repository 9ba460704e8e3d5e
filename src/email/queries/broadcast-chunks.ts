import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** So many receivers are in one transaction. A number that one to five divide, so that the arms of a test come out even. */
export const CHUNK = 2_520;

/** A chunk of receivers as text, which goes from one statement into the next without being taken apart here. */
export interface ChosenReceivers {
  is_test: boolean;
  ids: string;
  variants: string | null;
  count: number;
}

/**
 * Receivers of a broadcast (`members`, a select of `id`) in chunks, as they are at this one moment: first those who are in the test, dealt out evenly
 * among its arms, then the others. Who is in the test falls by lot: the same for the same broadcast, another for the next. Read across the wall.
 */
export async function chosenReceivers(
  db: AccountDb,
  members: Sql,
  { broadcastId, test }: { broadcastId: number; test: { share: number; arms: number } | null },
): Promise<ChosenReceivers[]> {
  const order = test === null ? sql`m.id` : sql`hashint8extended(m.id, ${broadcastId}::bigint)`;
  const share = test?.share ?? 0;
  const arms = test?.arms ?? 1;
  return db.scan.many(
    sql`select n.is_test, array_agg(n.id order by n.id)::text as ids,
          case when n.is_test then array_agg(n.place % ${arms}::integer order by n.id)::text end as variants, count(*) as count
        from (
          select p.id, p.place, p.place < p.tested as is_test, (p.place - case when p.place < p.tested then 0 else p.tested end) / ${CHUNK}::bigint as chunk
          from (
            select m.id, row_number() over (order by ${order}) - 1 as place, (count(*) over () * ${share}::bigint + 99) / 100 as tested from (${members}) m
          ) p
        ) n
        group by n.is_test, n.chunk order by n.is_test desc, n.chunk`,
  );
}

/** How many a set (a select of `id`) has. */
export async function countReceivers(db: AccountDb, members: Sql): Promise<number> {
  const { count } = await db.scan.one<{ count: number }>(sql`select count(*)::bigint as count from (${members}) m`);
  return count;
}

/** `firstPlace` is the place of a chunk's first receiver among those of the test, or among the others. */
export async function insertBroadcastChunks(
  db: AccountDb,
  broadcastId: number,
  chunks: readonly (ChosenReceivers & { firstPlace: number })[],
): Promise<void> {
  await db.run(
    sql`insert into broadcast_chunks (account_id, broadcast_id, chunk_no, first_place, record_ids, variants)
        select ${db.accountId}, ${broadcastId}, c.no, c.first_place, c.ids::bigint[], c.variants::smallint[]
        from unnest(${chunks.map(({ ids }) => ids)}::text[], ${chunks.map(({ variants }) => variants)}::text[],
          ${chunks.map(({ firstPlace }) => firstPlace)}::bigint[]) with ordinality c(ids, variants, first_place, no)`,
  );
}

export interface BroadcastChunk {
  chunk_no: number;
  first_place: number;
  record_ids: number[];
  variants: number[] | null;
}

export async function broadcastChunk(db: AccountDb, broadcastId: number, chunkNo: number): Promise<BroadcastChunk | undefined> {
  return db.maybeOne(
    sql`select c.chunk_no, c.first_place, c.record_ids, c.variants from broadcast_chunks c
        where c.account_id = ${db.accountId} and c.broadcast_id = ${broadcastId} and c.chunk_no = ${chunkNo}`,
    'email.broadcast-chunk',
  );
}

/** Whom a broadcast had to write to is, when it is over, a list nobody needs. */
export async function deleteBroadcastChunks(db: AccountDb, broadcastId: number): Promise<void> {
  await db.run(sql`delete from broadcast_chunks where account_id = ${db.accountId} and broadcast_id = ${broadcastId}`);
}
