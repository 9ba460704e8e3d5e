import { z } from 'zod';
import { usersOf, type AccountUser } from '../../accounts/index.ts';
import { Problem, invalid } from '../../app/kernel/problem.ts';
import { objectShapes, tagsOfObject, visibleFields, type FieldShape, type ObjectShape } from '../../records/index.ts';
import type { ToolCall } from './tool.ts';

/** An object as the caller may see it. */
export interface SeenObject {
  shape: ObjectShape;
  /** Those the caller's role may see. */
  fields: readonly FieldShape[];
}

/** Ids within PostgreSQL's reach. */
export const id = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const objectName = z
  .union([z.int().min(0).max(2_147_483_647), z.string().min(1).max(100)])
  .describe('Which object: its key or name such as "contacts", or its number. about_account lists them.');
export const recordId = id.describe('The record’s number.');
export const recordIds = z
  .array(id)
  .min(1)
  .max(50)
  .describe('The numbers of at most 50 records. Find them with list_records or search_records first.');
export const limit = (most: number, first: number) =>
  z
    .int()
    .min(1)
    .max(most)
    .default(first)
    .describe(`How many at most, up to ${most}. Fewer come when they would be too long for one answer.`);

/** Every object of which the caller may see something. */
export async function objectsSeen({ inAccount, viewer }: ToolCall): Promise<SeenObject[]> {
  const shapes = await inAccount((db) => objectShapes(db));
  return shapes
    .filter(({ id: objectId }) => viewer.on(objectId).view !== 'none')
    .map((shape) => ({ shape, fields: visibleFields(viewer, shape) }));
}

/** The object that a caller names. Refuses `unknown_object` with the names there are. */
export async function objectNamed(call: ToolCall, named: string | number): Promise<SeenObject> {
  const objects = await objectsSeen(call);
  const word = String(named).trim().toLowerCase();
  const found = objects.find(({ shape }) =>
    [String(shape.id), shape.key, shape.singular, shape.plural].some((name) => name.toLowerCase() === word),
  );
  if (found) return found;
  const names = objects.map(({ shape }) => shape.key).join(', ');
  throw new Problem('unknown_object', `There is no object “${word.slice(0, 60)}” that you may see. Choose one of ${names}.`, {
    status: 404,
  });
}

const plainly = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** The field that a caller names by label, key or number, however it is written. Refuses with the names that come nearest. */
export function fieldNamed({ shape, fields }: SeenObject, named: string | number): FieldShape {
  const word = String(named).trim();
  const found =
    fields.find(({ key }) => key === word) ??
    fields.find(({ label }) => label.toLowerCase() === word.toLowerCase()) ??
    fields.find((field) => String(field.id) === word) ??
    fields.find(({ key, label }) => plainly(word) !== '' && [key, label].some((name) => plainly(name) === plainly(word)));
  if (found) return found;
  const [first = ''] = word.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const near = first === '' ? [] : fields.filter(({ label }) => label.toLowerCase().includes(first)).slice(0, 8);
  const hint = near.length > 0 ? ` Did you mean ${near.map(({ label }) => label).join(', ')}?` : ' Ask describe_object for its fields.';
  throw invalid('fields', `${shape.plural} have no field “${word.slice(0, 60)}”.${hint}`, 'unknown_field');
}

export const usersSeen = async ({ inAccount }: ToolCall): Promise<AccountUser[]> =>
  (await inAccount((db) => usersOf(db))).filter(({ hasLeft }) => !hasLeft);

/** A user by number, e-mail address or whole name, or `me`. Refuses `unknown_user`. */
export async function userNamed(call: ToolCall, named: string | number): Promise<number> {
  const word = String(named).trim().toLowerCase();
  if (word === 'me') return call.viewer.userId;
  const users = await usersSeen(call);
  const found = users.filter((user) => [String(user.id), user.email.toLowerCase(), user.name.trim().toLowerCase()].includes(word));
  if (found.length === 1) return found[0]!.id;
  const names = users.slice(0, 20).map(({ name }) => name);
  throw invalid(
    'user',
    `There is no user “${word.slice(0, 60)}”, or more than one. Choose one of ${names.join(', ')}, or give a number.`,
    'unknown_user',
  );
}

export const userName = z.union([id, z.string().min(1).max(200)]);

/** The numbers of tags that a caller names. Refuses `unknown_tag`. */
export async function tagsNamed(call: ToolCall, { shape }: SeenObject, named: readonly (string | number)[]): Promise<number[]> {
  const tags = await call.inAccount((db) => tagsOfObject(db, shape.id));
  return named.map((one) => {
    const word = String(one).trim().toLowerCase();
    const found = tags.find(({ name }) => name.toLowerCase() === word) ?? tags.find((tag) => String(tag.id) === word);
    if (found) return found.id;
    throw invalid(
      'tags',
      `There is no tag “${word.slice(0, 60)}” of ${shape.plural.toLowerCase()}. Ask list_tags for those there are.`,
      'unknown_tag',
    );
  });
}
