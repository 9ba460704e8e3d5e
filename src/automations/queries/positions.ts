import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { nextEventId } from '../../ledger/index.ts';

/** A position somebody is about to be moved from, locked to the end of the transaction, with the id its move will have in the ledger. */
export interface ClaimedPosition {
  id: number;
  step_id: number;
  version: number;
  record_id: number;
  state: 'ready' | 'waiting';
  arrived_at: Date;
  cause_id: number | null;
  passes: Passes | null;
  event_id: number;
}

/** How often a record has come to each step of a circle on one day. */
export interface Passes {
  day: string;
  steps: Record<string, number>;
}

/**
 * The next to be moved on a map, in the order in which they became due. Always along the index: where the statistics lag behind (a
 * million have just entered) a bitmap scan would be chosen, and would sort all that are due for each batch.
 */
export async function claimDue(db: AccountDb, automationId: number, limit: number): Promise<ClaimedPosition[]> {
  await db.run(sql`set local enable_bitmapscan = off`);
  const claimed = await db.many<ClaimedPosition>(
    sql`select p.id, p.step_id, p.version, p.record_id, p.state, p.arrived_at, p.cause_id, p.passes, ${nextEventId} as event_id
        from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.due_at <= ${db.now}
        order by p.due_at limit ${limit} for update skip locked`,
    'automations.claim',
  );
  await db.run(sql`set local enable_bitmapscan = on`);
  return claimed;
}

/** Where a claimed position, or a copy of it, comes to stand. */
export interface Rest {
  position: ClaimedPosition;
  stepId: number;
  version: number;
  state: 'ready' | 'waiting' | 'failed' | 'resting';
  /** Undefined: never, until a person or an event decides. */
  dueAt: Date | undefined;
  failure?: string;
  passes: Passes | null;
  /** False of who only looked again whether it may go on: it has stood there since it came. */
  moved: boolean;
}

export async function restPositions(db: AccountDb, automationId: number, rests: readonly Rest[]): Promise<void> {
  if (rests.length === 0) return;
  const of = <T>(read: (rest: Rest) => T): T[] => rests.map(read);
  await db.run(
    sql`update positions p set step_id = r.to_step, version = r.version, state = r.state,
          due_at = case when p.held_due_at is null then r.due_at else 'infinity' end,
          held_due_at = case when p.held_due_at is not null then r.due_at end,
          arrived_at = case when r.moved then ${db.now} else p.arrived_at end, cause_id = case when r.moved then r.cause_id else p.cause_id end,
          failure = r.failure, passes = r.passes
        from unnest(${of((rest) => rest.position.step_id)}::integer[], ${of((rest) => rest.position.id)}::bigint[],
          ${of((rest) => rest.stepId)}::integer[], ${of((rest) => rest.version)}::integer[], ${of((rest) => rest.state)}::text[],
          ${of(dueAtOf)}::timestamptz[], ${of((rest) => rest.moved)}::boolean[], ${of((rest) => rest.position.event_id)}::bigint[],
          ${of((rest) => rest.failure ?? null)}::text[], ${of(passesOf)}::jsonb[])
          as r (from_step, id, to_step, version, state, due_at, moved, cause_id, failure, passes)
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = r.from_step and p.id = r.id`,
    'automations.rest',
  );
}

/** Places of records that a fork has given them besides the one they came from. */
export async function insertPositions(
  db: AccountDb,
  on: { automationId: number; objectId: number },
  rests: readonly Rest[],
): Promise<void> {
  if (rests.length === 0) return;
  const of = <T>(read: (rest: Rest) => T): T[] => rests.map(read);
  await db.run(
    sql`insert into positions (account_id, automation_id, object_id, arrived_at, record_id, step_id, version, state, due_at, cause_id, failure, passes)
        select ${db.accountId}::bigint, ${on.automationId}::bigint, ${on.objectId}::integer, ${db.now}::timestamptz, r.*
        from unnest(${of((rest) => rest.position.record_id)}::bigint[], ${of((rest) => rest.stepId)}::integer[],
          ${of((rest) => rest.version)}::integer[], ${of((rest) => rest.state)}::text[], ${of(dueAtOf)}::timestamptz[],
          ${of((rest) => rest.position.event_id)}::bigint[], ${of((rest) => rest.failure ?? null)}::text[], ${of(passesOf)}::jsonb[]) r`,
    'automations.fork',
  );
}

const dueAtOf = ({ dueAt }: Rest): string => dueAt?.toISOString() ?? 'infinity';
const passesOf = ({ passes }: Rest): string | null => passes && JSON.stringify(passes);

export async function deletePositions(db: AccountDb, automationId: number, positions: readonly ClaimedPosition[]): Promise<void> {
  if (positions.length === 0) return;
  await db.run(
    sql`delete from positions p
        using unnest(${positions.map(({ step_id }) => step_id)}::integer[], ${positions.map(({ id }) => id)}::bigint[]) as d (step_id, id)
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = d.step_id and p.id = d.id`,
    'automations.leave',
  );
}

export interface StandingCount {
  step_id: number;
  state: string;
  records: number;
  held: number;
  next_due: Date | null;
}

/**
 * How many stand on each step now, how many of them are held, and when the next of them moves on; of those that `visible` (a selection of records)
 * holds, where given.
 */
export async function standingByStep(db: AccountDb, automationId: number, visible?: Sql): Promise<StandingCount[]> {
  const among = visible ? sql`and p.record_id in (${visible})` : sql``;
  return (visible ? db.scan : db).many(
    sql`select p.step_id, p.state, count(*)::bigint as records, count(p.held_due_at)::bigint as held,
          min(p.due_at) filter (where p.due_at < 'infinity') as next_due
        from positions p where p.account_id = ${db.accountId} and p.automation_id = ${automationId} ${among} group by p.step_id, p.state`,
  );
}

export interface PersonOnStep {
  id: number;
  record_id: number;
  state: 'ready' | 'waiting' | 'failed' | 'resting';
  due_at: Date | null;
  is_held: boolean;
  arrived_at: Date;
  failure: string | null;
  version: number;
}

/** Who stands on a step, of those that `visible` (a selection of records) holds, by position. Across the wall, as compiled criteria are. */
export async function peopleOnStep(
  db: AccountDb,
  on: {
    automationId: number;
    stepId: number;
    state?: 'standing' | 'failed' | undefined;
    failure?: string | undefined;
    after: number;
    limit: number;
  },
  visible: Sql,
): Promise<PersonOnStep[]> {
  const state = { standing: sql`and p.state <> 'failed'`, failed: sql`and p.state = 'failed'`, any: sql`` }[on.state ?? 'any'];
  const reason = on.failure === undefined ? sql`` : sql`and p.failure = ${on.failure}`;
  return db.scan.many(
    sql`select p.id, p.record_id, p.state, nullif(p.due_at, 'infinity') as due_at, p.held_due_at is not null as is_held, p.arrived_at, p.failure,
          p.version
        from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${on.automationId} and p.step_id = ${on.stepId} and p.id > ${on.after} ${state} ${reason}
          and p.record_id in (${visible})
        order by p.id limit ${on.limit}`,
  );
}

export interface Failure {
  reason: string;
  records: number;
}

/** As many different reasons are told apart. */
const MOST_REASONS = 50;

/** Why records were set aside on a step, of those that `visible` holds. */
export async function failuresOnStep(
  db: AccountDb,
  { automationId, stepId }: { automationId: number; stepId: number },
  visible: Sql,
): Promise<Failure[]> {
  return db.scan.many(
    sql`select coalesce(p.failure, '') as reason, count(*) as records from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = ${stepId} and p.state = 'failed'
          and p.record_id in (${visible})
        group by p.failure order by records desc, reason limit ${MOST_REASONS}`,
  );
}

export interface StandingRecord {
  automation_id: number;
  automation: string;
  /** Of the map: on a paused one nobody moves. */
  status: string;
  step_id: number;
  state: 'ready' | 'waiting' | 'failed' | 'resting';
  due_at: Date | null;
  is_held: boolean;
  arrived_at: Date;
  failure: string | null;
  version: number;
}

/** Where a record stands, on every map. */
export async function positionsOfRecord(db: AccountDb, objectId: number, recordId: number): Promise<StandingRecord[]> {
  return db.many(
    sql`select p.automation_id, a.name as automation, a.status, p.step_id, p.state, nullif(p.due_at, 'infinity') as due_at,
          p.held_due_at is not null as is_held, p.arrived_at, p.failure, p.version
        from positions p join automations a on a.account_id = ${db.accountId} and a.id = p.automation_id
        where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.record_id = ${recordId}
        order by p.automation_id, p.id`,
  );
}

/** When, by the account's clock, somebody next moves on a published map. */
export async function nextDueAt(db: AccountDb): Promise<Date | undefined> {
  const { due_at } = await db.one<{ due_at: Date | null }>(
    sql`select min(first.due_at) as due_at from automations a
        cross join lateral (
          select p.due_at from positions p
          where p.account_id = ${db.accountId} and p.automation_id = a.id and p.due_at < 'infinity' order by p.due_at limit 1) first
        where a.account_id = ${db.accountId} and a.status = 'published'`,
  );
  return due_at ?? undefined;
}

/** How many stand waiting on each published map, and how many of them go on before a time. */
export async function waitingByMap(db: AccountDb, until: Date): Promise<{ id: number; name: string; standing: number; soon: number }[]> {
  return db.many(
    sql`select a.id, a.name, count(*) as standing, count(*) filter (where p.due_at <= ${until}) as soon
        from automations a
        join positions p on p.account_id = ${db.accountId} and p.automation_id = a.id and p.state = 'waiting'
        where a.account_id = ${db.accountId} and a.status = 'published'
        group by a.id, a.name order by a.name, a.id`,
  );
}

/** Makes everybody due who stands ready before a step. */
export async function readyAtOnce(db: AccountDb): Promise<void> {
  await db.run(
    sql`update positions p set due_at = ${db.now}
        where p.account_id = ${db.accountId} and p.state = 'ready' and p.held_due_at is null and p.due_at > ${db.now}`,
  );
}
