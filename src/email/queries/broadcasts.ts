import { sql, type AccountDb, type Sql, type SystemDb } from '../../app/db.ts';
import type { Purpose } from '../../compliance/index.ts';
import type { BroadcastState, Receivers, Schedule, SplitTest } from '../rules/broadcast-schema.ts';

/** One arm: what its letters are made from. The version is settled when the broadcast starts. */
export interface VariantRow {
  messageId: number;
  version: number | null;
  /** Another subject than the message's own. */
  subject: string | null;
}

export interface BroadcastRow {
  id: number;
  name: string;
  object_id: number;
  purpose: Purpose;
  topic_id: number | null;
  which: Receivers;
  schedule: Schedule;
  variants: VariantRow[];
  test: SplitTest | null;
  state: BroadcastState;
  starts_at: Date;
  started_by: number;
  event_id: number | null;
  total: number;
  same_address: number;
  chunk_count: number;
  test_chunks: number;
  done_chunk: number;
  last_test_letter: number | null;
  queued_count: number;
  refused: Record<string, number>;
  decide_at: Date | null;
  winner: number | null;
  winner_by: 'hand' | 'measure' | null;
  winner_confidence: number | null;
  tries: number;
  failure: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

const BROADCAST = sql`b.id, b.name, b.object_id, b.purpose, b.topic_id, b.which, b.schedule, b.variants, b.test, b.state, b.starts_at, b.started_by,
  b.event_id, b.total, b.same_address, b.chunk_count, b.test_chunks, b.done_chunk, b.last_test_letter, b.queued_count, b.refused, b.decide_at, b.winner, b.winner_by,
  b.winner_confidence, b.tries, b.failure, b.created_at, b.started_at, b.finished_at`;

export async function broadcastById(db: AccountDb, id: number): Promise<BroadcastRow | undefined> {
  return db.maybeOne(sql`select ${BROADCAST} from broadcasts b where b.account_id = ${db.accountId} and b.id = ${id}`, 'email.broadcast');
}

export async function namesOfBroadcasts(db: AccountDb, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.many<{ id: number; name: string }>(
    sql`select b.id, b.name from broadcasts b where b.account_id = ${db.accountId} and b.id = any(${ids}::bigint[])`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Ids of the broadcasts of this name. */
export async function broadcastsNamed(db: AccountDb, name: string): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select b.id from broadcasts b where b.account_id = ${db.accountId} and b.name = ${name} order by b.id`,
  );
  return rows.map(({ id }) => id);
}

export async function lockBroadcast(db: AccountDb, id: number): Promise<BroadcastRow | undefined> {
  return db.maybeOne(sql`select ${BROADCAST} from broadcasts b where b.account_id = ${db.accountId} and b.id = ${id} for update`);
}

export async function broadcastByKey(db: AccountDb, startedBy: number, key: string): Promise<BroadcastRow | undefined> {
  return db.maybeOne(
    sql`select ${BROADCAST} from broadcasts b where b.account_id = ${db.accountId} and b.started_by = ${startedBy} and b.request_key = ${key}`,
  );
}

/** Broadcasts, the latest planned first, before the one `before` where given. */
export async function broadcastRows(db: AccountDb, page: { before?: number | undefined; limit: number }): Promise<BroadcastRow[]> {
  const older = page.before === undefined ? sql`` : sql`and b.id < ${page.before}`;
  return db.many(
    sql`select ${BROADCAST} from broadcasts b where b.account_id = ${db.accountId} ${older} order by b.id desc limit ${page.limit}`,
  );
}

/** Broadcasts that are not over: those that are planned, that run, or that are paused. */
export async function openBroadcasts(db: AccountDb): Promise<BroadcastRow[]> {
  return db.many(
    sql`select ${BROADCAST} from broadcasts b
        where b.account_id = ${db.accountId} and b.state in ('scheduled', 'running', 'paused') order by b.starts_at, b.id limit 200`,
  );
}

export async function accountsWithDueBroadcasts(db: SystemDb, now: Date): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(sql`select account_id from accounts_with_due_broadcasts(${now})`);
  return rows.map(({ account_id }) => account_id);
}

/**
 * Those that may have something to do now, the one that has waited longest first; each is held to the end of the transaction. Those whose letters
 * are all queued come last, and those that wait for a winner not at all: however many wait, they keep no other from going on.
 */
export async function claimBroadcasts(db: AccountDb): Promise<BroadcastRow[]> {
  return db.many(
    sql`select ${BROADCAST} from broadcasts b
        where b.account_id = ${db.accountId} and b.state in ('scheduled', 'running', 'stopped') and b.finished_at is null and b.starts_at <= ${db.now}
          and not (b.state = 'running' and b.test is not null and b.winner is null and b.done_chunk >= b.test_chunks and b.done_chunk < b.chunk_count
            and (b.test->>'by' = 'hand' or coalesce(b.decide_at > ${db.now}, false)))
        order by b.state = 'running' and b.done_chunk >= b.chunk_count, b.last_moved_at nulls first, b.id limit 200 for update skip locked`,
  );
}

/** When the next broadcast starts, or the next test is over. */
export async function nextBroadcastAt(db: AccountDb): Promise<Date | undefined> {
  const { due } = await db.one<{ due: Date | null }>(
    sql`select least(
          (select min(b.starts_at) from broadcasts b where b.account_id = ${db.accountId} and b.state = 'scheduled'),
          (select min(b.decide_at) from broadcasts b where b.account_id = ${db.accountId} and b.state = 'running' and b.winner is null)) as due`,
  );
  return due ?? undefined;
}

/** How many broadcasts are to start until a time. */
export async function plannedBroadcasts(db: AccountDb, until: Date): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::bigint as count from broadcasts b
        where b.account_id = ${db.accountId} and b.state = 'scheduled' and b.starts_at <= ${until}`,
  );
  return count;
}

export async function insertBroadcast(
  db: AccountDb,
  broadcast: Pick<
    BroadcastRow,
    'id' | 'name' | 'object_id' | 'purpose' | 'topic_id' | 'which' | 'schedule' | 'variants' | 'test' | 'starts_at' | 'started_by'
  > & {
    key: string;
  },
): Promise<void> {
  const { test } = broadcast;
  await db.run(
    sql`insert into broadcasts (account_id, id, name, object_id, purpose, topic_id, which, schedule, variants, test, state, starts_at, started_by,
          request_key, created_at)
        values (${db.accountId}, ${broadcast.id}, ${broadcast.name}, ${broadcast.object_id}, ${broadcast.purpose}, ${broadcast.topic_id},
          ${JSON.stringify(broadcast.which)}::jsonb, ${JSON.stringify(broadcast.schedule)}::jsonb, ${JSON.stringify(broadcast.variants)}::jsonb,
          ${test === null ? null : JSON.stringify(test)}::jsonb, 'scheduled', ${broadcast.starts_at}, ${broadcast.started_by}, ${broadcast.key},
          ${db.now})`,
  );
}

export async function writeSchedule(db: AccountDb, id: number, schedule: Schedule, startsAt: Date): Promise<void> {
  await db.run(
    sql`update broadcasts set schedule = ${JSON.stringify(schedule)}::jsonb, starts_at = ${startsAt}, failure = null, tries = 0
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function markStarted(
  db: AccountDb,
  id: number,
  start: { variants: readonly VariantRow[]; eventId: number; total: number; sameAddress: number; chunks: number; testChunks: number },
): Promise<void> {
  await db.run(
    sql`update broadcasts set state = 'running', variants = ${JSON.stringify(start.variants)}::jsonb, event_id = ${start.eventId},
          total = ${start.total}, same_address = ${start.sameAddress}, chunk_count = ${start.chunks}, test_chunks = ${start.testChunks},
          started_at = ${db.now}, tries = 0, failure = null
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Moves a broadcast on behind the chunk whose letters this transaction commits. */
export async function advanceBroadcast(
  db: AccountDb,
  id: number,
  step: { chunk: number; queued: number; refused: Readonly<Record<string, number>>; lastTestLetter: number | null; moment: Date },
): Promise<void> {
  await db.run(
    sql`update broadcasts set done_chunk = ${step.chunk}, queued_count = queued_count + ${step.queued}, refused = ${JSON.stringify(step.refused)}::jsonb,
          last_test_letter = coalesce(${step.lastTestLetter}::bigint, last_test_letter), last_moved_at = ${step.moment}, tries = 0, failure = null
        where account_id = ${db.accountId} and id = ${id}`,
    'email.advance-broadcast',
  );
}

export async function writeState(
  db: AccountDb,
  id: number,
  change: { state: BroadcastState; failure?: string | null; finishedAt?: Date | null },
): Promise<void> {
  await db.run(
    sql`update broadcasts set state = ${change.state}, failure = ${change.failure ?? null}, finished_at = ${change.finishedAt ?? null}, tries = 0
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function writeDecideAt(db: AccountDb, id: number, decideAt: Date): Promise<void> {
  await db.run(sql`update broadcasts set decide_at = ${decideAt} where account_id = ${db.accountId} and id = ${id}`);
}

export async function writeWinner(
  db: AccountDb,
  id: number,
  winner: { variant: number; by: 'hand' | 'measure'; confidence: number | null },
): Promise<void> {
  await db.run(
    sql`update broadcasts set winner = ${winner.variant}, winner_by = ${winner.by}, winner_confidence = ${winner.confidence}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Counts a try that broke off; gives how many there were since the last that went well. */
export async function countBroadcastTry(db: AccountDb, id: number): Promise<number> {
  const row = await db.maybeOne<{ tries: number }>(
    sql`update broadcasts set tries = tries + 1 where account_id = ${db.accountId} and id = ${id} returning tries`,
  );
  return row?.tries ?? 0;
}

/** Puts a broadcast behind the others that have something to do. */
export async function touchBroadcast(db: AccountDb, id: number, moment: Date): Promise<void> {
  await db.run(sql`update broadcasts set last_moved_at = ${moment} where account_id = ${db.accountId} and id = ${id}`);
}

/** How many letters of a broadcast have not left yet. */
export async function waitingOf(db: AccountDb, broadcastIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await db.many<{ broadcast_id: number; count: number }>(
    sql`select d.broadcast_id, count(*)::bigint as count from deliveries d
        where d.account_id = ${db.accountId} and d.broadcast_id = any(${broadcastIds}::bigint[]) and d.status in ('queued', 'sending')
        group by d.broadcast_id`,
  );
  return new Map(rows.map(({ broadcast_id, count }) => [broadcast_id, count]));
}

export async function hasWaitingLetters(db: AccountDb, broadcastId: number): Promise<boolean> {
  const { waits } = await db.one<{ waits: boolean }>(
    sql`select exists (select from deliveries d
          where d.account_id = ${db.accountId} and d.broadcast_id = ${broadcastId} and d.status in ('queued', 'sending')) as waits`,
    'email.broadcast-waits',
  );
  return waits;
}

/** Receivers of an earlier broadcast who got their letter and, as far as anybody can tell, never looked at it. */
export const unopenedIds = (db: AccountDb, broadcastId: number): Sql =>
  sql`select u.record_id from deliveries u
      where u.account_id = ${db.accountId}::bigint and u.broadcast_id = ${broadcastId}::bigint and u.status in ('sent', 'captured')
        and u.opened_at is null and u.machine_opened_at is null and u.bounced_at is null`;
