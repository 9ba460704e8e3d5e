import type { AccountDb } from '../../app/db.ts';
import { findProblems } from '../find-problems.ts';
import type { OpenedRule } from './load-rule.ts';
import { allRules, type RuleRow } from '../queries/on-rules.ts';

export type ListedRule = OpenedRule & { row: RuleRow };

/** Every rule with how often it ran, when it last did and, where it does not run as it was last saved, why. */
export async function listRules(db: AccountDb): Promise<ListedRule[]> {
  const listed: ListedRule[] = [];
  for (const row of await allRules(db)) {
    const runsAsSaved = row.revision === row.published_revision;
    listed.push({ row, problems: runsAsSaved ? {} : await findProblems(db, row.object_id, row.draft) });
  }
  return listed;
}
