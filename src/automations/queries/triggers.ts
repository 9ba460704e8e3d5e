import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { EventsToRead } from '../../app/kernel/domain.ts';
import { saidInBatches } from '../../ledger/index.ts';
import type { ContentTest } from '../rules/content.ts';
import type { Trigger } from '../schema.ts';
import { candidatesOf } from './entries.ts';

/** A trigger of a map or, with `stepId`, of a goal on it, ready to be matched. */
export interface KeptTrigger {
  trigger: Trigger;
  stepId: number | null;
  subjects: readonly number[] | null;
  tests: readonly ContentTest[];
}

/** Puts these in the place of all triggers a map had. */
export async function replaceTriggers(db: AccountDb, automationId: number, kept: readonly KeptTrigger[]): Promise<void> {
  await db.run(sql`delete from automation_triggers where account_id = ${db.accountId} and automation_id = ${automationId}`);
  const rows = kept.map(({ trigger, stepId, subjects, tests }) => ({
    id: trigger.id,
    kind: trigger.event,
    settings: trigger,
    step_id: stepId,
    subjects,
    fields: trigger.fields ?? null,
    tests,
  }));
  await db.run(
    sql`insert into automation_triggers (account_id, automation_id, id, kind, settings, step_id, subjects, fields, tests)
        select ${db.accountId}, ${automationId}, t.id, t.kind, t.settings, t.step_id, t.subjects, t.fields, t.tests
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as t(id integer, kind text, settings jsonb, step_id integer, subjects bigint[], fields integer[], tests jsonb)`,
  );
}

/** A trigger that events of some batches meet, and by whom: none are named where there are too many. */
export interface MetTrigger {
  automation_id: number;
  trigger_id: number;
  /** The goal it reaches. */
  goal_id: number | null;
  /** Where those it brings begin; the start of the map when null. */
  begins_at: number | null;
  criteria: Record<string, unknown> | null;
  record_ids: number[] | null;
  event_ids: number[] | null;
  /** Of each event named. */
  batch_ids: number[] | null;
}

/**
 * So many who meet one trigger are named, and more than a transaction should ever bring; beyond it they are read again where they are needed, which
 * takes the planner from milliseconds to many seconds where its statistics lag behind.
 */
const NAMED_AT_ONCE = 20_000;

/**
 * Every trigger of every published map that events of these batches meet, in one statement, in the order of maps, the goals of a map first. Matching is by
 * joins on what the events are about, so that hundreds of triggers on other tags, letters and fields cost next to nothing.
 */
export async function metTriggers(db: AccountDb, batches: readonly EventsToRead[]): Promise<MetTrigger[]> {
  return db.many(
    sql`with ${meeting(db, { batches })}
        select m.automation_id, m.trigger_id, m.goal_id, t.settings->'criteria' as criteria, (t.settings->>'step')::integer as begins_at,
          m.record_ids, m.event_ids, m.batch_ids
        from (
          select met.automation_id, met.trigger_id, met.goal_id,
            case when count(*) <= ${NAMED_AT_ONCE} then array_agg(met.record_id order by met.event_id) end as record_ids,
            case when count(*) <= ${NAMED_AT_ONCE} then array_agg(met.event_id order by met.event_id) end as event_ids,
            case when count(*) <= ${NAMED_AT_ONCE} then array_agg(met.batch_id order by met.event_id) end as batch_ids
          from met group by met.automation_id, met.trigger_id, met.goal_id) m
        join automation_triggers t on t.account_id = ${db.accountId} and t.automation_id = m.automation_id and t.id = m.trigger_id
        order by m.automation_id, m.goal_id nulls last, m.trigger_id`,
    'automations.met-triggers',
  );
}

/** Who meets a trigger, and by which event, as rows (record_id, cause_id). */
export function thoseWhoMeet(db: AccountDb, batches: readonly EventsToRead[], met: MetTrigger): Sql {
  if (met.record_ids && met.event_ids) return candidatesOf(met.record_ids, met.event_ids);
  const only = { automationId: met.automation_id, triggerId: met.trigger_id };
  return sql`with ${meeting(db, { batches, only })} select met.record_id, met.event_id as cause_id from met`;
}

interface Meeting {
  batches: readonly EventsToRead[];
  only?: { automationId: number; triggerId: number };
}

/**
 * The `with` clauses that end in `met`: a row for each event that meets a trigger. A trigger is as many rows of `wanted` as it has conditions on content;
 * what the events say of all that is asked is taken out of each once (`said`), and compared in place, not by a query for each event and trigger.
 */
function meeting(db: AccountDb, { batches, only }: Meeting): Sql {
  const batchIds = batches.map(({ batchId }) => batchId);
  const kinds = [...new Set(batches.flatMap((batch) => batch.kinds))];
  const one = only ? sql`and t.automation_id = ${only.automationId} and t.id = ${only.triggerId}` : sql``;
  const found = sql`w.automation_id, w.trigger_id, w.goal_id, w.asks, w.place, h.id as event_id, h.batch_id, h.record_id`;
  const sameKind = sql`h.kind = w.kind and h.object_id = w.object_id`;
  return sql`wanted as materialized (
      select t.automation_id, t.id as trigger_id, t.step_id as goal_id, t.kind, a.object_id, t.subjects, t.fields, coalesce(x.place, 1) as place,
        greatest(jsonb_array_length(t.tests), 1) as asks, x.part, x.path, x.part || '/' || array_to_string(x.path, '/') as asked, x.comparing, x.operator,
        array(select lower(v) from unnest(x.values) v) as given
      from automation_triggers t
      join automations a on a.account_id = ${db.accountId} and a.id = t.automation_id and a.status = 'published'
      left join lateral (
        select row_number() over () as place, j.* from jsonb_to_recordset(t.tests) j(part text, path text[], comparing text, operator text, values text[])) x on true
      where t.account_id = ${db.accountId} and t.kind = any(${kinds}::text[]) ${one}
    ), happened as materialized (
      select e.id, e.batch_id, e.kind, e.object_id, e.record_id, e.subject_id, e.data, s.said
      from (${saidInBatches(db, batchIds, kinds)}) e
      left join lateral (
        select jsonb_object_agg(q.asked, (
          select coalesce(jsonb_agg(lower(btrim(i.item #>> '{}'))) filter (where btrim(i.item #>> '{}') <> ''), '[]')
          from jsonb_array_elements(case jsonb_typeof(q.found) when 'array' then q.found else jsonb_build_array(q.found) end) i(item))) as said
        from (
          select distinct w.asked, case w.part when 'data' then e.data #> w.path when 'personal' then e.personal #> w.path
            else to_jsonb(e.actor_type) end as found
          from wanted w where w.kind = e.kind and w.asked is not null) q) s on true
      where exists (select from wanted)
    ), answered as (
      select ${found} from (
          select w.*, s.subject_id from wanted w cross join lateral unnest(w.subjects) s(subject_id) where w.fields is null) w
        join happened h on ${sameKind} and h.subject_id = w.subject_id
        where ${saysWhatIsAsked}
      union all
      select ${found} from (
          select w.*, f.field_id from wanted w cross join lateral unnest(w.fields) f(field_id)) w
        join (
          select h.*, c.field_id::integer from happened h
          cross join lateral jsonb_array_elements_text(case when jsonb_typeof(h.data->'fields') = 'array' then h.data->'fields' else '[]' end) c(field_id)) h
          on ${sameKind} and h.field_id = w.field_id
        where (w.subjects is null or h.subject_id = any(w.subjects)) and ${saysWhatIsAsked}
      union all
      select ${found} from wanted w join happened h on ${sameKind}
        where w.subjects is null and w.fields is null and ${saysWhatIsAsked}
    ), met as (
      select n.automation_id, n.trigger_id, n.goal_id, n.event_id, n.batch_id, n.record_id from answered n
      group by n.automation_id, n.trigger_id, n.goal_id, n.event_id, n.batch_id, n.record_id, n.asks having count(distinct n.place) = n.asks
    )`;
}

const SAID = sql`(h.said->w.asked)`;

/** Whether one value said and one given of a condition compare as it asks. A text that is no number or time is never greater or less. */
const compares = (said: Sql, given: Sql): Sql => sql`case
  when w.operator in ('contains', 'not_contains') then position(${given} in ${said}) > 0
  when w.operator = 'starts' then starts_with(${said}, ${given})
  when w.comparing = 'number' then case when pg_input_is_valid(${said}, 'float8') and pg_input_is_valid(${given}, 'float8') then case w.operator
    when 'greater' then ${said}::float8 > ${given}::float8 when 'less' then ${said}::float8 < ${given}::float8 else ${said}::float8 = ${given}::float8 end end
  when w.comparing = 'time' then case when pg_input_is_valid(${said}, 'timestamptz') and pg_input_is_valid(${given}, 'timestamptz') then case w.operator
    when 'greater' then ${said}::timestamptz > ${given}::timestamptz when 'less' then ${said}::timestamptz < ${given}::timestamptz
    else case when length(${given}) = 10 then left(${said}, 10) = ${given} else ${said}::timestamptz = ${given}::timestamptz end end end
  else ${said} = ${given} end`;

/** Whether the event `h` says what the condition `w` asks; without one it does. What is blank says nothing; of several values one is enough. */
const saysWhatIsAsked: Sql = sql`case
  when w.asked is null then true
  when w.operator = 'filled' then jsonb_array_length(${SAID}) > 0
  when w.operator = 'empty' then jsonb_array_length(${SAID}) = 0
  else (w.operator in ('is_not', 'not_contains')) <> case
    when w.comparing = 'text' and w.operator in ('is', 'is_not') then ${SAID} ?| w.given
    when jsonb_array_length(${SAID}) = 0 then false
    when jsonb_array_length(${SAID}) = 1 and cardinality(w.given) = 1 then coalesce(${compares(sql`(${SAID}->>0)`, sql`w.given[1]`)}, false)
    else exists (select from jsonb_array_elements_text(${SAID}) s(said) cross join unnest(w.given) g(given) where ${compares(sql`s.said`, sql`g.given`)}) end
  end`;
