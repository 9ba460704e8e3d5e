import { sql, type AccountDb } from '../../app/db.ts';

interface Pair {
  objectId: number;
  fromId: number;
  toId: number;
}

export interface MergedPosition {
  id: number;
  automation_id: number;
  step_id: number;
}

/** Takes a record off the steps on which another stands as well. Gives where. */
export async function dropShared(db: AccountDb, { objectId, fromId, toId }: Pair): Promise<MergedPosition[]> {
  return db.many(
    sql`delete from positions p
        where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.record_id = ${fromId}
          and exists (select 1 from positions o where o.account_id = ${db.accountId} and o.object_id = ${objectId} and o.record_id = ${toId}
            and o.automation_id = p.automation_id and o.step_id = p.step_id)
        returning p.id, p.automation_id, p.step_id`,
  );
}

/** Lets another record stand where one stands; of the named positions alone where they are. Gives which. */
export async function movePositions(db: AccountDb, { objectId, fromId, toId }: Pair, ids?: readonly number[]): Promise<number[]> {
  const named = ids === undefined ? sql`` : sql`and p.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`update positions p set record_id = ${toId}
        where p.account_id = ${db.accountId} and p.object_id = ${objectId} and p.record_id = ${fromId} ${named} returning p.id`,
  );
  return rows.map(({ id }) => id);
}

/** Lets a record stand beside another on steps where that one still stands. Gives on how many. */
export async function copyPositions(db: AccountDb, { objectId, fromId, toId }: Pair, steps: readonly MergedPosition[]): Promise<number> {
  return db.run(
    sql`insert into positions (account_id, automation_id, step_id, version, object_id, record_id, state, due_at, held_due_at, arrived_at, cause_id, failure,
          passes)
        select distinct on (p.automation_id, p.step_id) ${db.accountId}::bigint, p.automation_id, p.step_id, p.version, ${objectId}::integer,
          ${toId}::bigint, p.state, p.due_at, p.held_due_at, p.arrived_at, p.cause_id, p.failure, p.passes
        from unnest(${steps.map(({ automation_id }) => automation_id)}::bigint[], ${steps.map(({ step_id }) => step_id)}::integer[])
          s(automation_id, step_id)
        join positions p on p.account_id = ${db.accountId} and p.automation_id = s.automation_id and p.step_id = s.step_id
          and p.object_id = ${objectId} and p.record_id = ${fromId}
        order by p.automation_id, p.step_id, p.id`,
  );
}

/** Counts the entries of one record as another's, too: who was on a map once has been there. Gives the maps the other had not entered. */
export async function shareEntries(db: AccountDb, { objectId, fromId, toId }: Pair): Promise<number[]> {
  const rows = await db.many<{ automation_id: number; is_new: boolean }>(
    sql`insert into automation_entries as e (account_id, automation_id, object_id, record_id, first_at, last_at, times, times_today, today)
        select f.account_id, f.automation_id, f.object_id, ${toId}::bigint, f.first_at, f.last_at, f.times, f.times_today, f.today
        from automation_entries f
        where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.record_id = ${fromId}
        on conflict (account_id, automation_id, object_id, record_id) do update
          set first_at = least(e.first_at, excluded.first_at), last_at = greatest(e.last_at, excluded.last_at),
            times = e.times + excluded.times, today = greatest(e.today, excluded.today),
            times_today = case when e.today = excluded.today then e.times_today + excluded.times_today
              when e.today > excluded.today then e.times_today else excluded.times_today end
        returning e.automation_id, e.xmax::text::bigint = 0 as is_new`,
  );
  return rows.filter(({ is_new }) => is_new).map(({ automation_id }) => automation_id);
}

/** Forgets that a record entered these maps, but for those it stands on now. */
export async function forgetEntriesOf(db: AccountDb, objectId: number, recordId: number, automationIds: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from automation_entries e
        where e.account_id = ${db.accountId} and e.object_id = ${objectId} and e.record_id = ${recordId}
          and e.automation_id = any(${automationIds}::bigint[])
          and not exists (select 1 from positions p where p.account_id = ${db.accountId} and p.object_id = ${objectId}
            and p.record_id = ${recordId} and p.automation_id = e.automation_id)`,
  );
}
