import { empty, sql, type AccountDb } from '../../app/db.ts';
import type { AutomationRow } from './automations.ts';

/** Makes a new automation a rule. */
export async function markRule(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update automations set form = 'rule' where account_id = ${db.accountId} and id = ${id}`);
}

export async function isRule(db: AccountDb, id: number): Promise<boolean> {
  const row = await db.maybeOne(
    sql`select from automations where account_id = ${db.accountId} and id = ${id} and form = 'rule' and deleted_at is null`,
  );
  return row !== undefined;
}

export interface RuleRow extends AutomationRow {
  /** How many records it has run for, and when it last did. */
  ran: number;
  last_at: Date | null;
  /** How many are set aside on one of its actions. */
  failed: number;
}

/** The account's rules with what they have done, the one changed last first; the named ones alone where given. */
export async function ruleRows(db: AccountDb, ids?: readonly number[]): Promise<RuleRow[]> {
  const named = ids === undefined ? empty : sql`and a.id = any(${ids}::bigint[])`;
  return db.many(
    sql`select a.id, a.object_id, a.name, a.status, a.draft, a.revision, a.version, a.published_revision, a.created_at, a.updated_at,
          coalesce(f.ran, 0)::bigint as ran, f.last_at, p.failed
        from automations a
        left join lateral (
          select sum(w.records) as ran, max(w.last_at) as last_at from automation_flows w
          where w.account_id = ${db.accountId} and w.automation_id = a.id and w.step_id = 0) f on true
        left join lateral (
          select count(*) as failed from positions q
          where q.account_id = ${db.accountId} and q.automation_id = a.id and q.state = 'failed') p on true
        where a.account_id = ${db.accountId} and a.form = 'rule' and a.deleted_at is null ${named}
        order by a.updated_at desc, a.id desc`,
  );
}
