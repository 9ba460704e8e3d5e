import { createHash } from 'node:crypto';
import { countRecords, listRecords, type ListedRecords, type Which } from '../../../criteria/index.ts';
import { recordFor, tagsOfObject, tagsOfRecord, type ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { fieldsOfCall, pageOfCall, sortOfCall, wantsCount, whichOf, type SortOfCall } from '../list-parameters.ts';
import { mapsOfRecord } from '../resources/automations.ts';
import { missing, notFound } from '../refusal.ts';
import { idsOf, textsOf } from '../rules/parameters.ts';
import { infoOfType } from '../rules/type-fields.ts';
import { wireList } from '../rules/wire-values.ts';
import { narrowed, presentRecords, type WireRecord } from './present-records.ts';
import { relatedFields } from './related-fields.ts';
import { idsInOrder } from './sort-in-memory.ts';

/** A page of records, by position as this API pages. */
export const listOfRecords = (call: CompatibleCall, shape: ObjectShape): Promise<Answer> => pageOf(call, shape);

async function pageOf(call: CompatibleCall, shape: ObjectShape, tags?: readonly number[]): Promise<Answer> {
  const which = await whichOf(call, shape, tags);
  const { start, range } = pageOfCall(call);
  const list = await sortedPage(call, which, { ...sortOfCall(call, shape), start, range });
  const wanted = fieldsOfCall(call);
  const related = await relatedFields(call, shape, list.records);
  const records = await presentRecords(call, shape, list);
  return {
    data: records.map((record) => Object.assign(narrowed(record, wanted), related?.get(Number(record.id)))),
    misc: [],
    ...(wantsCount(call) ? { count: String(await countRecords(call.db, which)) } : {}),
  };
}

type PageAsked = SortOfCall & { start: number; range: number };

async function sortedPage(call: CompatibleCall, which: Which, asked: PageAsked): Promise<Pick<ListedRecords, 'records' | 'tags'>> {
  const { start, range } = asked;
  if ('sort' in asked) return listRecords(call.db, which, { sort: asked.sort, limit: range, skip: start });
  const ids = (await idsInOrder(call, which, asked)).slice(start, start + range);
  const { records, tags } = await listRecords(call.db, { ...which, ids }, { sort: 'id', limit: range });
  return { records: records.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)), tags };
}

/** One record as it stands, with its tags and subscriptions where they are wanted. Refuses what is not there for the caller. */
export async function oneRecord(
  call: CompatibleCall,
  shape: ObjectShape,
  id: number,
  also: { tags: boolean; maps: boolean } = { tags: true, maps: true },
): Promise<WireRecord> {
  const record = await recordFor(call.db, call.viewer, 'view', { objectId: shape.id, id });
  const tags = also.tags ? (await tagsOfRecord(call.db, shape.id, id)).map((tag) => tag.id) : [];
  const [told] = await presentRecords(call, shape, { records: [record], tags: new Map([[id, tags]]) });
  const maps = also.maps ? wireList(await mapsOfRecord(call, shape.id, id)) : '';
  const hash: WireRecord =
    shape.person && told!.email ? { emailHash: createHash('md5').update(told!.email.toLowerCase()).digest('hex') } : {};
  const related = (await relatedFields(call, shape, [record]))?.get(id);
  return { ...told!, updateSequence: maps, updateCampaign: maps, ...hash, ...related };
}

/** A page of the records that have a tag, which the call names by number or by name. */
export async function listOfTagged(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const { misc: _, ...told } = await pageOf(call, shape, await tagsAsked(call, shape));
  return told;
}

async function tagsAsked(call: CompatibleCall, shape: ObjectShape): Promise<number[]> {
  const ids = idsOf(call.parameters, 'tag_id');
  const names = new Set(textsOf(call.parameters, 'tag_name').map((name) => name.toLowerCase()));
  if (ids.length === 0 && names.size === 0) throw missing('tag_id');
  const tags = (await tagsOfObject(call.db, shape.id)).filter(({ id, name }) => ids.includes(id) || names.has(name.toLowerCase()));
  if (tags.length === 0) throw notFound();
  return tags.map(({ id }) => id);
}

/** What clients ask to page through a list, and to try their key. */
export async function infoOfRecords(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  return { data: infoOfType(shape.id, await countRecords(call.db, await whichOf(call, shape)), { isOfRecords: true }) };
}
