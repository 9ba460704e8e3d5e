import type { AccountDb } from '../app/db.ts';
import { findProblems, type MapProblems } from './find-problems.ts';
import { currentMap, loadAutomation } from './load-automation.ts';
import type { AutomationRow } from './queries/automations.ts';
import type { AutomationMap } from './schema.ts';

export interface OpenedAutomation {
  row: AutomationRow;
  published: AutomationMap | undefined;
  problems: MapProblems;
  /** What has come to be wrong with the map that runs: a field was deleted that a condition asks for. */
  publishedProblems: MapProblems;
}

/** An automation with its draft, the map that runs, and what keeps either from running. */
export async function openAutomation(db: AccountDb, id: number): Promise<OpenedAutomation> {
  const row = await loadAutomation(db, id);
  const published = await currentMap(db, row);
  return {
    row,
    published,
    problems: await findProblems(db, row.object_id, row.draft),
    publishedProblems: published ? await findProblems(db, row.object_id, published) : {},
  };
}
