import { countRecords, listRecords } from '../../../criteria/index.ts';
import { recordFor, tagsOfRecord, type ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { fieldsOfCall, pageOfCall, sortOfCall, wantsCount, whichOf } from '../list-parameters.ts';
import { mapsOfRecord } from '../resources/automations.ts';
import { narrowed, presentRecords, type WireRecord } from './present-records.ts';

/** A page of records, by position as this API pages. */
export async function listOfRecords(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const which = await whichOf(call, shape);
  const { start, range } = pageOfCall(call);
  const list = await listRecords(call.db, which, { sort: sortOfCall(call, shape), limit: range, skip: start });
  const wanted = fieldsOfCall(call);
  const records = await presentRecords(call, shape, list);
  return {
    data: records.map((record) => narrowed(record, wanted)),
    misc: [],
    ...(wantsCount(call) ? { count: String(await countRecords(call.db, which)) } : {}),
  };
}

/** One record as it stands. Refuses what is not there for the caller. */
export async function oneRecord(call: CompatibleCall, shape: ObjectShape, id: number): Promise<WireRecord> {
  const record = await recordFor(call.db, call.viewer, 'view', { objectId: shape.id, id });
  const tags = (await tagsOfRecord(call.db, shape.id, id)).map((tag) => tag.id);
  const [told] = await presentRecords(call, shape, { records: [record], tags: new Map([[id, tags]]) });
  return { ...told!, updateCampaign: await mapsOfRecord(call, shape.id, id) };
}

/** What clients ask to page through a list, and to try their key. */
export async function infoOfRecords(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const count = String(await countRecords(call.db, await whichOf(call, shape)));
  const listFields = shape.person
    ? ['fn', 'email', 'office_phone', 'date', 'grade', 'dla', 'contact_id']
    : ['name', 'date', 'dlm', 'owner'];
  return { data: { listFields, listFieldSettings: [], cardViewSettings: [], viewMode: [], count } };
}
