import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { nextEventId } from '../../ledger/index.ts';
import { completeMap, type AutomationMap } from '../schema.ts';
import type { Standing } from '../rules/effect.ts';
import type { Transfer, TransfersOfVersion } from '../rules/transfers.ts';

export interface VersionRow {
  version: number;
  name: string;
  note: string;
  published_at: Date;
  published_by: number | null;
  standing: number;
}

/** Every version, the latest first, with how many stand on the map by it. */
export async function versionsOf(db: AccountDb, automationId: number): Promise<VersionRow[]> {
  return db.many(
    sql`select v.version, v.name, v.note, v.published_at, v.published_by, coalesce(p.standing, 0)::bigint as standing
        from automation_versions v
        left join (
          select p.version, count(*) as standing from positions p
          where p.account_id = ${db.accountId} and p.automation_id = ${automationId} group by p.version) p on p.version = v.version
        where v.account_id = ${db.accountId} and v.automation_id = ${automationId} order by v.version desc`,
  );
}

export async function mapOfVersion(db: AccountDb, automationId: number, version: number): Promise<AutomationMap | undefined> {
  const row = await db.maybeOne<{ map: AutomationMap }>(
    sql`select map from automation_versions where account_id = ${db.accountId} and automation_id = ${automationId} and version = ${version}`,
  );
  return row && completeMap(row.map);
}

/** Gives whether there is such a version. */
export async function nameVersion(
  db: AccountDb,
  automationId: number,
  { version, name, note }: { version: number; name: string; note: string },
): Promise<boolean> {
  const named = await db.run(
    sql`update automation_versions set name = ${name}, note = ${note}
        where account_id = ${db.accountId} and automation_id = ${automationId} and version = ${version}`,
  );
  return named > 0;
}

/** The versions above one (and up to another) with which something was chosen for people on steps they no longer had, in their order. */
export async function transfersOf(
  db: AccountDb,
  automationId: number,
  { above, upTo }: { above: number; upTo: number },
): Promise<(TransfersOfVersion & { eventId: number | null })[]> {
  return db.many(
    sql`select version, published_at as "publishedAt", transfers, event_id as "eventId" from automation_versions
        where account_id = ${db.accountId} and automation_id = ${automationId} and version > ${above} and version <= ${upTo}
          and transfers <> '{}'
        order by version`,
    'automations.transfers',
  );
}

/** The steps on which anybody stands: one probe of the key for each. */
export async function stepsStoodOn(db: AccountDb, automationId: number): Promise<number[]> {
  const rows = await db.many<{ step_id: number }>(
    sql`with recursive stood (step_id) as (
          (select p.step_id from positions p where p.account_id = ${db.accountId} and p.automation_id = ${automationId}
           order by p.step_id limit 1)
          union all
          select (select p.step_id from positions p where p.account_id = ${db.accountId} and p.automation_id = ${automationId}
            and p.step_id > stood.step_id order by p.step_id limit 1)
          from stood where stood.step_id is not null)
        select step_id from stood where step_id is not null`,
    'automations.steps-stood-on',
  );
  return rows.map(({ step_id }) => step_id);
}

/** Of which kinds these steps have ever been, and in which versions. */
export async function kindsOfSteps(
  db: AccountDb,
  automationId: number,
  stepIds: readonly number[],
): Promise<{ step_id: number; kind: string; versions: number[] }[]> {
  return db.many(
    sql`select (s.step->>'id')::integer as step_id, s.step->>'kind' as kind, array_agg(v.version)::integer[] as versions
        from automation_versions v, jsonb_array_elements(v.map->'steps') as s (step)
        where v.account_id = ${db.accountId} and v.automation_id = ${automationId} and (s.step->>'id')::integer = any(${stepIds}::integer[])
        group by 1, 2`,
  );
}

/** How many stand on steps, by version, and in which stretch between these times they came there; on every step, or on the named ones. */
export async function standingOn(
  db: AccountDb,
  automationId: number,
  { between, stepIds }: { between: readonly Date[]; stepIds?: readonly number[] },
): Promise<(Standing & { stretch: number })[]> {
  const named = stepIds ? sql`and p.step_id = any(${stepIds}::integer[])` : sql``;
  // Who came in the moment of a publishing had come before it: just before its upper bound, to the microsecond that is stored.
  const stretch =
    between.length === 0
      ? sql`0`
      : sql`width_bucket(p.arrived_at - interval '1 microsecond', ${between.map((time) => time.toISOString())}::timestamptz[])`;
  return db.many(
    sql`select p.step_id as "stepId", p.version, ${stretch} as stretch,
          count(*) filter (where p.state in ('ready', 'waiting') and p.held_due_at is null) as now,
          count(*) filter (where p.state = 'failed' and p.held_due_at is null) as failed,
          count(*) filter (where p.state = 'resting' and p.held_due_at is null) as resting,
          count(*) filter (where p.held_due_at is not null) as paused
        from positions p where p.account_id = ${db.accountId} and p.automation_id = ${automationId} ${named}
        group by p.step_id, p.version, stretch`,
  );
}

/** Who is transferred by one choice of one version: at most `limit` beyond the position `after`, or those among `ids`. */
export interface Transferring {
  automationId: number;
  stepId: number;
  version: number;
  publishedAt: Date;
  choice: Exclude<Transfer, { do: 'keep' }>;
  /** The versions in which the step is another than in this one; all before it when left out. */
  fromVersions?: readonly number[];
  which: { after: number; limit: number } | { ids: readonly number[] };
}

/** Those who are transferred, as rows for the ledger; `transferred` is made by transferPositions. */
export const transferredRows = ({ automationId, stepId, version, choice }: Transferring, causeId: number | null): Sql =>
  sql`select t.event_id as id, t.object_id, t.record_id, ${automationId}::bigint as subject_id,
        coalesce(${causeId}::bigint, t.cause_id) as cause_id,
        ${JSON.stringify({ from: stepId, to: choice.do === 'move' ? choice.to : null, version })}::jsonb as data
      from chosen t`;

/**
 * Lets positions stand ready before another step of the version, or takes them off, and writes the events `told`, in one statement. Who is held stays held.
 * Gives which positions, with the event of each.
 */
export async function transferPositions(db: AccountDb, transferring: Transferring, told: Sql): Promise<{ id: number; event_id: number }[]> {
  const { automationId, stepId, version, publishedAt, choice, fromVersions, which } = transferring;
  const conditions = [
    fromVersions ? sql`p.version = any(${fromVersions}::integer[])` : sql`p.version < ${version}`,
    'ids' in which ? sql`p.id = any(${which.ids}::bigint[])` : sql`p.id > ${which.after}`,
  ];
  const limit = 'ids' in which ? sql`` : sql`limit ${which.limit}`;
  return db.many(
    sql`with claimed as materialized (
          select p.id, p.object_id, p.record_id, p.cause_id from positions p
          where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = ${stepId}
            and p.arrived_at <= ${publishedAt} and ${join(conditions, ' and ')}
          order by p.id ${limit} for update
        ), chosen as materialized (
          select c.*, ${nextEventId} as event_id from claimed c
        ), transferred as (
          ${choice.do === 'end' ? ending(db, transferring) : moving(db, transferring, choice.to)}
        ), told as (${told})
        select id, event_id from chosen order by id`,
  );
}

const ending = (db: AccountDb, { automationId, stepId }: Transferring): Sql =>
  sql`delete from positions p using chosen c
      where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = ${stepId} and p.id = c.id`;

const moving = (db: AccountDb, { automationId, stepId, version, publishedAt }: Transferring, to: number): Sql =>
  sql`update positions p set step_id = ${to}, version = ${version}, state = 'ready', arrived_at = ${publishedAt}, failure = null,
        passes = null, cause_id = c.event_id,
        due_at = case when p.held_due_at is null then ${db.now}::timestamptz else 'infinity' end,
        held_due_at = case when p.held_due_at is null then null else ${db.now}::timestamptz end
      from chosen c
      where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = ${stepId} and p.id = c.id`;
