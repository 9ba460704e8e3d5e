import type { ObjectShape } from '../../records/index.ts';
import type { ObjectRights } from '../../app/kernel/viewer.ts';
import type { ImportOptions, MappingInput, ParentTarget, RelationTarget, Target } from '../schema.ts';
import { mayWrite } from './may-write.ts';
import { otherObjectOf } from './other-object.ts';
import { uncreatable } from './values-of-parent.ts';
import { headerKey } from './header-key.ts';

/** Through whose rights, and into what, a file is brought. */
export interface MappingContext {
  shape: ObjectShape;
  rights: ObjectRights;
  /** Every object of the account, and what the importer may do with its records. */
  shapes: readonly ObjectShape[];
  rightsOn: (objectId: number) => ObjectRights;
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
  if (!mapping.some(({ to }) => FILLING.has(to))) problems.mapping ??= 'No column is mapped to a field. Map at least one.';
  return { ...problems, ...optionProblems(mapping, options, context) };
}

const FILLING: ReadonlySet<Target['to']> = new Set(['field', 'new', 'parent', 'relation', 'note']);

function targetProblem(target: Target, context: MappingContext): string | undefined {
  const { shape, rights, mayMakeFields } = context;
  if (target.to === 'field') {
    const field = shape.fields.find(({ id }) => id === target.fieldId);
    if (!field || rights.sections[String(field.sectionId)] === 'hidden') return `${shape.plural} have no field ${target.fieldId}.`;
    if (field.type === 'parent') return `${field.label} points to another record: say how that record is found.`;
    if (target.newOptions && !mayMakeFields) return `Your role does not allow you to add options to ${field.label}.`;
    return mayWrite(field, rights) ? undefined : `${field.label} cannot be filled from a file by your role.`;
  }
  if (target.to === 'parent' || target.to === 'relation') return namingProblem(target, context);
  if (target.to === 'new') {
    if (!mayMakeFields) return 'Your role does not allow you to make fields. Map the column to an existing one, or skip it.';
    const taken = shape.fields.some(({ label }) => headerKey(label) === headerKey(target.label));
    return taken ? `There is already a field “${target.label}”. Map the column to it, or choose another name.` : undefined;
  }
  return target.to === 'permission' && !shape.person
    ? `${shape.plural} are not people and cannot opt in or out. Skip the column.`
    : undefined;
}

function namingProblem(target: ParentTarget | RelationTarget, { shape, rights, shapes, rightsOn }: MappingContext): string | undefined {
  const field = shape.fields.find(({ id }) => id === target.fieldId);
  if (!field || field.type !== target.to || rights.sections[String(field.sectionId)] === 'hidden') {
    return `${shape.plural} have no field ${target.fieldId} that ${target.to === 'parent' ? 'points to another record' : 'relates them with others'}.`;
  }
  const parent = shapes.find(({ id }) => id === otherObjectOf(field));
  if (!parent || field.deletedAt !== null || field.isReadOnly || (rights.sections[String(field.sectionId)] ?? 'edit') !== 'edit') {
    return `${field.label} cannot be filled from a file by your role.`;
  }
  const plural = parent.plural.toLowerCase();
  if (rightsOn(parent.id).view !== 'all') return `Your role may not see all ${plural}, so a file cannot point to them.`;
  const by = typeof target.by === 'number' ? parent.fields.find(({ id }) => id === target.by) : target.by;
  if (!by || (typeof by === 'object' && !by.isUnique))
    return `${parent.plural} can be found by their name, by an id, or by a field whose values are unique.`;
  if (target.missing !== 'create') return undefined;
  if (by === 'id') return 'A record cannot be made from a number. Choose to reject the row, or to leave the field blank.';
  if (!rightsOn(parent.id).create) return `Your role does not allow you to create ${plural}.`;
  if (parent.id === shape.id) return `${field.label} points to other ${plural}: choose to reject the row, or to leave the field blank.`;
  return uncreatable(parent, by) ?? undefined;
}

function twice(target: Target, at: number, seen: Map<string, number>, { columns }: MappingContext): string | undefined {
  const key = onlyOnce(target);
  if (key === undefined) return undefined;
  const other = seen.get(key);
  seen.set(key, other ?? at);
  return other === undefined
    ? undefined
    : `The columns “${columns[other]}” and “${columns[at]}” cannot both fill the same field. Skip one of them.`;
}

function onlyOnce(target: Target): string | undefined {
  if (target.to === 'field') return `field ${target.fieldId}`;
  if (target.to === 'parent' || target.to === 'relation') return `${target.to} ${target.fieldId} by ${target.by}`;
  if (target.to === 'new') return `new ${headerKey(target.label)}`;
  return target.to === 'key' || target.to === 'owner' ? target.to : undefined;
}

function optionProblems(
  mapping: readonly Target[],
  options: ImportOptions,
  { shape, rights, userIds }: MappingContext,
): Record<string, string> {
  const problems: Record<string, string> = {};
  const pointed = new Set(mapping.flatMap((target) => (target.to === 'parent' ? [target.fieldId] : [])));
  const mapped = new Set(mapping.flatMap((target) => (target.to === 'field' ? [target.fieldId] : [])));
  const { match, mode, ownerId } = options;
  const problem = match.map((by) => matchProblem(by, mapping, { shape, mapped })).find((each) => each !== undefined);
  if (problem) problems['options.match'] = problem;
  else if (new Set(match).size < match.length)
    problems['options.match'] = 'Rows are matched twice by the same field. Take one of them out.';
  if (match.length === 0 && mode !== 'create') problems['options.mode'] = 'Without a field to match by, rows can only become new records.';
  const plural = shape.plural.toLowerCase();
  if (mode !== 'update') {
    if (!rights.create) problems['options.mode'] ??= `Your role does not allow you to create ${plural}.`;
    const missing = shape.fields.find(({ id, isRequired }) => isRequired && !mapped.has(id) && !pointed.has(id));
    if (missing && mode === 'create') problems['options.mode'] ??= `Every new record needs ${missing.label}. Map a column to it.`;
  }
  if (mode !== 'create' && rights.edit !== 'all') {
    problems['options.mode'] ??= `Your role may not change all ${plural}, so a file may only bring new ones.`;
  }
  if (ownerId !== null && !userIds.includes(ownerId)) problems['options.ownerId'] = 'There is no such user in this account.';
  return problems;
}

function matchProblem(
  by: number | 'key',
  mapping: readonly Target[],
  { shape, mapped }: { shape: ObjectShape; mapped: ReadonlySet<number> },
): string | undefined {
  if (by === 'key')
    return mapping.some(({ to }) => to === 'key') ? undefined : 'To match rows by the id they had elsewhere, map a column to it.';
  const field = shape.fields.find(({ id }) => id === by);
  if (!field?.isUnique) return 'Rows can be matched only by a field whose values are unique.';
  return mapped.has(by) ? undefined : `To match rows by ${field.label}, map a column to it.`;
}
