import {
  allAutomations,
  enrolRecords,
  pauseAutomation,
  positionsOfRecord,
  removeRecords,
  resumeAutomation,
} from '../../../automations/index.ts';
import type { ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { recordsToChange } from '../records/matching-records.ts';
import { missing, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { idsOf } from '../rules/parameters.ts';
import { idsThatAre } from './ids-that-are.ts';
import { wireList, wireTime } from '../rules/wire-values.ts';

const DONE: Answer = { data: 'The subscription is now being processed.' };

/** Every map, as the API calls them campaigns. */
export async function automationRows({ db, viewer }: CompatibleCall): Promise<Row[]> {
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
    deleted: 'false',
  }));
}

/** Lets the records a call speaks of onto maps, or takes them off. Words are passed over. */
export async function changeSubscriptions(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
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

/** There are no sequences: words are passed over, and numbers refused. */
export async function changeSequences(call: CompatibleCall): Promise<Answer> {
  idsThatAre(call, 'add_list', () => false);
  return DONE;
}

/** Pauses maps, or lets them go on; those that already do are left as they are. */
export async function changeRunning(call: CompatibleCall, isPausing: boolean): Promise<Answer> {
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

/** The maps a record stands on, as lists go over the wire. */
export async function mapsOfRecord({ db }: CompatibleCall, objectId: number, recordId: number): Promise<string> {
  return wireList([...new Set((await positionsOfRecord(db, objectId, recordId)).map(({ automation_id: id }) => id))]);
}
