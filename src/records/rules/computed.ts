import { lookIn } from './formula/look.ts';
import { readFormula } from './formula/read.ts';
import { NAME_OF_RECORD, type Reference } from './formula/references.ts';
import type { Formula } from './formula/tree.ts';
import { CONTACT_FIELDS, type FieldShape, type ObjectShape } from './shape.ts';

/** Fields whose values are worked out from others, and kept with the record. */
export const isComputed = ({ type }: Pick<FieldShape, 'type'>): boolean => type === 'formula' || type === 'rollup';

/** Fields whose values do not stand in the record: nobody writes them. */
export const isElsewhere = ({ type }: Pick<FieldShape, 'type'>): boolean => type === 'relation' || type === 'related';

export interface FormulaField {
  field: FieldShape;
  /** Undefined where something that it names is gone; then it is blank. */
  formula: Formula | undefined;
}

/** What depends on the records of an object, of other records than themselves. */
export interface Dependents {
  /** Roll-ups over the object's records. */
  rollups: readonly RollupOf[];
  /** Formulas of records that point here, by the parent field through which they do. */
  readers: readonly ReaderOf[];
}

export interface RollupOf {
  /** The object that has the roll-up. */
  objectId: number;
  field: FieldShape;
  /** The field of the records rolled up by which they point there: a parent field or a relation. */
  via: FieldShape;
}

export interface ReaderOf {
  objectId: number;
  parentFieldId: number;
  /** The fields of the parent that are read; of its name, all that it is made of. */
  reads: readonly number[];
}

/** All that is worked out in an account, by object. */
export interface Computation {
  /** The object's formulas, those first that others of it name. */
  formulasOf(objectId: number): readonly FormulaField[];
  rollupsOf(objectId: number): readonly FieldShape[];
  dependentsOf(objectId: number): Dependents;
}

const known = new WeakMap<readonly ObjectShape[], Computation>();

/** What is worked out by an account's shapes; remembered as long as they are. */
export function computationOf(objects: readonly ObjectShape[]): Computation {
  const remembered = known.get(objects);
  if (remembered) return remembered;
  const formulas = new Map(objects.map((object) => [object.id, inOrder(object, formulasIn(object, objects))]));
  const dependents = new Map(objects.map((object) => [object.id, dependentsOn(object, objects, formulas)]));
  const computation: Computation = {
    formulasOf: (objectId) => formulas.get(objectId) ?? [],
    rollupsOf: (objectId) => objects.find(({ id }) => id === objectId)?.fields.filter(({ type }) => type === 'rollup') ?? [],
    dependentsOf: (objectId) => dependents.get(objectId) ?? { rollups: [], readers: [] },
  };
  known.set(objects, computation);
  return computation;
}

function formulasIn(object: ObjectShape, objects: readonly ObjectShape[]): FormulaField[] {
  const look = lookIn(object, objects);
  return object.fields
    .filter(({ type }) => type === 'formula')
    .map((field) => {
      const read = readFormula(field.settings.expression ?? '', field.settings.result ?? 'text', look);
      return { field, formula: 'formula' in read ? read.formula : undefined };
    });
}

/** Those that name no other of these first; what goes in circles is never saved, and stands last. */
function inOrder(object: ObjectShape, formulas: readonly FormulaField[]): FormulaField[] {
  const ordered: FormulaField[] = [];
  const seen = new Set<number>();
  const visit = (one: FormulaField): void => {
    if (seen.has(one.field.id)) return;
    seen.add(one.field.id);
    for (const { fieldId, through } of referencesOf(one.formula)) {
      const other = through === undefined ? formulas.find(({ field }) => field.id === fieldId) : undefined;
      if (other) visit(other);
    }
    ordered.push(one);
  };
  formulas.forEach(visit);
  return object.fields.length === 0 ? [] : ordered;
}

/** Where a formula reads. */
export function referencesOf(formula: Formula | undefined): Reference[] {
  if (formula === undefined || formula.is === 'literal') return [];
  return formula.is === 'field' ? [formula.reference] : formula.parts.flatMap(referencesOf);
}

/** The fields that a record's name is made of. */
export function fieldsOfName(object: ObjectShape): readonly number[] {
  const formula = object.fields.find(({ type, settings }) => type === 'formula' && settings.isName);
  const named = formula ?? object.fields.find(({ columnName }) => columnName === 'name');
  if (named) return [named.id];
  return object.person ? [CONTACT_FIELDS.firstName, CONTACT_FIELDS.lastName, CONTACT_FIELDS.email] : [];
}

function dependentsOn(
  object: ObjectShape,
  objects: readonly ObjectShape[],
  formulas: ReadonlyMap<number, readonly FormulaField[]>,
): Dependents {
  const rollups = objects.flatMap((holder) =>
    holder.fields
      .filter(({ type, settings }) => type === 'rollup' && settings.objectId === object.id)
      .flatMap((field): RollupOf[] => {
        const via = object.fields.find(({ id }) => id === field.settings.fieldId);
        return via && pointsTo(via, holder) ? [{ objectId: holder.id, field, via }] : [];
      }),
  );
  const readers = objects.flatMap((child) =>
    child.fields
      .filter(({ type, parentObjectId }) => type === 'parent' && parentObjectId === object.id)
      .flatMap((pointing): ReaderOf[] => {
        const read = (formulas.get(child.id) ?? [])
          .flatMap(({ formula }) => referencesOf(formula))
          .filter(({ through }) => through === pointing.id)
          .flatMap(({ fieldId }) => (fieldId === NAME_OF_RECORD ? fieldsOfName(object) : [fieldId]));
        return read.length === 0 ? [] : [{ objectId: child.id, parentFieldId: pointing.id, reads: [...new Set(read)] }];
      }),
  );
  return { rollups, readers };
}

/** Whether a field's records are those of this object. */
export const pointsTo = (via: FieldShape, holder: ObjectShape): boolean =>
  (via.type === 'parent' && via.parentObjectId === holder.id) || (via.type === 'relation' && via.settings.objectId === holder.id);

/** A computed field that would be worked out from itself, over whatever other fields; undefined when there is none. */
export function circleAt(objects: readonly ObjectShape[], at: { objectId: number; fieldId: number }): FieldShape[] | undefined {
  const computation = computationOf(objects);
  const start = `${at.objectId}:${at.fieldId}`;
  const path: FieldShape[] = [];
  const done = new Set<string>();
  const visit = (objectId: number, field: FieldShape): boolean => {
    const key = `${objectId}:${field.id}`;
    if (path.length > 0 && key === start) return true;
    if (done.has(key)) return false;
    done.add(key);
    path.push(field);
    for (const source of sourcesOf(objects, computation, objectId, field)) if (visit(source.objectId, source.field)) return true;
    path.pop();
    return false;
  };
  const field = objects.find(({ id }) => id === at.objectId)?.fields.find(({ id }) => id === at.fieldId);
  return field && visit(at.objectId, field) ? path : undefined;
}

interface FieldAt {
  objectId: number;
  field: FieldShape;
}

/** The fields that a computed field is worked out from, the pointers it follows among them. */
function sourcesOf(objects: readonly ObjectShape[], computation: Computation, objectId: number, field: FieldShape): FieldAt[] {
  const at = (ofObject: number | null | undefined, fieldIds: readonly (number | null | undefined)[]): FieldAt[] => {
    const object = objects.find(({ id }) => id === ofObject);
    return (object?.fields ?? []).filter(({ id }) => fieldIds.includes(id)).map((found) => ({ objectId: object!.id, field: found }));
  };
  if (field.type === 'rollup') return at(field.settings.objectId, [field.settings.ofFieldId]);
  const formula = computation.formulasOf(objectId).find((one) => one.field.id === field.id)?.formula;
  return referencesOf(formula).flatMap(({ fieldId, through }) => {
    if (through === undefined) return at(objectId, [fieldId]);
    const pointing = at(objectId, [through])[0]?.field;
    const parent = objects.find(({ id }) => id === pointing?.parentObjectId);
    return at(parent?.id, fieldId === NAME_OF_RECORD && parent ? fieldsOfName(parent) : [fieldId]);
  });
}
