import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { findProblems, type MapProblems } from '../find-problems.ts';
import { loadAutomation } from '../load-automation.ts';
import type { AutomationRow } from '../queries/automations.ts';
import { isRule } from '../queries/on-rules.ts';
import { asksOfSeenAlone } from '../refuse-hidden-conditions.ts';

export interface OpenedRule {
  row: AutomationRow;
  /** Why what was last saved does not run, by trigger and action; empty when it does. */
  problems: MapProblems;
}

/** A rule's automation; refuses with `not_found` what is none. Lock it to change it. */
export async function loadRule(db: AccountDb, id: number, lock = false): Promise<AutomationRow> {
  if (!(await isRule(db, id))) throw notFound('rule');
  return loadAutomation(db, id, lock);
}

/** A rule with what keeps it from running as it was last saved. */
export async function openRule(db: AccountDb, id: number): Promise<OpenedRule> {
  const row = await loadRule(db, id);
  return { row, problems: await findProblems(db, row.object_id, row.draft) };
}

/** The same for somebody to look at. Refuses with `not_found` one that asks about what the viewer's role hides. */
export async function openSeenRule(db: AccountDb, viewer: Viewer, id: number): Promise<OpenedRule> {
  const opened = await openRule(db, id);
  if (!(await asksOfSeenAlone(db, viewer, opened.row))) throw notFound('rule');
  return opened;
}
