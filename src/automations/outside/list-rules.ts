import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { findProblems } from '../find-problems.ts';
import type { OpenedRule } from './load-rule.ts';
import { ruleRows, type RuleRow } from '../queries/on-rules.ts';
import { asksOfSeenAlone } from '../refuse-hidden-conditions.ts';

export type ListedRule = OpenedRule & { row: RuleRow };

/**
 * Every rule with how often it ran, when it last did and, where it does not run as it was last saved, why. One that asks about what the viewer's role
 * hides is left out.
 */
export async function listRules(db: AccountDb, viewer: Viewer): Promise<ListedRule[]> {
  const listed: ListedRule[] = [];
  for (const row of await seenRules(db, viewer)) {
    const runsAsSaved = row.revision === row.published_revision;
    listed.push({ row, problems: runsAsSaved ? {} : await findProblems(db, row.object_id, row.draft) });
  }
  return listed;
}

/** Every rule, or those that are named, but for those that ask about what the viewer's role hides. */
export async function seenRules(db: AccountDb, viewer: Viewer, ids?: readonly number[]): Promise<RuleRow[]> {
  const seen: RuleRow[] = [];
  for (const row of await ruleRows(db, ids)) if (await asksOfSeenAlone(db, viewer, row)) seen.push(row);
  return seen;
}
