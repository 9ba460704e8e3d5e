import { countRecords } from '../../../criteria/index.ts';
import { allTags, CONTACT, ensureTag } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { numberOf, textOf } from '../rules/parameters.ts';
import { oneOfRows, resourceOfRows } from './rows.ts';

/** Tags: read, and made. */
export const TAGS = resourceOfRows({
  area: 'records',
  rows: tagRows,
  acts: {
    'GET one': async (call, { type }) => countedTag(call, oneOfRows(call, type, await tagRows(call)).data as Row),
    POST: createTag,
  },
});

/** Every tag of every object the caller may see something of. */
async function tagRows({ db, viewer }: CompatibleCall): Promise<Row[]> {
  const tags = (await allTags(db)).filter(({ object_id: objectId }) => viewer.on(objectId).view !== 'none');
  return tags.map(({ id, name, object_id: objectId }) => ({
    tag_id: String(id),
    tag_name: name,
    object_type_id: String(objectId),
    group_id: '0',
    id: String(id),
  }));
}

/** A tag with how many records have it. */
async function countedTag({ db, viewer }: CompatibleCall, tag: Row): Promise<Answer> {
  const criteria = { tag: [Number(tag.tag_id)], operator: 'has_any' as const };
  const count = await countRecords(db, { objectId: Number(tag.object_type_id), viewer, criteria });
  return { data: { ...tag, object_count: String(count) } };
}

/** Makes a tag; of a name that is there, gives the one that is. */
async function createTag(call: CompatibleCall): Promise<Answer> {
  const name = textOf(call.parameters, 'tag_name')?.trim();
  if (!name) throw missing('tag_name');
  const objectId = numberOf(call.parameters, 'object_type_id') ?? CONTACT;
  if (call.viewer.on(objectId).edit === 'none') throw new Refusal(403, 'Your role may not make tags for these records.');
  const id = await ensureTag(call.db, call.ids, objectId, name);
  const row = (await tagRows(call)).find((one) => one.tag_id === String(id));
  return { data: { ...row } };
}
