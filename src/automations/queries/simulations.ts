import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { eventsOfAutomation, kindsOfBatch } from '../../ledger/index.ts';
import { automationLeft, automationMoved } from '../events.ts';
import type { AskedSimulation } from '../rules/simulation.ts';
import type { DayFlow, PlayedPart, Simulated, Stuck } from '../rules/simulated.ts';
import type { AutomationMap } from '../schema.ts';

export interface SimulationRow {
  id: number;
  automation_id: number;
  object_id: number;
  asked: AskedSimulation;
  revision: number;
  map: AutomationMap;
  status: 'running' | 'done' | 'stopped' | 'failed';
  stop_asked: boolean;
  chosen: number;
  played: number;
  found: Simulated | null;
  user_id: number;
  created_at: Date;
  looked_at: Date;
}

const SIMULATION = sql`s.id, s.automation_id, s.object_id, s.asked, s.revision, s.map, s.status, s.stop_asked, s.chosen, s.played, s.found,
  s.user_id, s.created_at, s.looked_at`;

export async function insertSimulation(
  db: AccountDb,
  { id, automationId, objectId, asked, revision, map, userId }: NewSimulation,
): Promise<void> {
  await db.run(
    sql`insert into automation_simulations (account_id, id, automation_id, object_id, asked, revision, map, user_id, created_at, looked_at)
        values (${db.accountId}, ${id}, ${automationId}, ${objectId}, ${JSON.stringify(asked)}::jsonb, ${revision}, ${JSON.stringify(map)}::jsonb,
          ${userId}, ${db.now}, ${db.now})`,
  );
}

export interface NewSimulation {
  id: number;
  automationId: number;
  objectId: number;
  asked: AskedSimulation;
  revision: number;
  map: AutomationMap;
  userId: number;
}

export async function simulationById(db: AccountDb, id: number): Promise<SimulationRow | undefined> {
  return db.maybeOne(sql`select ${SIMULATION} from automation_simulations s where s.account_id = ${db.accountId} and s.id = ${id}`);
}

export async function simulationsOf(db: AccountDb, automationId: number): Promise<SimulationRow[]> {
  return db.many(
    sql`select ${SIMULATION} from automation_simulations s
        where s.account_id = ${db.accountId} and s.automation_id = ${automationId} order by s.id desc`,
  );
}

/** Keeps the latest of a map and forgets the others. */
export async function forgetOldSimulations(db: AccountDb, automationId: number, kept: number): Promise<void> {
  await db.run(
    sql`delete from automation_simulations s where s.account_id = ${db.accountId} and s.automation_id = ${automationId}
          and s.id not in (select k.id from automation_simulations k
            where k.account_id = ${db.accountId} and k.automation_id = ${automationId} order by k.id desc limit ${kept})`,
  );
}

/** What it found is forgotten with any person it names. */
export async function forgetSimulationsOf(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from automation_simulations
        where account_id = ${db.accountId} and object_id = ${objectId} and ${recordId}::bigint = any(record_ids)`,
  );
}

export async function askToStop(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update automation_simulations set stop_asked = true where account_id = ${db.accountId} and id = ${id}`);
}

/** Notes how far it has come. Gives whether it is to go on. */
export async function noteProgress(db: AccountDb, id: number, { chosen, played }: { chosen: number; played: number }): Promise<boolean> {
  const row = await db.maybeOne<{ stop_asked: boolean }>(
    sql`update automation_simulations set chosen = ${chosen}, played = ${played}, looked_at = ${db.now}
        where account_id = ${db.accountId} and id = ${id} and status = 'running' returning stop_asked`,
  );
  return row !== undefined && !row.stop_asked;
}

export async function finishSimulation(
  db: AccountDb,
  id: number,
  { status, found }: { status: 'done' | 'stopped' | 'failed'; found: Simulated | null },
): Promise<void> {
  const recordIds = [...new Set(found?.stuck.map(({ recordId }) => recordId) ?? [])];
  await db.run(
    sql`update automation_simulations set status = ${status}, found = ${found && JSON.stringify(found)}::jsonb,
          record_ids = ${recordIds}::bigint[], looked_at = ${db.now}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** So many of a selection of records, spread evenly over all of them, always the same, and how many there are. Across the wall, as compiled criteria are. */
export async function sampleOf(db: AccountDb, selection: Sql, limit: number): Promise<{ ids: number[]; total: number }> {
  const rows = await db.scan.many<{ id: number; total: number }>(
    sql`select m.id, count(*) over () as total from (${selection}) m order by hashint8(m.id), m.id limit ${limit}`,
  );
  return { ids: rows.map(({ id }) => id).sort((a, b) => a - b), total: rows[0]?.total ?? 0 };
}

/** When the next of those on a map is due. */
export async function nextDueOn(db: AccountDb, automationId: number): Promise<Date | undefined> {
  const { due_at } = await db.one<{ due_at: Date | null }>(
    sql`select min(p.due_at) as due_at from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.due_at < 'infinity'`,
    'automations.next-due-on',
  );
  return due_at ?? undefined;
}

export interface WaitingPlace {
  id: number;
  step_id: number;
  record_id: number;
  arrived_at: Date;
  due_at: Date | null;
}

/** Who waits on these steps. */
export async function waitingPlaces(db: AccountDb, automationId: number, stepIds: readonly number[]): Promise<WaitingPlace[]> {
  return db.many(
    sql`select p.id, p.step_id, p.record_id, p.arrived_at, nullif(p.due_at, 'infinity') as due_at from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = any(${stepIds}::integer[])
          and p.state = 'waiting'`,
    'automations.waiting-places',
  );
}

export async function putOff(
  db: AccountDb,
  automationId: number,
  places: readonly { place: WaitingPlace; dueAt: Date | undefined }[],
): Promise<void> {
  if (places.length === 0) return;
  await db.run(
    sql`update positions p set due_at = d.due_at
        from unnest(${places.map(({ place }) => place.step_id)}::integer[], ${places.map(({ place }) => place.id)}::bigint[],
          ${places.map(({ dueAt }) => dueAt?.toISOString() ?? 'infinity')}::timestamptz[]) as d (step_id, id, due_at)
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} and p.step_id = d.step_id and p.id = d.id`,
    'automations.put-off',
  );
}

/** Who was refused in a batch, by the step that would have reached them. */
export async function refusedInBatch(
  db: AccountDb,
  batchId: number,
  kind: string,
): Promise<{ actor: string; reason: string; records: number }[]> {
  return db.many(
    sql`select r.actor_id as actor, coalesce(r.data->>'reason', '') as reason, count(*) as records
        from (${kindsOfBatch(db, batchId, [kind])}) r where r.actor_type = 'step' group by 1, 2 order by 1, 2`,
  );
}

export async function flowsByDay(db: AccountDb, automationId: number): Promise<DayFlow[]> {
  return db.many(
    sql`select f.step_id as "stepId", f.exit, f.day::text as day, f.records from automation_flows f
        where f.account_id = ${db.accountId} and f.automation_id = ${automationId} order by f.step_id, f.exit, f.day`,
  );
}

export async function standingStates(db: AccountDb, automationId: number): Promise<PlayedPart['standing']> {
  return db.many(
    sql`select p.step_id as "stepId", p.state, count(*) as records from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId} group by 1, 2 order by 1, 2`,
  );
}

/** Who was set aside, or waits for what nothing brings. */
export async function stuckOn(db: AccountDb, automationId: number): Promise<Stuck[]> {
  const rows = await db.many<Omit<Stuck, 'since'> & { since: Date }>(
    sql`select p.record_id as "recordId", p.step_id as "stepId", case when p.state = 'failed' then coalesce(p.failure, '') end as reason,
          p.arrived_at as since
        from positions p
        where p.account_id = ${db.accountId} and p.automation_id = ${automationId}
          and (p.state = 'failed' or p.state = 'waiting' and p.due_at = 'infinity')
        order by p.record_id, p.step_id`,
  );
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/** When those came to their end who stand nowhere any more, or rest on an end that keeps them. */
export async function endsOf(db: AccountDb, automationId: number): Promise<Date[]> {
  const rows = await db.many<{ at: Date }>(
    sql`select max(e.at) as at from (${eventsOfAutomation(db, { automationId, kinds: [automationMoved, automationLeft] })}) e
        where not exists (select from positions p where p.account_id = ${db.accountId} and p.automation_id = ${automationId}
          and p.record_id = e.record_id and p.state <> 'resting')
        group by e.record_id`,
  );
  return rows.map(({ at }) => at);
}
