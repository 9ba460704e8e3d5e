import type { AccountDb, Database } from '../../app/db.ts';
import { log } from '../../app/log.ts';
import { asProblem } from '../../app/problems.ts';
import { comparableAfter, objectShape } from '../../records/index.ts';
import { blocksAfter, replaceKeys } from '../queries/duplicate-clusters.ts';
import {
  claimSearch,
  countSearchTry,
  endSearch,
  lockRule,
  updateSearch,
  type Crowd,
  type DuplicateRuleRow,
} from '../queries/duplicates.ts';
import { MOST_IN_BLOCK } from '../rules/duplicates.ts';
import { clusterBlocks, fieldsOf, keyedRecords } from './put-together.ts';

/** So many records are given their keys in one transaction, and so many shared keys are looked at. */
const RECORDS = 10_000;
const BLOCKS = 1_000;
const CROWDS = 20;
const TRIES = 5;

/**
 * Moves a search of the account on by one step, in one transaction with its place: first every record gets its key, then those who share one are
 * compared. Killed anywhere, the next begins with the same step. Gives 0 when nothing is searched for.
 */
export async function searchDuplicates(database: Database, accountId: number): Promise<number> {
  let at: number | undefined;
  try {
    return await database.account(accountId, async (db) => {
      const rule = await claimSearch(db);
      if (!rule) return 0;
      at = rule.id;
      await lockRule(db, rule.id);
      await (rule.phase === 'keys' ? giveKeys(db, rule) : compareBlocks(db, rule));
      return 1;
    });
  } catch (error) {
    if (at === undefined) throw error;
    return giveUp(database, accountId, at, error);
  }
}

async function giveKeys(db: AccountDb, rule: DuplicateRuleRow): Promise<void> {
  const shape = await objectShape(db, rule.object_id);
  const records = await comparableAfter(db, shape, { after: rule.after_id, limit: RECORDS, fieldIds: fieldsOf(rule.conditions) });
  const ids = records.map(({ id }) => id);
  if (ids.length > 0) await replaceKeys(db, rule.id, { ids, keyed: keyedRecords(shape, rule, records), all: false });
  const isLast = records.length < RECORDS;
  await updateSearch(db, rule.id, {
    status: 'searching',
    phase: isLast ? 'clusters' : 'keys',
    afterId: ids.at(-1) ?? rule.after_id,
    afterKey: null,
    done: rule.done + ids.length,
    crowded: rule.crowded,
  });
}

async function compareBlocks(db: AccountDb, rule: DuplicateRuleRow): Promise<void> {
  const shape = await objectShape(db, rule.object_id);
  const blocks = await blocksAfter(db, rule.id, { after: rule.after_key, most: MOST_IN_BLOCK, limit: BLOCKS });
  await clusterBlocks(
    db,
    { shape, rule },
    blocks.filter(({ count }) => count <= MOST_IN_BLOCK),
  );
  const crowds = blocks.filter(({ count }) => count > MOST_IN_BLOCK).map(({ ids, count }): Crowd => ({ recordId: ids[0]!, count }));
  await updateSearch(db, rule.id, {
    status: blocks.length < BLOCKS ? 'found' : 'searching',
    phase: 'clusters',
    afterId: rule.after_id,
    afterKey: blocks.at(-1)?.key ?? rule.after_key,
    done: rule.done,
    crowded: [...rule.crowded, ...crowds].sort((one, other) => other.count - one.count).slice(0, CROWDS),
  });
}

async function giveUp(database: Database, accountId: number, ruleId: number, error: unknown): Promise<number> {
  log.error({ accountId, ruleId, err: error }, 'a search for duplicates broke off');
  return database.account(accountId, async (db) => {
    if ((await countSearchTry(db, ruleId)) < TRIES) return 0;
    await endSearch(db, ruleId, 'failed', asProblem(error).message);
    return 1;
  });
}
