import type { AccountDb } from '../../app/db.ts';
import type { Action } from '../../app/kernel/domain.ts';
import { invalid, notAllowed, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { actions } from '../../app/registry.ts';
import { objectShape, type ObjectShape } from '../../records/index.ts';
import type { BulkActionView } from '../schema.ts';

export interface PermittedAction {
  action: Action;
  settings: unknown;
  shape: ObjectShape;
}

const forPeople = (): Action[] => actions().filter(({ offeredTo }) => offeredTo !== 'maps');

/** What the viewer may do with many records of an object at once. */
export function permittedActions(viewer: Viewer, objectId: number): BulkActionView[] {
  return forPeople()
    .filter((action) => refusalOf(viewer, objectId, action) === undefined)
    .map(({ kind, canUndo = false, inBin = false }) => ({ kind, canUndo, inBin }));
}

/**
 * The action a person wants to take with many records, its settings checked. Refuses `not_found` an object the viewer may not see,
 * `not_allowed` whoever lacks the right, `invalid_input` and `cannot_be_done` what the settings lack.
 */
export async function permittedAction(
  db: AccountDb,
  viewer: Viewer,
  asked: { objectId: number; kind: string; settings: unknown },
): Promise<PermittedAction> {
  const shape = await objectShape(db, asked.objectId);
  const action = forPeople().find(({ kind }) => kind === asked.kind);
  if (!action) throw invalid('kind', 'There is no such action. Choose another.', 'no_such_action');
  const refusal = refusalOf(viewer, shape.id, action);
  if (refusal) throw notAllowed(refusal.replace('{objects}', shape.plural.toLowerCase()));
  const settings: unknown = action.settings.parse(asked.settings);
  await refuseClosedSection(db, viewer, { action, settings }, shape);
  const [problem] = (await action.problems?.(db, shape.id, settings)) ?? [];
  if (problem) throw new Problem('cannot_be_done', problem);
  return { action, settings, shape };
}

/** What somebody lacks who may not take an action with many records, in words that follow “may not”. */
function refusalOf(viewer: Viewer, objectId: number, { reach = 'edit', right }: Action): string | undefined {
  const rights = viewer.on(objectId);
  if (rights.view === 'none' || !rights.bulk) return 'change many {objects} at once';
  if (rights[reach] === 'none') return reach === 'delete' ? 'delete {objects}' : 'change {objects}';
  if (right && !viewer.isOwner && !viewer.can(right)) return 'do this with many {objects} at once';
  return undefined;
}

/** A field of a section that the role hides is not there for its hand, to be read or changed; one that it only shows is not changed. */
async function refuseClosedSection(
  db: AccountDb,
  viewer: Viewer,
  { action, settings }: Pick<PermittedAction, 'action' | 'settings'>,
  shape: ObjectShape,
): Promise<void> {
  const { fieldId: changedId } = (settings ?? {}) as { fieldId?: number };
  for (const { objectId, fieldId } of (await action.fields?.(db, shape.id, settings)) ?? []) {
    const field = (await objectShape(db, objectId)).fields.find(({ id }) => id === fieldId);
    if (!field) continue;
    const right = viewer.on(objectId).sections[String(field.sectionId)] ?? 'edit';
    if (right === 'hidden') throw invalid('fieldId', 'There is no such field. Choose another.', 'field_hidden');
    if (right === 'view' && objectId === shape.id && fieldId === changedId) throw notAllowed(`change ${field.label}`);
  }
}
