import { isDeepStrictEqual } from 'node:util';
import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { criteriaContext, criteriaProblems, type Criteria } from '../criteria/index.ts';
import { objectShape, visibleFields } from '../records/index.ts';
import type { AutomationRow } from './queries/automations.ts';
import { triggersOf } from './rules/triggers-of.ts';
import { branchesOf, type AutomationMap } from './schema.ts';

type Asking = Pick<AutomationRow, 'object_id' | 'draft'>;

/**
 * Refuses with `field_hidden` conditions on what the viewer's role hides: where people then walk, or how many, would tell it. Conditions
 * that stood in the map before, put there by somebody who sees more, may stay.
 */
export async function refuseHiddenConditions(
  db: AccountDb,
  viewer: Viewer,
  { objectId, map, before }: { objectId: number; map?: AutomationMap | undefined; before?: AutomationMap },
): Promise<void> {
  if (!map || viewer.isOwner) return;
  await refuseHiddenFields(db, viewer, { objectId, fieldIds: fieldsOf(map).filter((id) => !before || !fieldsOf(before).includes(id)) });
  const known = before ? conditionsOf(before) : [];
  const added = conditionsOf(map).filter((condition) => !known.some((one) => isDeepStrictEqual(one, condition)));
  if (added.length === 0) return;
  const context = await criteriaContext(db, { objectId, viewer });
  for (const condition of added) {
    const hidden = criteriaProblems(condition as Criteria, context).find(({ code }) => code === 'field_hidden');
    if (hidden) throw new Problem('field_hidden', hidden.sentence, { status: 403 });
  }
}

/** Whether a map or a rule asks about nothing that the viewer's role hides. */
export async function asksOfSeenAlone(db: AccountDb, viewer: Viewer, { object_id: objectId, draft: map }: Asking): Promise<boolean> {
  try {
    await refuseHiddenConditions(db, viewer, { objectId, map });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'field_hidden') return false;
    throw error;
  }
}

async function refuseHiddenFields(
  db: AccountDb,
  viewer: Viewer,
  { objectId, fieldIds }: { objectId: number; fieldIds: number[] },
): Promise<void> {
  if (fieldIds.length === 0) return;
  const shape = await objectShape(db, objectId);
  const seen = visibleFields(viewer, shape);
  const hidden = fieldIds.some((id) => shape.fields.some((field) => field.id === id) && !seen.some((field) => field.id === id));
  if (hidden)
    throw new Problem('field_hidden', 'Your role does not show you a field that this map asks about. Choose another.', { status: 403 });
}

/** Every criteria tree of a map. */
const conditionsOf = (map: AutomationMap): unknown[] =>
  [
    map.who,
    map.exit,
    ...triggersOf(map).map(({ trigger }) => trigger.criteria),
    ...map.steps.flatMap(({ kind, settings }) =>
      kind === 'condition' ? branchesOf(settings).map((branch) => branch.criteria) : [settings.criteria],
    ),
    ...map.steps.map(({ settings }) => (settings.measure as { criteria?: unknown } | null | undefined)?.criteria),
  ].filter(Boolean);

/** The fields of whose values, or of whose change, a map lets its triggers and waits depend. */
const fieldsOf = (map: AutomationMap): number[] => [
  ...triggersOf(map).flatMap(({ trigger }) => [
    ...(trigger.fields ?? []),
    ...(trigger.date?.when === 'field' ? [trigger.date.offset.fieldId] : []),
  ]),
  ...map.steps.flatMap(({ settings }) => {
    const { offset } = settings as { offset?: { fieldId?: number } };
    return offset?.fieldId === undefined ? [] : [offset.fieldId];
  }),
];
