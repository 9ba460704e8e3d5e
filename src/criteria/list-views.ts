import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { criteriaContext } from './criteria-context.ts';
import { viewRows, type ViewRow } from './queries/views.ts';
import type { CriteriaContext } from './rules/context.ts';
import { criteriaProblems } from './rules/problems.ts';
import { sortOf } from './rules/sort.ts';
import { eyesOf, mayChange } from './view-by-id.ts';

/** The views of an object that the viewer sees, in the order of their tabs, each with what of it no longer works. */
export async function listViews(db: AccountDb, viewer: Viewer, objectId: number) {
  const context = await criteriaContext(db, { objectId, viewer });
  const rows = await viewRows(db, await eyesOf(db, viewer), objectId);
  return { views: rows.map((row) => presentView(row, context)) };
}

function presentView(view: ViewRow, context: CriteriaContext) {
  const { settings } = view;
  const problem = problemOf(view, context);
  const hidden = settings.criteria !== null && criteriaProblems(settings.criteria, context).some(({ code }) => code === 'field_hidden');
  return {
    id: view.id,
    objectId: view.object_id,
    name: view.name,
    userId: view.user_id,
    shared: view.shared,
    roleIds: view.role_ids,
    isDefault: view.is_default,
    mayChange: mayChange(context.viewer, view),
    settings: hidden ? { ...settings, criteria: null } : settings,
    problem,
    version: view.version,
  };
}

/** One sentence saying what of a kept view cannot be shown any more; the rest of it still is. */
function problemOf({ settings }: ViewRow, context: CriteriaContext): string | null {
  const [wrong] = settings.criteria === null ? [] : criteriaProblems(settings.criteria, context);
  if (wrong) return wrong.sentence;
  if (settings.group !== null && !context.groups.has(settings.group)) return 'The group this view shows was deleted.';
  try {
    if (settings.sort !== '') sortOf(settings.sort, context);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
