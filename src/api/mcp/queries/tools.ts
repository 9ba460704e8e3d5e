import { sql, type AccountDb } from '../../../app/db.ts';

export interface ToolRow {
  name: string;
  /** Null where nobody has switched it. */
  is_on: boolean | null;
  last_used_at: Date | null;
}

/** A tool's last use is noted once in so many minutes: calls of one tool must not wait for each other. */
const NOTED_EVERY_MINUTES = 1;

/** Whether tools may be called at all; they may until somebody has said otherwise. */
export async function toolsAreOpen(db: AccountDb): Promise<boolean> {
  const row = await db.maybeOne<{ is_open: boolean }>(sql`select t.is_open from tool_access t where t.account_id = ${db.accountId}`);
  return row?.is_open ?? true;
}

/** What is known of the tools that somebody switched or called. */
export async function toolRows(db: AccountDb): Promise<ToolRow[]> {
  return db.many(sql`select t.name, t.is_on, t.last_used_at from tools t where t.account_id = ${db.accountId}`);
}

export async function openTools(db: AccountDb, isOpen: boolean): Promise<void> {
  await db.run(
    sql`insert into tool_access (account_id, is_open) values (${db.accountId}, ${isOpen})
        on conflict (account_id) do update set is_open = excluded.is_open`,
  );
}

export async function keepSwitches(db: AccountDb, switches: readonly (readonly [name: string, isOn: boolean])[]): Promise<void> {
  const names = switches.map(([name]) => name);
  const states = switches.map(([, isOn]) => isOn);
  await db.run(
    sql`insert into tools (account_id, name, is_on)
        select ${db.accountId}::bigint, s.name, s.is_on from unnest(${names}::text[], ${states}::boolean[]) s(name, is_on)
        on conflict (account_id, name) do update set is_on = excluded.is_on`,
  );
}

/** Notes that a tool was called. */
export async function noteUse(db: AccountDb, name: string): Promise<void> {
  await db.run(
    sql`insert into tools (account_id, name, last_used_at) values (${db.accountId}, ${name}, ${db.now})
        on conflict (account_id, name) do update set last_used_at = excluded.last_used_at
        where tools.account_id = ${db.accountId}
          and (tools.last_used_at is null or tools.last_used_at < excluded.last_used_at - make_interval(mins => ${NOTED_EVERY_MINUTES}))`,
  );
}
