import type { ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { shapeOfRecords } from '../list-parameters.ts';
import { createFields, deleteFields, readFields, updateFields } from '../records/edit-fields.ts';
import { infoOfRecords, listOfRecords, listOfTagged, oneRecord } from '../records/list-records.ts';
import { changeTags, changeTagsByName } from '../records/tag-records.ts';
import { createOne, deleteMany, deleteOne, saveOrUpdate, updateOne } from '../records/write-records.ts';
import { missing } from '../refusal.ts';
import type { Act, Resource } from '../resource.ts';
import { numberOf } from '../rules/parameters.ts';
import { changeSubscriptions } from './automations.ts';
import { getByEmail, getByUniqueId } from './by-value.ts';

type Acting = (call: CompatibleCall, shape: ObjectShape) => Promise<Answer>;

/** Done to the records of the type that the call names, where its user may see any. */
const of =
  (act: Acting): Act =>
  async (call, { type }) =>
    act(call, await shapeOfRecords(call, type.id));

/** Contacts, companies, deals and the account's own objects. */
export const RECORDS: Resource = {
  area: 'records',
  acts: {
    GET: of(listOfRecords),
    'GET one': of(readOne),
    POST: of(createOne),
    PUT: of(updateOne),
    DELETE: of((call, shape) => (numberOf(call.parameters, 'id') === undefined ? deleteMany(call, shape) : deleteOne(call, shape))),
    'DELETE one': of(deleteOne),
    'POST /saveorupdate': of(saveOrUpdate),
    'GET /fieldeditor': of(readFields),
    'POST /fieldeditor': of(createFields),
    'PUT /fieldeditor': of(updateFields),
    'DELETE /fieldeditor': of(deleteFields),
    'GET /getinfo': of(infoOfRecords),
    'GET /getbyemail': of(getByEmail),
    'GET /getbyuniqueid': of(getByUniqueId),
    'GET /tag': of(listOfTagged),
    'PUT /tag': of(changeTags),
    'DELETE /tag': of(changeTags),
    'PUT /tagbyname': of(changeTagsByName),
    'DELETE /tagbyname': of(changeTagsByName),
    'PUT /subscribe': of(changeSubscriptions),
    'DELETE /subscribe': of(changeSubscriptions),
    'PUT /sequence': of(changeSubscriptions),
    'DELETE /sequence': of(changeSubscriptions),
  },
};

async function readOne(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined && 'unique_id' in call.parameters) return getByUniqueId(call, shape);
  if (id === undefined) throw missing('id');
  return { data: await oneRecord(call, shape, id) };
}
