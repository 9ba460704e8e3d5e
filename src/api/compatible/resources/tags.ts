import { countRecords } from '../../../criteria/index.ts';
import { allTags, CONTACT, createTag, deleteTag, renameTag } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { isSet, numberOf, textOf } from '../rules/parameters.ts';
import { oneOfRows, resourceOfRows } from './rows.ts';

/** Tags: read, made, renamed and deleted. */
export const TAGS = resourceOfRows({
  area: 'records',
  rows: tagRows,
  acts: {
    'GET one': async (call, { type }) => countedTag(call, oneOfRows(call, type, await tagRows(call)).data as Row),
    POST: createOneTag,
    PUT: renameOneTag,
  },
  async remove({ db, actor, ids, viewer, parameters }, { tag_id: id, object_type_id: objectId }) {
    if (!viewer.can('fields.manage')) throw new Refusal(403, 'Your role may not delete tags.');
    await deleteTag(db, actor, ids, { objectId: Number(objectId), tagId: Number(id), confirmed: isSet(parameters, 'confirmed') });
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
async function createOneTag(call: CompatibleCall): Promise<Answer> {
  const name = textOf(call.parameters, 'tag_name')?.trim();
  if (!name) throw missing('tag_name');
  const objectId = numberOf(call.parameters, 'object_type_id') ?? CONTACT;
  const id = await createTag(call.db, call.ids, { viewer: call.viewer, objectId, name });
  const row = (await tagRows(call)).find((one) => one.tag_id === String(id));
  return { data: { ...row } };
}

/** Gives a tag another name; a whole tag may be sent back. */
async function renameOneTag(call: CompatibleCall): Promise<Answer> {
  const { db, actor, ids, viewer, parameters } = call;
  const id = numberOf(parameters, 'tag_id') ?? numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  const tag = (await tagRows(call)).find((one) => one.tag_id === String(id));
  if (!tag) throw notFound();
  if (!viewer.can('fields.manage')) throw new Refusal(403, 'Your role may not rename tags.');
  const objectId = numberOf(parameters, 'object_type_id');
  if (objectId !== undefined && String(objectId) !== tag.object_type_id)
    throw new Refusal(400, 'A tag stays with the type it was made for.');
  if ((numberOf(parameters, 'group_id') ?? 0) !== 0) throw new Refusal(400, 'Tags are not kept in groups here. Leave group_id out.');
  const name = textOf(parameters, 'tag_name')?.trim();
  if (name) await renameTag(db, actor, ids, { objectId: Number(tag.object_type_id), tagId: id, name });
  return { data: { attrs: { ...(name ? { tag_name: name } : {}), tag_id: String(id), id: String(id) } } };
}
