import { empty, sql, type AccountDb, type Database, type SystemDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { BulkReason, BulkStatus } from '../schema.ts';

export interface BulkRunRow {
  id: number;
  object_id: number;
  kind: string;
  settings: Record<string, unknown>;
  status: BulkStatus;
  undoes_event_id: number | null;
  undoes_run_id: number | null;
  undone_by: number | null;
  started_by: number;
  actor_type: Actor['type'];
  actor_id: string | null;
  event_id: number;
  total: number;
  chunk_count: number;
  done_chunk: number;
  done_count: number;
  changed_count: number;
  unchanged_count: number;
  failed_count: number;
  work_ms: number;
  tries: number;
  failure: string | null;
  created_at: Date;
  finished_at: Date | null;
}

const RUN = sql`b.id, b.object_id, b.kind, b.settings, b.status, b.undoes_event_id, b.undoes_run_id, b.undone_by, b.started_by, b.actor_type,
  b.actor_id, b.event_id, b.total, b.chunk_count, b.done_chunk, b.done_count, b.changed_count, b.unchanged_count, b.failed_count, b.work_ms,
  b.tries, b.failure, b.created_at, b.finished_at`;

export interface NewRun {
  id: number;
  objectId: number;
  kind: string;
  settings: object;
  startedBy: number;
  actor: Actor;
  key: string | null;
  eventId: number;
  undoesEventId?: number;
  undoesRunId?: number | null;
}

/** A run about the chunks that are there for it by now. */
export async function insertRun(db: AccountDb, run: NewRun): Promise<void> {
  await db.run(
    sql`insert into bulk_runs (account_id, id, object_id, kind, settings, status, undoes_event_id, undoes_run_id, started_by, actor_type, actor_id,
          request_key, event_id, total, chunk_count, created_at)
        select ${db.accountId}, ${run.id}, ${run.objectId}, ${run.kind}, ${JSON.stringify(run.settings)}::jsonb, 'running',
          ${run.undoesEventId ?? null}, ${run.undoesRunId ?? null}, ${run.startedBy}, ${run.actor.type}, ${run.actor.id}, ${run.key},
          ${run.eventId}, coalesce(sum(cardinality(c.record_ids)), 0), count(*), ${db.now}
        from bulk_chunks c where c.account_id = ${db.accountId} and c.run_id = ${run.id}`,
  );
}

export async function runById(db: AccountDb, id: number): Promise<BulkRunRow | undefined> {
  return db.maybeOne(sql`select ${RUN} from bulk_runs b where b.account_id = ${db.accountId} and b.id = ${id}`);
}

/** The same, locked to the end of the transaction; a chunk that is being worked on is waited for. */
export async function lockedRun(db: AccountDb, id: number): Promise<BulkRunRow | undefined> {
  return db.maybeOne(sql`select ${RUN} from bulk_runs b where b.account_id = ${db.accountId} and b.id = ${id} for update`);
}

export async function runByKey(db: AccountDb, startedBy: number, key: string): Promise<BulkRunRow | undefined> {
  return db.maybeOne(
    sql`select ${RUN} from bulk_runs b where b.account_id = ${db.accountId} and b.started_by = ${startedBy} and b.request_key = ${key}`,
  );
}

export async function runByEvent(db: AccountDb, eventId: number): Promise<BulkRunRow | undefined> {
  return db.maybeOne(sql`select ${RUN} from bulk_runs b where b.account_id = ${db.accountId} and b.event_id = ${eventId}`);
}

/** Whether an undoing of this event runs or has ended without failing. */
export async function undoingOf(db: AccountDb, eventId: number): Promise<BulkRunRow | undefined> {
  return db.maybeOne(
    sql`select ${RUN} from bulk_runs b where b.account_id = ${db.accountId} and b.undoes_event_id = ${eventId} order by b.id desc limit 1`,
  );
}

/** Runs, newest first: of one person alone where named, before the run `before` where given. */
export async function runsOf(
  db: AccountDb,
  page: { startedBy?: number | undefined; before?: number | undefined; status?: BulkStatus | undefined; limit: number },
): Promise<BulkRunRow[]> {
  const own = page.startedBy === undefined ? empty : sql`and b.started_by = ${page.startedBy}`;
  const older = page.before === undefined ? empty : sql`and b.id < ${page.before}`;
  const status = page.status === undefined ? empty : sql`and b.status = ${page.status}`;
  return db.many(
    sql`select ${RUN} from bulk_runs b where b.account_id = ${db.accountId} ${own} ${older} ${status} order by b.id desc limit ${page.limit}`,
  );
}

export async function accountsWithRuns(database: Database): Promise<number[]> {
  const rows = await database.system((db) => db.many<{ account_id: number }>(sql`select account_id from accounts_with_bulk_runs()`));
  return rows.map(({ account_id }) => account_id);
}

/** The running run that nobody works on and that has waited longest; the row, and with it the run, is held to the end of the transaction. */
export async function claimRun(db: AccountDb, id?: number): Promise<BulkRunRow | undefined> {
  const wanted = id === undefined ? empty : sql`and b.id = ${id}`;
  return db.maybeOne(
    sql`select ${RUN} from bulk_runs b where b.account_id = ${db.accountId} and b.status = 'running' ${wanted}
        order by b.last_moved_at nulls first, b.id limit 1 for update skip locked`,
  );
}

export interface ChunkCounts {
  done: number;
  changed: number;
  unchanged: number;
  failed: number;
}

/** Moves a run on behind the chunk whose effect this transaction commits. */
export async function advanceRun(
  db: AccountDb,
  id: number,
  step: ChunkCounts & { chunk: number; workMs: number; moment: Date },
): Promise<void> {
  await db.run(
    sql`update bulk_runs set done_chunk = ${step.chunk}, done_count = done_count + ${step.done}, changed_count = changed_count + ${step.changed},
          unchanged_count = unchanged_count + ${step.unchanged}, failed_count = failed_count + ${step.failed},
          work_ms = work_ms + ${Math.round(step.workMs)}, last_moved_at = ${step.moment}, tries = 0
        where account_id = ${db.accountId} and id = ${id}`,
    'transfer.advance-bulk-run',
  );
}

export async function updateRunStatus(
  db: AccountDb,
  id: number,
  change: { status: BulkStatus; failure?: string | null; finishedAt?: Date | null },
): Promise<void> {
  await db.run(
    sql`update bulk_runs set status = ${change.status}, failure = ${change.failure ?? null}, finished_at = ${change.finishedAt ?? null}, tries = 0
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Counts a try that broke off; gives how many there were since the last chunk that went well. */
export async function countTry(db: AccountDb, id: number): Promise<number> {
  const row = await db.maybeOne<{ tries: number }>(
    sql`update bulk_runs set tries = tries + 1 where account_id = ${db.accountId} and id = ${id} and status = 'running' returning tries`,
  );
  return row?.tries ?? 0;
}

export async function markUndone(db: AccountDb, id: number, by: number | null): Promise<void> {
  await db.run(sql`update bulk_runs set undone_by = ${by} where account_id = ${db.accountId} and id = ${id}`);
}

/** What a run had to do becomes, when it is over, a list nobody needs. */
export async function deleteChunks(db: AccountDb, runId: number): Promise<void> {
  await db.run(sql`delete from bulk_chunks where account_id = ${db.accountId} and run_id = ${runId}`);
}

export async function insertFailures(
  db: AccountDb,
  run: { id: number; objectId: number },
  failed: ReadonlyMap<number, string>,
): Promise<void> {
  if (failed.size === 0) return;
  await db.run(
    sql`insert into bulk_failures (account_id, run_id, object_id, record_id, reason)
        select ${db.accountId}, ${run.id}, ${run.objectId}, f.id, f.reason
        from unnest(${[...failed.keys()]}::bigint[], ${[...failed.values()]}::text[]) f(id, reason) on conflict do nothing`,
  );
}

/** Why records were left out, with how many, the commonest first. */
export async function failureReasons(db: AccountDb, runId: number, limit: number): Promise<BulkReason[]> {
  return db.many(
    sql`select f.reason, count(*) as count from bulk_failures f where f.account_id = ${db.accountId} and f.run_id = ${runId}
        group by f.reason order by count(*) desc, f.reason limit ${limit}`,
  );
}

/** The records a run left out, after one of them, each with its reason. */
export async function failuresOf(
  db: AccountDb,
  runId: number,
  page: { after: number; limit: number },
): Promise<{ object_id: number; record_id: number; reason: string }[]> {
  return db.many(
    sql`select f.object_id, f.record_id, f.reason from bulk_failures f
        where f.account_id = ${db.accountId} and f.run_id = ${runId} and f.record_id > ${page.after}
        order by f.record_id limit ${page.limit}`,
  );
}

export async function failuresOfRecord(db: AccountDb, objectId: number, recordId: number): Promise<{ run_id: number; reason: string }[]> {
  return db.many(
    sql`select f.run_id, f.reason from bulk_failures f
        where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.record_id = ${recordId} order by f.run_id`,
  );
}

export async function deleteFailuresOfRecord(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(sql`delete from bulk_failures where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`);
}

/** Takes from runs about an object the values they wrote, where one of them is a value of a person who is erased. */
export async function forgetWritten(db: AccountDb, objectId: number, values: readonly string[]): Promise<void> {
  if (values.length === 0) return;
  await db.run(
    sql`update bulk_runs set settings = settings #- '{change,value}'
        where account_id = ${db.accountId} and object_id = ${objectId} and settings #>> '{change,value}' = any(${values}::text[])`,
  );
}

/** Failures of runs that are old, and the values these wrote: both may be people's data. Gives how many runs. */
export async function forgetOldRuns(db: SystemDb): Promise<number> {
  const { forgotten } = await db.one<{ forgotten: number }>(sql`select forget_old_bulk_runs() as forgotten`);
  return forgotten;
}
