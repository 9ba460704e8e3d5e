import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { createField, type NewField } from './create-field.ts';
import { objectChanged } from './events.ts';
import { objectShapes, structureChanged } from './object-shapes.ts';
import { insertObjects } from './queries/shapes.ts';
import { customObject } from './rules/standard-objects.ts';
import { FIRST_OWN_OBJECT, keyFor } from './rules/structure.ts';
import { LIMITS } from './schema.ts';

export interface NewObject {
  singular: string;
  plural: string;
  icon?: string | undefined;
  description?: string | undefined;
  /** What the field that holds a record's name is called. */
  nameLabel?: string | undefined;
  /** Its fields besides the name; those that lead to other records are its relations to them. */
  fields?: readonly Omit<NewField, 'objectId' | 'sectionId'>[] | undefined;
  /** Fields of other objects that are to point to one of its records. */
  pointedFrom?: readonly { objectId: number; label: string; isUnique?: boolean | undefined }[] | undefined;
}

/**
 * Makes an object of the account's own, with one section, a name and the fields that are given, and the fields of others that point to it.
 * Gives its id. Refuses `too_many_objects` and `name_taken`, and what `createField` refuses.
 */
export async function createObject(db: AccountDb, actor: Actor, ids: NextIds, given: NewObject): Promise<number> {
  const shapes = await objectShapes(db);
  if (shapes.length >= LIMITS.objects) throw new Problem('too_many_objects', `An account may have at most ${LIMITS.objects} objects.`);
  const taken = shapes.find(({ plural }) => plural.toLowerCase() === given.plural.toLowerCase());
  if (taken) throw invalid('plural', `There are ${taken.plural} already. Choose another name.`, 'name_taken');
  const id = FIRST_OWN_OBJECT - 1 + (await ids('object', 1));
  const key = keyFor(
    given.singular,
    shapes.map((shape) => shape.key),
    'object',
  );
  const { singular, plural, icon = 'box', description = '', nameLabel = 'Name' } = given;
  await insertObjects(db, [customObject({ id, key, singular, plural, icon, description, nameLabel })], shapes.length);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: objectChanged, subject: { type: 'object', id }, data: { made: key } });
  for (const field of given.fields ?? []) await createField(db, actor, ids, { ...field, objectId: id });
  for (const from of given.pointedFrom ?? []) await createField(db, actor, ids, { ...from, type: 'parent', parentObjectId: id });
  return id;
}
