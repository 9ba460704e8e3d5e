import type { ObjectShape } from '../../records/index.ts';
import type { ObjectRights } from '../../app/kernel/viewer.ts';
import type { ImportOptions, MappingInput, Target } from '../schema.ts';
import { mayWrite } from './may-write.ts';
import { headerKey } from './synonyms.ts';

/** Through whose rights, and into what, a file is brought. */
export interface MappingContext {
  shape: ObjectShape;
  rights: ObjectRights;
  mayMakeFields: boolean;
  userIds: readonly number[];
  columns: readonly string[];
}

/** What is wrong with a mapping, a sentence by the path of the input; empty when the import can start. */
export function mappingProblems(input: MappingInput, context: MappingContext): Record<string, string> {
  const { mapping, options } = input;
  if (mapping.length !== context.columns.length) {
    return { mapping: `The file has ${context.columns.length} columns, and ${mapping.length} are mapped. Say of each what it becomes.` };
  }
  const problems: Record<string, string> = {};
  const seen = new Map<string, number>();
  mapping.forEach((target, at) => {
    const problem = targetProblem(target, context) ?? twice(target, at, seen, context);
    if (problem) problems[`mapping.${at}`] = problem;
  });
  if (!mapping.some(({ to }) => to === 'field' || to === 'new')) problems.mapping ??= 'No column is mapped to a field. Map at least one.';
  return { ...problems, ...optionProblems(mapping, options, context) };
}

function targetProblem(target: Target, { shape, rights, mayMakeFields }: MappingContext): string | undefined {
  if (target.to === 'field') {
    const field = shape.fields.find(({ id }) => id === target.fieldId);
    if (!field || rights.sections[String(field.sectionId)] === 'hidden') return `${shape.plural} have no field ${target.fieldId}.`;
    return mayWrite(field, rights)
      ? undefined
      : `${field.label} cannot be filled from a file${field.type === 'parent' ? ' yet' : ' by your role'}.`;
  }
  if (target.to === 'new') {
    if (!mayMakeFields) return 'Your role does not allow you to make fields. Map the column to an existing one, or skip it.';
    const taken = shape.fields.some(({ label }) => headerKey(label) === headerKey(target.label));
    return taken ? `There is already a field “${target.label}”. Map the column to it, or choose another name.` : undefined;
  }
  return target.to === 'opt-out' && !shape.person ? `${shape.plural} are not people and cannot opt out. Skip the column.` : undefined;
}

function twice(target: Target, at: number, seen: Map<string, number>, { columns }: MappingContext): string | undefined {
  const key = target.to === 'field' ? `field ${target.fieldId}` : target.to === 'new' ? `new ${headerKey(target.label)}` : undefined;
  if (key === undefined) return undefined;
  const other = seen.get(key);
  seen.set(key, other ?? at);
  return other === undefined
    ? undefined
    : `The columns “${columns[other]}” and “${columns[at]}” cannot both fill the same field. Skip one of them.`;
}

function optionProblems(
  mapping: readonly Target[],
  options: ImportOptions,
  { shape, rights, userIds }: MappingContext,
): Record<string, string> {
  const problems: Record<string, string> = {};
  const mapped = new Set(mapping.flatMap((target) => (target.to === 'field' ? [target.fieldId] : [])));
  const { matchFieldId, mode, ownerId } = options;
  const match = shape.fields.find(({ id }) => id === matchFieldId);
  if (matchFieldId !== null && !match?.isUnique)
    problems['options.matchFieldId'] = 'Rows can be matched only by a field whose values are unique.';
  else if (match && !mapped.has(match.id)) problems['options.matchFieldId'] = `To match rows by ${match.label}, map a column to it.`;
  if (matchFieldId === null && mode !== 'create')
    problems['options.mode'] = 'Without a field to match by, rows can only become new records.';
  const plural = shape.plural.toLowerCase();
  if (mode !== 'update') {
    if (!rights.create) problems['options.mode'] ??= `Your role does not allow you to create ${plural}.`;
    const missing = shape.fields.find(({ id, isRequired }) => isRequired && !mapped.has(id));
    if (missing && mode === 'create') problems['options.mode'] ??= `Every new record needs ${missing.label}. Map a column to it.`;
  }
  if (mode !== 'create' && rights.edit !== 'all') {
    problems['options.mode'] ??= `Your role may not change all ${plural}, so a file may only bring new ones.`;
  }
  if (ownerId !== null && !userIds.includes(ownerId)) problems['options.ownerId'] = 'There is no such user in this account.';
  return problems;
}
