import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** Which of the records wait for the router already. */
export async function waitingAmong(db: AccountDb, routerId: number, recordIds: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`select q.record_id from lead_queue q
        where q.account_id = ${db.accountId} and q.router_id = ${routerId} and q.record_id = any(${recordIds}::bigint[])`,
  );
  return rows.map(({ record_id }) => record_id);
}

export async function joinQueue(
  db: AccountDb,
  {
    routerId,
    objectId,
    recordIds,
    causeIds,
  }: { routerId: number; objectId: number; recordIds: readonly number[]; causeIds: readonly (number | null)[] },
): Promise<void> {
  await db.run(
    sql`insert into lead_queue (account_id, router_id, record_id, object_id, since, cause_id)
        select ${db.accountId}, ${routerId}, q.record_id, ${objectId}, ${db.now}, q.cause_id
        from unnest(${recordIds}::bigint[], ${causeIds}::bigint[]) with ordinality q(record_id, cause_id, place) order by q.place
        on conflict do nothing`,
  );
}

export interface Waiting {
  record_id: number;
  cause_id: number | null;
  since: Date;
}

/** Those who wait longest. */
export async function firstWaiting(db: AccountDb, routerId: number, limit: number): Promise<Waiting[]> {
  return db.many(
    sql`select q.record_id, q.cause_id, q.since from lead_queue q
        where q.account_id = ${db.accountId} and q.router_id = ${routerId} order by q.id limit ${limit}`,
  );
}

export async function leaveQueue(db: AccountDb, routerId: number, recordIds: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from lead_queue q where q.account_id = ${db.accountId} and q.router_id = ${routerId} and q.record_id = any(${recordIds}::bigint[])`,
  );
}

export async function emptyQueue(db: AccountDb, routerId: number): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`delete from lead_queue q where q.account_id = ${db.accountId} and q.router_id = ${routerId} returning q.record_id`,
  );
  return rows.map(({ record_id }) => record_id);
}

/** Who waits for a router, of the records that may be seen (a select of id), the longest first. */
export async function waitingFor(db: AccountDb, routerId: number, visible: Sql, limit: number): Promise<Waiting[]> {
  return db.scan.many(
    sql`select q.record_id, q.cause_id, q.since from lead_queue q
        where q.account_id = ${db.accountId} and q.router_id = ${routerId} and q.record_id in (select v.id from (${visible}) v)
        order by q.id limit ${limit}`,
  );
}

export async function waitsOf(db: AccountDb, objectId: number, recordId: number): Promise<{ router: string; since: Date }[]> {
  return db.many(
    sql`select w.name as router, q.since from lead_queue q
        join lead_routers w on w.account_id = ${db.accountId} and w.id = q.router_id
        where q.account_id = ${db.accountId} and q.object_id = ${objectId} and q.record_id = ${recordId} order by q.since`,
  );
}

export async function forgetWaits(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from lead_queue q where q.account_id = ${db.accountId} and q.object_id = ${objectId} and q.record_id = ${recordId}`,
  );
}

/** Lets one record wait in another's place; where that waits already, it waits once. Gives for which routers it does. */
export async function moveWaits(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  routerIds?: readonly number[],
): Promise<number[]> {
  const named = routerIds === undefined ? sql`` : sql`and q.router_id = any(${routerIds}::bigint[])`;
  const rows = await db.many<{ router_id: number }>(
    sql`update lead_queue q set record_id = ${toId}
        where q.account_id = ${db.accountId} and q.object_id = ${objectId} and q.record_id = ${fromId} ${named}
          and not exists (select from lead_queue o where o.account_id = ${db.accountId} and o.router_id = q.router_id and o.record_id = ${toId})
        returning q.router_id`,
  );
  await db.run(
    sql`delete from lead_queue q where q.account_id = ${db.accountId} and q.object_id = ${objectId} and q.record_id = ${fromId} ${named}`,
  );
  return rows.map(({ router_id }) => router_id);
}

/** Records each with its new owner: a source for `writeRecords`. */
export const ownersSource = (given: readonly { id: number; to: number; causeId: number | null }[]): Sql =>
  sql`select g.id, false as is_new, '{}'::jsonb as changes, g.owner_id, g.cause_id
      from unnest(${given.map(({ id }) => id)}::bigint[], ${given.map(({ to }) => to)}::bigint[],
        ${given.map(({ causeId }) => causeId)}::bigint[]) g(id, owner_id, cause_id)`;

/** What is told of records and one router, each with data of its own. */
export const routedRows = (
  routed: readonly { id: number; causeId: number | null; data: Record<string, unknown> }[],
  { routerId, objectId }: { routerId: number; objectId: number },
): Sql =>
  sql`select ${objectId}::integer as object_id, g.id as record_id, ${routerId}::bigint as subject_id, g.cause_id, g.data::jsonb as data
      from unnest(${routed.map(({ id }) => id)}::bigint[], ${routed.map(({ causeId }) => causeId)}::bigint[],
        ${routed.map(({ data }) => JSON.stringify(data))}::text[]) g(id, cause_id, data)`;
