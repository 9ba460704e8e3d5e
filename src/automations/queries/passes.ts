import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { eventsOfAutomation } from '../../ledger/index.ts';
import { automationEntered, automationMoved, automationReached } from '../events.ts';
import { ENTRANCE } from './flows.ts';

/** What happened on a map in a stretch of time to records that a viewer may see, and that match. */
export interface Passing {
  automationId: number;
  from?: Date | undefined;
  to?: Date | undefined;
  /** A selection of record ids. */
  visible: Sql;
  /** Only what has to do with this step. */
  stepId?: number;
}

export interface PassCount {
  step_id: number;
  exit: number | null;
  came: number;
  left: number;
}

/**
 * How often records came to each step, and left it by each exit; step 0 is the entrance, triggers go by their own ids. What happened to many in the same
 * way is summed before it is taken apart: a hundred thousand moves take a few dozen ways.
 */
export async function passesByStep(db: AccountDb, passing: Passing): Promise<PassCount[]> {
  return db.scan.many(
    sql`with ${passes(db, passing, 'summed')}
        select p.step as step_id, p.exit, coalesce(sum(p.times) filter (where p.came), 0)::bigint as came, sum(p.times)::bigint as left
        from passes p group by p.step, p.exit`,
  );
}

export interface Passer {
  record_id: number;
  times: number;
  last_at: Date;
}

/**
 * Who came to a step, or left it by an exit: each once, who did so last first. `before` is the last of the page before. Across the wall, as compiled
 * criteria are.
 */
export async function passersOf(
  db: AccountDb,
  passing: Passing & { stepId: number },
  page: { exit?: number | undefined; before?: { at: Date; recordId: number } | undefined; limit: number },
): Promise<Passer[]> {
  const chosen = page.exit === undefined ? sql`p.came` : sql`p.exit = ${page.exit}`;
  const older = page.before
    ? sql`having (max(p.at), p.record_id) < (${page.before.at}::timestamptz, ${page.before.recordId}::bigint)`
    : sql``;
  return db.scan.many(
    sql`with ${passes(db, passing, 'each')}
        select p.record_id, count(*) as times, max(p.at) as last_at from passes p where p.step = ${passing.stepId} and ${chosen}
        group by p.record_id ${older} order by last_at desc, p.record_id desc limit ${page.limit}`,
  );
}

/** Everybody who ever left a step by one of its exits: each once, by the first exit and time they did. */
export const takersOf = (db: AccountDb, passing: Passing & { stepId: number }): Sql =>
  sql`with ${passes(db, passing, 'each')}
      select distinct on (p.record_id) p.record_id, p.exit, p.at from passes p where p.step = ${passing.stepId} and p.exit is not null
      order by p.record_id, p.at`;

/**
 * The `with` clauses that make `passes` (record_id, at, step, exit, came, times): each time a record came to a step, with the exit it left by in the same
 * move, and, without `came`, each time it left where it had rested. Summed, what happened in the same way is one row that stands for many, and says
 * neither who nor when.
 */
function passes(db: AccountDb, passing: Passing, how: 'each' | 'summed'): Sql {
  const { stepId } = passing;
  const says = sql`and h.data ? 'exits'`;
  const along = stepId === undefined ? says : sql`${says} and h.data->'path' @> ${JSON.stringify([stepId])}::jsonb`;
  const setOut = stepId === undefined ? says : sql`${says} and h.data->'from'->>'step' = ${String(stepId)}`;
  const rows = (kind: EventKind, which = sql``): Sql =>
    how === 'each'
      ? sql`select h.record_id, h.at, h.data, 1::bigint as times from (${happened(db, passing, kind)}) h where true ${which}`
      : sql`select null::bigint as record_id, null::timestamptz as at, h.data, h.times from summed h where h.kind = ${kind.kind} ${which}`;
  const kinds = [automationEntered, automationMoved, automationReached];
  const parts = kinds.map((kind) => sql`select ${kind.kind}::text as kind, h.data from (${happened(db, passing, kind)}) h`);
  const summed = sql`summed as (select m.kind, m.data, count(*) as times from (${join(parts, ' union all ')}) m group by m.kind, m.data),`;
  return sql`${how === 'summed' ? summed : sql``} ways as (${waysOf(db, passing.automationId)}),
    old as materialized (select h.* from (${happened(db, passing, automationMoved)}) h where not h.data ? 'exits'),
    passes as (
      select e.record_id, e.at, s.step, null::integer as exit, true as came, e.times from (${rows(automationEntered)}) e
        cross join lateral (values (${ENTRANCE}::integer), ((e.data->>'trigger')::integer)) s (step) where s.step is not null
      union all
      select g.record_id, g.at, (g.data->>'step')::integer, null, true, g.times from (${rows(automationReached)}) g
        where g.data->>'from' is distinct from g.data->>'step'
      union all
      select m.record_id, m.at, z.step::integer, z.exit::integer, true, m.times from (${rows(automationMoved, along)}) m
        cross join lateral rows from (jsonb_array_elements_text(m.data->'path'), jsonb_array_elements_text(m.data->'exits')) z (step, exit)
      union all
      select m.record_id, m.at, (m.data->'from'->>'step')::integer, (m.data->'from'->>'exit')::integer, false, m.times
        from (${rows(automationMoved, setOut)}) m where m.data ? 'from'
      ${unsaid(db, passing.automationId)}
    )`;
}

const happened = (db: AccountDb, { automationId, from, to, visible }: Passing, kind: EventKind): Sql =>
  sql`select e.* from (${eventsOfAutomation(db, { automationId, kinds: [kind], from, to })}) e where e.record_id in (${visible})`;

/** The passes of moves that do not say their exits, as once none did: by the exits that lead where the record came next. */
const unsaid = (db: AccountDb, automationId: number): Sql =>
  sql`union all
      select m.record_id, m.at, z.step::integer, w.exit, true, 1 from old m
        cross join lateral jsonb_array_elements_text(m.data->'path') with ordinality z (step, place)
        left join ways w on w.version = (m.data->>'version')::integer and w.step = z.step::integer
          and w.next = coalesce((m.data->'path'->>z.place::integer)::integer, case when m.data->>'outcome' = 'ended' then 0 end)
      union all
      select m.record_id, m.at, w.step, w.exit, false, 1 from old m
        join (${eventsOfAutomation(db, { automationId, kinds: [automationMoved] })}) c on c.id = m.cause_id and c.data->>'outcome' = 'waiting'
        join ways w on w.version = (m.data->>'version')::integer and w.step = (c.data->>'at')::integer
          and w.next = coalesce((m.data->'path'->>0)::integer, 0)`;

/** (version, step, next or 0, exit) of every version: the first exit where several lead to one step. Only read where a move does not say its exits. */
const waysOf = (db: AccountDb, automationId: number): Sql =>
  sql`select v.version, (s.step->>'id')::integer as step, coalesce(x.next::integer, 0) as next, min(x.place)::integer - 1 as exit
      from automation_versions v
      cross join lateral jsonb_array_elements(v.map->'steps') s (step)
      cross join lateral jsonb_array_elements_text(s.step->'next') with ordinality x (next, place)
      where v.account_id = ${db.accountId} and v.automation_id = ${automationId} group by 1, 2, 3`;
