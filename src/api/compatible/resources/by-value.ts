import { listRecords, type Criteria } from '../../../criteria/index.ts';
import type { ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, notFound } from '../refusal.ts';
import { isSet, textOf } from '../rules/parameters.ts';
import { oneRecord } from '../records/list-records.ts';

const MOST_FOUND = 1_000;

/** The number of the record with an address, or with `all` the numbers of all that have it. */
export async function getByEmail(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const email = textOf(call.parameters, 'email')?.trim();
  if (!email) throw missing('email');
  const field = shape.fields.find(({ columnName, type }) => columnName === 'email' || type === 'email');
  if (!field) throw notFound();
  const ids = await idsWith(call, shape, { field: field.id, operator: 'is', values: [email] });
  if (ids.length === 0) throw notFound();
  return { data: isSet(call.parameters, 'all') ? { ids } : { id: ids[0] } };
}

/** The record with a unique id. */
export async function getByUniqueId(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const uniqueId = textOf(call.parameters, 'unique_id')?.trim();
  if (!uniqueId) throw missing('unique_id');
  const [id] = await idsWith(call, shape, { system: 'unique_id', operator: 'is', values: [uniqueId] });
  if (id === undefined) throw notFound();
  return { data: await oneRecord(call, shape, Number(id)) };
}

async function idsWith({ db, viewer }: CompatibleCall, shape: ObjectShape, criteria: Criteria): Promise<string[]> {
  const { records } = await listRecords(db, { objectId: shape.id, viewer, criteria }, { sort: 'id', limit: MOST_FOUND, columns: [] });
  return records.map(({ id }) => String(id));
}
