import { usersOf } from '../../../accounts/index.ts';
import { objectShapes, reaches, recordsByIds, visibleFields, type ObjectShape } from '../../../records/index.ts';
import type { CompatibleCall } from '../call.ts';
import { INVALID_QUERY, Refusal } from '../refusal.ts';
import { textsOf } from '../rules/parameters.ts';
import { wireName, wireUser } from '../rules/wire-values.ts';
import { presentRecords, type TellableRecord, type WireRecord } from './present-records.ts';

const MOST_ASKED = 20;
const DEEPEST = 4;
const OF_USERS = ['id', 'firstname', 'lastname', 'email', 'name'];

/**
 * What a call asks of related records: `externs=company//name,f2251//f2207//firstname`, which come back under these very names. Blank where the caller
 * may not see the related record or its field; undefined where nothing is asked. Refuses with `Invalid query` a name that leads nowhere.
 */
export async function relatedFields(
  call: CompatibleCall,
  shape: ObjectShape,
  records: readonly TellableRecord[],
): Promise<ReadonlyMap<number, WireRecord> | undefined> {
  const asked = textsOf(call.parameters, 'externs').filter((path) => path.includes('//'));
  if (asked.length === 0) return undefined;
  const told = new Map(records.map(({ id }) => [id, {} as WireRecord]));
  for (const path of asked.slice(0, MOST_ASKED)) {
    const names = path.split('//');
    if (names.length > DEEPEST) throw new Refusal(400, INVALID_QUERY);
    const values = await followed(call, shape, { records, names });
    for (const { id } of records) told.get(id)![path] = values.get(id) ?? null;
  }
  return told;
}

/** The value at the end of a path, by the record it begins at: each step reads all records it leads to at once. */
async function followed(
  call: CompatibleCall,
  shape: ObjectShape,
  { records, names }: { records: readonly TellableRecord[]; names: readonly string[] },
): Promise<ReadonlyMap<number, string | null>> {
  const [name, ...rest] = names;
  if (name === 'owner' && rest.length > 0) return ofOwners(call, records, rest);
  const field = visibleFields(call.viewer, shape).find((one) => wireName(one) === name);
  if (rest.length === 0) return lastStep(call, shape, records, name!);
  const next =
    field?.parentObjectId === null || !field ? undefined : (await objectShapes(call.db)).find(({ id }) => id === field.parentObjectId);
  if (!field || !next) throw new Refusal(400, INVALID_QUERY);
  const pointing = new Map(records.map(({ id, values }) => [id, Number(values[field.id] ?? 0)]));
  const { view } = call.viewer.on(next.id);
  const found = (await recordsByIds(call.db, next.id, [...new Set(pointing.values())])).filter(({ owner_id }) =>
    reaches(call.viewer, view, owner_id),
  );
  const values = await followed(call, next, { records: found, names: rest });
  return new Map([...pointing].map(([id, target]) => [id, values.get(target) ?? null]));
}

/** What stands of the users whose records these are: their names and address. */
async function ofOwners(
  { db }: CompatibleCall,
  records: readonly TellableRecord[],
  names: readonly string[],
): Promise<ReadonlyMap<number, string | null>> {
  const users = new Map((await usersOf(db)).map((user) => [user.id, wireUser(user)]));
  const [name = ''] = names;
  if (names.length > 1 || !OF_USERS.includes(name)) throw new Refusal(400, INVALID_QUERY);
  return new Map(records.map(({ id, owner_id }) => [id, users.get(owner_id ?? 0)?.[name] ?? null]));
}

async function lastStep(
  call: CompatibleCall,
  shape: ObjectShape,
  records: readonly TellableRecord[],
  name: string,
): Promise<ReadonlyMap<number, string | null>> {
  const isThere = ['id', 'owner', 'date', 'dlm', 'dla', 'unique_id'].includes(name) || shape.fields.some((one) => wireName(one) === name);
  if (!isThere) throw new Refusal(400, INVALID_QUERY);
  const told = await presentRecords(call, shape, { records, tags: new Map() });
  return new Map(told.map((record) => [Number(record.id), record[name] ?? null]));
}
