import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { renewStructureVersion, storedShapes, structureVersion } from './queries/shapes.ts';
import type { FieldShape, ObjectShape } from './schema.ts';

/** Shapes by the version of their account's structure, which is random and never comes twice; the latest so many are kept. */
const REMEMBERED = 500;
const byVersion = new Map<string, ObjectShape[]>();
const ofTransaction = new WeakMap<AccountDb, ObjectShape[]>();

/** Every object of the account with its sections and fields, in the order in which they are shown. */
export async function objectShapes(db: AccountDb): Promise<ObjectShape[]> {
  let shapes = ofTransaction.get(db);
  if (!shapes) ofTransaction.set(db, (shapes = await currentShapes(db)));
  return shapes;
}

async function currentShapes(db: AccountDb): Promise<ObjectShape[]> {
  const version = await structureVersion(db);
  const known = version === undefined ? undefined : byVersion.get(version);
  const shapes = known ?? (await storedShapes(db));
  if (version !== undefined) remember(version, shapes);
  return shapes;
}

function remember(version: string, shapes: ObjectShape[]): void {
  byVersion.delete(version);
  byVersion.set(version, shapes);
  const [oldest] = byVersion.keys();
  if (byVersion.size > REMEMBERED && oldest !== undefined) byVersion.delete(oldest);
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

/** Reads the shapes anew when they are next asked for. */
export const forgetShapes = (db: AccountDb): void => void ofTransaction.delete(db);

/** To be called by whatever has changed an object, a section or a field. */
export async function structureChanged(db: AccountDb): Promise<void> {
  await renewStructureVersion(db);
  forgetShapes(db);
}
