import { COMPANY, CONTACT, DEAL, type ObjectShape } from '../../records/index.ts';
import type { Answer, CompatibleCall } from './call.ts';
import { shapeOfRecords } from './list-parameters.ts';
import { createFields, deleteFields, readFields, updateFields } from './records/edit-fields.ts';
import { infoOfRecords, listOfRecords, oneRecord } from './records/list-records.ts';
import { changeTags, changeTagsByName } from './records/tag-records.ts';
import { createOne, deleteMany, deleteOne, saveOrUpdate, updateOne } from './records/write-records.ts';
import { missing, notFound, notKept } from './refusal.ts';
import { automationRows, changeRunning, changeSequences, changeSubscriptions } from './resources/automations.ts';
import { getByEmail, getByUniqueId } from './resources/by-value.ts';
import { meta } from './resources/meta.ts';
import { deleteOneGroup, groupRows, userRows } from './resources/people-and-groups.ts';
import { infoOfRows, listOfRows, oneOfRows } from './resources/rows.ts';
import { createTag, tagRows } from './resources/tags.ts';
import { answerOfNotes, answerOfTasks } from './answer-tables.ts';
import type { Row } from './rules/filter-rows.ts';
import { FIRST_OWN_OBJECT, typeOfId, typeOfPath, type ObjectType } from './rules/object-types.ts';
import { numberOf } from './rules/parameters.ts';

const TASK = 1;
const NOTE = 12;
const TAG = 14;
const GROUP = 3;
const AUTOMATION = 140;

/** Lists that are read whole, by type; of every other type that is no record there is nothing yet. */
const ROWS: Readonly<Record<number, (call: CompatibleCall) => Promise<Row[]>>> = {
  2: userRows,
  [GROUP]: groupRows,
  [TAG]: tagRows,
  [AUTOMATION]: automationRows,
};
const LIST_FIELDS: Readonly<Record<number, readonly string[]>> = {
  2: ['name', 'email'],
  [GROUP]: ['name', 'object_type_id'],
  [TAG]: ['tag_name', 'object_type_id'],
  [AUTOMATION]: ['name', 'state', 'date', 'dlm', 'subs', 'subs_ever', 'element_num', 'todos'],
};

/**
 * Answers a call by its path: `/Contacts`, `/object`, `/objects/tag`. Refuses a path there is not with `Object not found`, and with a sentence what
 * the product cannot keep.
 */
export async function answerCall(call: CompatibleCall, path: string): Promise<Answer> {
  const [name = '', action = '', ...rest] = path.split('/').filter((part) => part !== '');
  if (rest.length > 0) throw notFound();
  if (/^objects?$/i.test(name)) return answerGeneric(call, { isMany: name.toLowerCase() === 'objects', action: action.toLowerCase() });
  const found = typeOfPath(name, call.ownTypes);
  if (!found) throw notFound();
  return answerOf({ ...call, parameters: { ...call.parameters, objectID: found.type.id } }, found, action.toLowerCase());
}

function answerGeneric(call: CompatibleCall, { isMany, action }: { isMany: boolean; action: string }): Promise<Answer> {
  if (action === 'meta') return meta(call);
  const objectId = numberOf(call.parameters, 'objectID');
  if (objectId === undefined) throw missing('objectID');
  const type = typeOfId(objectId, call.ownTypes);
  if (!type) throw notFound();
  return answerOf(call, { type, isMany }, action);
}

async function answerOf(call: CompatibleCall, { type, isMany }: { type: ObjectType; isMany: boolean }, action: string): Promise<Answer> {
  if (action === 'meta') return meta(call);
  if (type.id === TASK) return answerOfTasks(call, { isMany, action });
  if (type.id === NOTE) return answerOfNotes(call, { isMany, action });
  if (isRecords(type)) return answerOfRecords(call, await shapeOfRecords(call, type.id), { isMany, action });
  return answerOfRows(call, type, { isMany, action });
}

const isRecords = ({ id }: ObjectType): boolean => id === CONTACT || id === DEAL || id === COMPANY || id >= FIRST_OWN_OBJECT;

type Acting = (call: CompatibleCall, shape: ObjectShape) => Promise<Answer>;

/** What may be done with records, by the method and the word behind their name. */
const ACTIONS: Readonly<Record<string, Acting>> = {
  'POST ': createOne,
  'PUT ': updateOne,
  'POST saveorupdate': saveOrUpdate,
  'GET fieldeditor': readFields,
  'POST fieldeditor': createFields,
  'PUT fieldeditor': updateFields,
  'DELETE fieldeditor': deleteFields,
  'GET getinfo': infoOfRecords,
  'GET getbyemail': getByEmail,
  'GET getbyuniqueid': getByUniqueId,
  'PUT tag': changeTags,
  'DELETE tag': changeTags,
  'PUT tagbyname': changeTagsByName,
  'DELETE tagbyname': changeTagsByName,
  'PUT subscribe': changeSubscriptions,
  'DELETE subscribe': changeSubscriptions,
  'PUT sequence': changeSequences,
  'DELETE sequence': changeSequences,
};

function answerOfRecords(
  call: CompatibleCall,
  shape: ObjectShape,
  { isMany, action }: { isMany: boolean; action: string },
): Promise<Answer> {
  const act = ACTIONS[`${call.method} ${action}`];
  if (act) return act(call, shape);
  if (action !== '') throw notKept();
  const id = numberOf(call.parameters, 'id');
  if (call.method === 'DELETE') return isMany && id === undefined ? deleteMany(call, shape) : deleteOne(call, shape);
  if (isMany) return listOfRecords(call, shape);
  if (id === undefined) throw missing('id');
  return oneRecord(call, shape, id).then((data) => ({ data }));
}

async function answerOfRows(
  call: CompatibleCall,
  type: ObjectType,
  { isMany, action }: { isMany: boolean; action: string },
): Promise<Answer> {
  if (call.method === 'POST' && type.id === TAG && action === '') return createTag(call);
  if (call.method === 'DELETE' && type.id === GROUP && !isMany) return deleteOneGroup(call);
  if (call.method === 'POST' && type.id === AUTOMATION && (action === 'pause' || action === 'unpause'))
    return changeRunning(call, action === 'pause');
  if (call.method !== 'GET') throw notKept();
  const rows = (await ROWS[type.id]?.(call)) ?? [];
  if (action === 'getinfo') return infoOfRows(call, type, rows, LIST_FIELDS[type.id] ?? ['']);
  if (action !== '') throw notFound();
  return isMany ? listOfRows(call, type, rows) : oneOfRows(call, type, rows);
}
