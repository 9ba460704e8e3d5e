import {
  allAutomations,
  enrolRecords,
  pauseAutomation,
  positionsOfRecord,
  removeRecords,
  resumeAutomation,
} from '../../../automations/index.ts';
import { refuseUnlessScoped } from '../../../app/scopes.ts';
import { CONTACT, type ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { shapeOfRecords } from '../list-parameters.ts';
import { recordsToChange } from '../records/matching-records.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import type { Resource } from '../resource.ts';
import type { Row } from '../rules/filter-rows.ts';
import { idsOf, numberOf, textOf } from '../rules/parameters.ts';
import { idsOfWireList, wireTime } from '../rules/wire-values.ts';
import { idsThatAre } from './ids-that-are.ts';
import { NONE_YET } from './none-yet.ts';
import { resourceOfRows } from './rows.ts';

const DONE: Answer = { data: 'The subscription is now being processed.' };

const RUNNING = {
  'POST /pause': (call: CompatibleCall) => changeRunning(call, true),
  'POST /unpause': (call: CompatibleCall) => changeRunning(call, false),
};

/** Maps: read, paused and let go on. */
export const AUTOMATIONS = resourceOfRows({ area: 'automations', rows: automationRows, acts: RUNNING });

/** What calls know as sequences are the same maps, under the same numbers. */
export const SEQUENCES = resourceOfRows({
  area: 'automations',
  rows: async (call) =>
    (await automationRows(call)).map(({ id, name, pause, object_type_id }) => ({
      drip_id: id ?? null,
      id: id ?? null,
      name: name ?? null,
      type: 'Sequence',
      pause: pause ?? null,
      object_type_id: object_type_id ?? null,
    })),
  acts: RUNNING,
});

/** Who stands on a map is read on their record; one is let onto a sequence by naming both. */
export const SEQUENCE_SUBSCRIBERS: Resource = { area: 'automations', acts: { ...NONE_YET.acts, POST: subscribeOne } };

/** Lets one contact onto one map: `drip_id` and `contact_id`. */
async function subscribeOne(call: CompatibleCall): Promise<Answer> {
  const [automationId, recordId] = ['drip_id', 'contact_id'].map((name) => {
    const id = numberOf(call.parameters, name);
    if (id === undefined) throw missing(name);
    return String(id);
  });
  const parameters = { ...call.parameters, ids: recordId, add_list: automationId };
  await changeSubscriptions({ ...call, parameters }, await shapeOfRecords(call, CONTACT));
  return { data: { drip_id: automationId, contact_id: recordId } };
}

/** Every map, as the API calls them campaigns. */
async function automationRows({ db, viewer }: CompatibleCall): Promise<Row[]> {
  const maps = (await allAutomations(db)).filter(({ object_id: objectId }) => viewer.on(objectId).view !== 'none');
  return maps.map((map) => ({
    id: String(map.id),
    name: map.name,
    date: wireTime(map.created_at),
    dlm: wireTime(map.updated_at),
    object_type_id: String(map.object_id),
    pause: map.status === 'published' ? '0' : '1',
    state: map.status,
    subs: String(map.standing),
    subs_ever: String(map.entered),
    element_num: String(map.draft.steps.length),
    todos: String(map.failed),
    deleted: 'false',
  }));
}

/** Lets the records a call speaks of onto maps, or takes them off; sequences are maps too. Words are passed over. */
export async function changeSubscriptions(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  refuseUnlessScoped(call.scopes, 'automations:write');
  const isAdding = call.method !== 'DELETE';
  const list = isAdding ? 'add_list' : 'remove_list';
  if (!(list in call.parameters)) throw missing(list);
  const maps = new Map((await allAutomations(call.db)).map((map) => [map.id, map]));
  const known = idsThatAre(call, list, (id) => maps.get(id)?.object_id === shape.id);
  const recordIds = await recordsToChange(call, shape);
  const { db, actor, viewer } = call;
  for (const automationId of recordIds.length > 0 ? known : []) {
    if (isAdding) await enrolRecords(db, actor, { automationId, records: { recordIds }, viewer });
    else await removeRecords(db, actor, { automationId, records: { recordIds }, viewer });
  }
  return DONE;
}

/** Pauses maps, or lets them go on; those that already do are left as they are. */
async function changeRunning(call: CompatibleCall, isPausing: boolean): Promise<Answer> {
  if (!call.viewer.can('automations.manage')) throw new Refusal(403, 'Your role may not pause automations.');
  const ids = new Set(idsOf(call.parameters));
  if (ids.size === 0) throw missing('ids');
  for (const { id, status } of await allAutomations(call.db)) {
    if (!ids.has(id)) continue;
    if (isPausing && status === 'published') await pauseAutomation(call.db, call.actor, id);
    if (!isPausing && status === 'paused') await resumeAutomation(call.db, call.actor, id);
  }
  return {};
}

/** The maps a record stands on. */
export async function mapsOfRecord({ db }: CompatibleCall, objectId: number, recordId: number): Promise<number[]> {
  return [...new Set((await positionsOfRecord(db, objectId, recordId)).map(({ automation_id: id }) => id))];
}

/**
 * Lets a record onto the maps that `updateSequence` and `updateCampaign` of a call name, those on which it stands already excepted: whole records
 * are sent back. It is taken off none.
 */
export async function enterNamedMaps(call: CompatibleCall, objectId: number, recordId: number): Promise<void> {
  const named = ['updateSequence', 'updateCampaign'].flatMap((name) => idsOfWireList(textOf(call.parameters, name) ?? ''));
  if (named.length === 0) return;
  const standing = await mapsOfRecord(call, objectId, recordId);
  const wanted = [...new Set(named)].filter((id) => !standing.includes(id));
  if (wanted.length === 0) return;
  refuseUnlessScoped(call.scopes, 'automations:write');
  const maps = new Map((await allAutomations(call.db)).map((map) => [map.id, map]));
  for (const automationId of wanted) {
    if (maps.get(automationId)?.object_id !== objectId) throw notFound();
    await enrolRecords(call.db, call.actor, { automationId, records: { recordIds: [recordId] }, viewer: call.viewer });
  }
}
