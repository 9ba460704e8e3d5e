import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { saidInBatch } from '../../ledger/index.ts';
import type { ContentTest } from '../rules/content.ts';
import type { Trigger } from '../schema.ts';

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

/** A trigger that events of a batch meet, and by whom: none are named where there are too many. */
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
}

/** So many who meet one trigger are named at once; more are read again where they are needed. */
const NAMED_AT_ONCE = 2_000;

/**
 * Every trigger of every published map that events of a batch meet, in one statement, in the order of maps, the goals of a map first. Matching is by
 * joins on what the events are about, so that hundreds of triggers on other tags, letters and fields cost next to nothing.
 */
export async function metTriggers(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<MetTrigger[]> {
  return db.many(
    sql`with ${meeting(db, { batchId, kinds })}
        select m.automation_id, m.trigger_id, m.goal_id, t.settings->'criteria' as criteria, (t.settings->>'step')::integer as begins_at,
          m.record_ids, m.event_ids
        from (
          select met.automation_id, met.trigger_id, met.goal_id,
            case when count(*) <= ${NAMED_AT_ONCE} then array_agg(met.record_id order by met.event_id) end as record_ids,
            case when count(*) <= ${NAMED_AT_ONCE} then array_agg(met.event_id order by met.event_id) end as event_ids
          from met group by met.automation_id, met.trigger_id, met.goal_id) m
        join automation_triggers t on t.account_id = ${db.accountId} and t.automation_id = m.automation_id and t.id = m.trigger_id
        order by m.automation_id, m.goal_id nulls last, m.trigger_id`,
    'automations.met-triggers',
  );
}

/** Who meets a trigger, and by which event, as rows (record_id, cause_id). */
export function thoseWhoMeet(db: AccountDb, batchId: number, kinds: readonly string[], met: MetTrigger): Sql {
  if (met.record_ids && met.event_ids)
    return sql`select c.record_id, c.cause_id from unnest(${met.record_ids}::bigint[], ${met.event_ids}::bigint[]) as c (record_id, cause_id)`;
  const only = { automationId: met.automation_id, triggerId: met.trigger_id };
  return sql`with ${meeting(db, { batchId, kinds, only })} select met.record_id, met.event_id as cause_id from met`;
}

interface Meeting {
  batchId: number;
  kinds: readonly string[];
  only?: { automationId: number; triggerId: number };
}

/** The `with` clauses that end in `met`: a row for each event that meets a trigger. */
function meeting(db: AccountDb, { batchId, kinds, only }: Meeting): Sql {
  const one = only ? sql`and t.automation_id = ${only.automationId} and t.id = ${only.triggerId}` : sql``;
  const found = sql`w.automation_id, w.trigger_id, w.goal_id, h.id as event_id, h.record_id`;
  return sql`happened as materialized (${saidInBatch(db, batchId, kinds)}), wanted as materialized (
      select t.automation_id, t.id as trigger_id, t.step_id as goal_id, t.kind, a.object_id, t.subjects, t.fields, t.tests
      from automation_triggers t
      join automations a on a.account_id = ${db.accountId} and a.id = t.automation_id and a.status = 'published'
      where t.account_id = ${db.accountId} and t.kind = any(${kinds}::text[]) ${one}
    ), met as (
      select ${found} from (
          select w.*, s.subject_id from wanted w cross join lateral unnest(w.subjects) s(subject_id) where w.fields is null) w
        join happened h on h.kind = w.kind and h.object_id = w.object_id and h.subject_id = w.subject_id
        where ${saysAll}
      union all
      select distinct ${found} from (
          select w.*, f.field_id from wanted w cross join lateral unnest(w.fields) f(field_id)) w
        join (
          select h.*, c.field_id::integer from happened h
          cross join lateral jsonb_array_elements_text(case when jsonb_typeof(h.data->'fields') = 'array' then h.data->'fields' else '[]' end) c(field_id)) h
          on h.kind = w.kind and h.object_id = w.object_id and h.field_id = w.field_id
        where (w.subjects is null or h.subject_id = any(w.subjects)) and ${saysAll}
      union all
      select ${found} from wanted w join happened h on h.kind = w.kind and h.object_id = w.object_id
        where w.subjects is null and w.fields is null and ${saysAll}
    )`;
}

/**
 * Whether the event `h` says all that the trigger `w` asks. What is blank says nothing; of several values (a list field) one is enough. A text that is
 * no number or time is never greater or less.
 */
const saysAll: Sql = sql`(w.tests = '[]' or not exists (
  select from jsonb_to_recordset(w.tests) t(part text, path text[], comparing text, operator text, values text[])
  cross join lateral (
    select case t.part when 'data' then h.data #> t.path when 'personal' then h.personal #> t.path else to_jsonb(h.actor_type) end as found) v
  cross join lateral (
    select coalesce(bool_or(s.said <> ''), false) as is_said,
      coalesce(bool_or(exists (select from unnest(t.values) g(given) where case t.operator
        when 'contains' then position(lower(g.given) in lower(s.said)) > 0
        when 'not_contains' then position(lower(g.given) in lower(s.said)) > 0
        when 'starts' then starts_with(lower(s.said), lower(g.given))
        else case t.comparing
          when 'number' then case when pg_input_is_valid(s.said, 'float8') and pg_input_is_valid(g.given, 'float8') then case t.operator
            when 'greater' then s.said::float8 > g.given::float8
            when 'less' then s.said::float8 < g.given::float8
            else s.said::float8 = g.given::float8 end end
          when 'time' then case when pg_input_is_valid(s.said, 'timestamptz') and pg_input_is_valid(g.given, 'timestamptz') then case t.operator
            when 'greater' then s.said::timestamptz > g.given::timestamptz
            when 'less' then s.said::timestamptz < g.given::timestamptz
            else case when length(g.given) = 10 then left(s.said, 10) = g.given else s.said::timestamptz = g.given::timestamptz end end end
          else lower(s.said) = lower(g.given) end
        end)) filter (where s.said <> ''), false) as is_met
    from (
      select btrim(e.item #>> '{}') as said
      from jsonb_array_elements(case jsonb_typeof(v.found) when 'array' then v.found else jsonb_build_array(v.found) end) e(item)) s) j
  where not case t.operator
    when 'filled' then j.is_said
    when 'empty' then not j.is_said
    when 'is_not' then not j.is_met
    when 'not_contains' then not j.is_met
    else j.is_met end))`;
