import { raw, sql, type Sql } from '../../app/db.ts';
import type { FactContext } from '../../app/kernel/domain.ts';

/** True of the records that stand (`on`; held, `paused_on`; not held, `moving_on`) or ever entered (`was_on`) one of the maps, or of those that do not (`not_on`, `was_never_on`). */
export function onAutomations(
  {
    automation,
    operator,
  }: { automation: readonly number[]; operator: 'on' | 'not_on' | 'paused_on' | 'moving_on' | 'was_on' | 'was_never_on' },
  { accountId, objectId, record }: FactContext,
): Sql {
  const where = sql`o.account_id = ${accountId}::bigint and o.object_id = ${objectId}::integer and o.record_id = ${raw(record)}.id
    and o.automation_id = any(${automation}::bigint[])`;
  switch (operator) {
    case 'on':
      return sql`exists (select from positions o where ${where})`;
    case 'not_on':
      return sql`not exists (select from positions o where ${where})`;
    case 'paused_on':
      return sql`exists (select from positions o where ${where} and o.held_due_at is not null)`;
    case 'moving_on':
      return sql`exists (select from positions o where ${where} and o.held_due_at is null)`;
    case 'was_on':
      return sql`exists (select from automation_entries o where ${where})`;
    case 'was_never_on':
      return sql`not exists (select from automation_entries o where ${where})`;
  }
}
