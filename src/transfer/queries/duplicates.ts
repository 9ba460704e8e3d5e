import { sql, type AccountDb, type Database } from '../../app/db.ts';
import type { DuplicateCondition, DuplicateRuleInput } from '../rules/duplicates.ts';

export type DuplicateStatus = 'new' | 'searching' | 'stopped' | 'failed' | 'found';

/** A key that too many records share: how many, and one of them. */
export interface Crowd {
  recordId: number;
  count: number;
}

export interface DuplicateRuleRow {
  id: number;
  object_id: number;
  name: string;
  conditions: DuplicateCondition[];
  created_at: Date;
  status: DuplicateStatus;
  phase: 'keys' | 'clusters';
  after_id: number;
  after_key: string | null;
  total: number;
  done: number;
  crowded: Crowd[];
  searched_at: Date | null;
  failure: string | null;
}

const RULE = sql`d.id, d.object_id, d.name, d.conditions, d.created_at, d.status, d.phase, d.after_id, d.after_key, d.total, d.done, d.crowded,
  d.searched_at, d.failure`;

export async function rulesOfObject(db: AccountDb, objectId: number): Promise<DuplicateRuleRow[]> {
  return db.many(
    sql`select ${RULE} from duplicate_rules d where d.account_id = ${db.accountId} and d.object_id = ${objectId} order by d.id`,
  );
}

export async function allRules(db: AccountDb): Promise<DuplicateRuleRow[]> {
  return db.many(sql`select ${RULE} from duplicate_rules d where d.account_id = ${db.accountId} order by d.id`, 'transfer.duplicate-rules');
}

export async function ruleById(db: AccountDb, id: number): Promise<DuplicateRuleRow | undefined> {
  return db.maybeOne(sql`select ${RULE} from duplicate_rules d where d.account_id = ${db.accountId} and d.id = ${id}`);
}

export async function insertRule(
  db: AccountDb,
  rule: DuplicateRuleInput & { id: number; objectId: number; createdBy: number },
): Promise<void> {
  await db.run(
    sql`insert into duplicate_rules (account_id, id, object_id, name, conditions, created_by, created_at, updated_at)
        values (${db.accountId}, ${rule.id}, ${rule.objectId}, ${rule.name}, ${JSON.stringify(rule.conditions)}::jsonb, ${rule.createdBy}, ${db.now}, ${db.now})`,
  );
}

export async function updateRule(db: AccountDb, id: number, { name, conditions }: DuplicateRuleInput): Promise<void> {
  await db.run(
    sql`update duplicate_rules set name = ${name}, conditions = ${JSON.stringify(conditions)}::jsonb, updated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function deleteRule(db: AccountDb, id: number): Promise<void> {
  await forgetFound(db, id);
  await db.run(sql`delete from duplicate_rules where account_id = ${db.accountId} and id = ${id}`);
}

/** Forgets what was found by a rule. */
async function forgetFound(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from duplicate_keys k where k.account_id = ${db.accountId} and k.rule_id = ${id}`);
  await db.run(sql`delete from duplicate_members m where m.account_id = ${db.accountId} and m.rule_id = ${id}`);
}

/** Begins a search from the first record. */
export async function beginSearch(db: AccountDb, id: number, total: number): Promise<void> {
  await forgetFound(db, id);
  await db.run(
    sql`update duplicate_rules set status = 'searching', phase = 'keys', after_id = 0, after_key = null, total = ${total}, done = 0, crowded = '[]',
          failure = null, tries = 0
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function updateSearch(
  db: AccountDb,
  id: number,
  step: {
    status: DuplicateStatus;
    phase: 'keys' | 'clusters';
    afterId: number;
    afterKey: string | null;
    done: number;
    crowded: readonly Crowd[];
  },
): Promise<void> {
  await db.run(
    sql`update duplicate_rules set status = ${step.status}, phase = ${step.phase}, after_id = ${step.afterId}, after_key = ${step.afterKey}::uuid,
          done = ${step.done}, crowded = ${JSON.stringify(step.crowded)}::jsonb, last_moved_at = ${db.now}, tries = 0,
          searched_at = case when ${step.status} = 'found' then ${db.now}::timestamptz else searched_at end
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function endSearch(db: AccountDb, id: number, status: 'stopped' | 'failed', failure: string | null): Promise<void> {
  await db.run(
    sql`update duplicate_rules set status = ${status}, failure = ${failure} where account_id = ${db.accountId} and id = ${id} and status = 'searching'`,
  );
}

export async function countSearchTry(db: AccountDb, id: number): Promise<number> {
  const row = await db.maybeOne<{ tries: number }>(
    sql`update duplicate_rules set tries = tries + 1 where account_id = ${db.accountId} and id = ${id} and status = 'searching' returning tries`,
  );
  return row?.tries ?? 0;
}

/** The search that has waited longest and nobody works on, held to the end of the transaction. */
export async function claimSearch(db: AccountDb): Promise<DuplicateRuleRow | undefined> {
  return db.maybeOne(
    sql`select ${RULE} from duplicate_rules d where d.account_id = ${db.accountId} and d.status = 'searching'
        order by d.last_moved_at nulls first, d.id limit 1 for update skip locked`,
  );
}

export async function accountsWithSearches(database: Database): Promise<number[]> {
  const rows = await database.system((db) =>
    db.many<{ account_id: number }>(sql`select account_id from accounts_with_duplicate_searches()`),
  );
  return rows.map(({ account_id }) => account_id);
}

/** One writer at a time puts together what a rule finds. */
export async function lockRule(db: AccountDb, id: number): Promise<void> {
  await db.many(sql`select pg_advisory_xact_lock(hashtextextended(${`duplicates:${id}`}, ${db.accountId}))`);
}

export async function insertDismissals(
  db: AccountDb,
  objectId: number,
  { pairs, userId }: { pairs: readonly (readonly [number, number])[]; userId: number },
): Promise<void> {
  await db.run(
    sql`insert into duplicate_dismissals (account_id, object_id, record_id, other_id, user_id, at)
        select ${db.accountId}, ${objectId}, least(p.one, p.other), greatest(p.one, p.other), ${userId}, ${db.now}
        from unnest(${pairs.map(([one]) => one)}::bigint[], ${pairs.map(([, other]) => other)}::bigint[]) p(one, other) on conflict do nothing`,
  );
}

export async function deleteDismissals(db: AccountDb, objectId: number, ids: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from duplicate_dismissals d where d.account_id = ${db.accountId} and d.object_id = ${objectId}
          and d.record_id = any(${ids}::bigint[]) and d.other_id = any(${ids}::bigint[])`,
  );
}

export async function dismissalsAmong(
  db: AccountDb,
  objectId: number,
  ids: readonly number[],
): Promise<{ record_id: number; other_id: number }[]> {
  return db.many(
    sql`select d.record_id, d.other_id from duplicate_dismissals d
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = any(${ids}::bigint[])`,
  );
}

/** Forgets of an erased record whatever was found of it. */
export async function forgetDuplicatesOf(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from duplicate_keys k using duplicate_rules d
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and k.account_id = ${db.accountId} and k.rule_id = d.id and k.record_id = ${recordId}`,
  );
  await db.run(
    sql`delete from duplicate_members m where m.account_id = ${db.accountId} and m.object_id = ${objectId} and m.record_id = ${recordId}`,
  );
  await db.run(
    sql`delete from duplicate_dismissals d where d.account_id = ${db.accountId} and d.object_id = ${objectId}
          and (d.record_id = ${recordId} or d.other_id = ${recordId})`,
  );
}
