import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { createField, fieldOfShape, objectShape, updateField, type FieldShape } from '../records/index.ts';
import { NEW_OPTIONS_LIMIT, type ColumnSurvey, type MadeThing, type Target } from './schema.ts';

export interface Making {
  objectId: number;
  columns: readonly string[];
  mapping: readonly Target[];
  /** What the file's columns hold; needed where options are made. */
  survey: readonly ColumnSurvey[] | null;
}

/**
 * Makes what a mapping needs and the account lacks: fields, and options of drop-downs and lists from the values of their columns. Gives the
 * mapping to those fields, and what was made. Refuses with `too_many_options` a column with too many different values for a choice.
 */
export async function makeThings(
  db: AccountDb,
  { actor, ids }: { actor: Actor; ids: NextIds },
  making: Making,
): Promise<{ mapping: Target[]; made: MadeThing[] }> {
  const mapping: Target[] = [];
  const made: MadeThing[] = [];
  for (const [at, target] of making.mapping.entries()) {
    if (target.to === 'new') {
      const { label, type, written } = target;
      const options = isChoice(type) ? optionLabels(making, at, type, []).map((each) => ({ label: each })) : undefined;
      const fieldId = await createField(db, actor, ids, { objectId: making.objectId, label, type, options });
      made.push({ what: 'field', fieldId, label });
      mapping.push({ to: 'field', fieldId, ...(written ? { written } : {}) });
      continue;
    }
    mapping.push(target);
    if (target.to === 'field' && target.newOptions) made.push(...(await addOptions(db, actor, making, { at, fieldId: target.fieldId })));
  }
  return { mapping, made };
}

const isChoice = (type: FieldShape['type']): boolean => type === 'dropdown' || type === 'list';

async function addOptions(
  db: AccountDb,
  actor: Actor,
  making: Making,
  { at, fieldId }: { at: number; fieldId: number },
): Promise<MadeThing[]> {
  const field = fieldOfShape(await objectShape(db, making.objectId), fieldId);
  if (!isChoice(field.type)) return [];
  const labels = optionLabels(making, at, field.type, field.options);
  if (labels.length === 0) return [];
  await updateField(db, actor, {
    objectId: making.objectId,
    id: fieldId,
    options: [...field.options, ...labels.map((label) => ({ label }))],
  });
  return labels.map((label) => ({ what: 'option', fieldId, label }));
}

/** The values of a column that are no option yet, each once whatever its case. */
function optionLabels(
  { columns, survey }: Making,
  at: number,
  type: FieldShape['type'],
  options: readonly { id: number; label: string }[],
): string[] {
  const column = survey?.[at];
  const values = (type === 'list' ? column?.parts : column?.values) ?? [];
  const known = new Set(options.flatMap(({ id, label }) => [label.toLowerCase(), String(id)]));
  const labels = new Map<string, string>();
  for (const value of values)
    if (!known.has(value.toLowerCase()) && !labels.has(value.toLowerCase())) labels.set(value.toLowerCase(), value);
  if (values.length > NEW_OPTIONS_LIMIT || [...labels.values()].some((label) => label.length > 100)) {
    throw new Problem(
      'too_many_options',
      `The column “${columns[at]}” has more than ${NEW_OPTIONS_LIMIT} different values, or longer ones than options can be. Make it a text field instead.`,
      { fields: { [`mapping.${at}`]: 'Too many different values for a choice. Choose text.' } },
    );
  }
  return [...labels.values()];
}
