import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { storedShapes } from './queries/shapes.ts';
import type { FieldShape, ObjectShape } from './schema.ts';

/** Read once a transaction: the writes of one batch ask for them again and again. Whatever changes a shape forgets them. */
const known = new WeakMap<AccountDb, ObjectShape[]>();

/** Every object of the account with its sections and fields, in the order in which they are shown. */
export async function objectShapes(db: AccountDb): Promise<ObjectShape[]> {
  let shapes = known.get(db);
  if (!shapes) known.set(db, (shapes = await storedShapes(db)));
  return shapes;
}

/** One object by its id or its key. Refuses with `not_found`. */
export async function objectShape(db: AccountDb, idOrKey: number | string): Promise<ObjectShape> {
  const shape = (await objectShapes(db)).find(({ id, key }) => id === idOrKey || key === idOrKey);
  if (!shape) throw notFound('object');
  return shape;
}

/** A living field of an object. Refuses with `not_found`. */
export function fieldOfShape(shape: ObjectShape, fieldId: number): FieldShape {
  const field = shape.fields.find(({ id }) => id === fieldId);
  if (!field) throw notFound('field');
  return field;
}

/** To be called by whatever changes an object, a section or a field. */
export const forgetShapes = (db: AccountDb): void => void known.delete(db);
