import { route, type Route } from '../../app/http.ts';
import { createTag } from '../create-tag.ts';
import { deleteTag } from '../delete-tag.ts';
import { listTags } from '../list-tags.ts';
import { mergeTags } from '../merge-tags.ts';
import { objectShape } from '../object-shapes.ts';
import { presentTagChange } from '../present.ts';
import { tagChanges } from '../queries/tag-changes.ts';
import { renameTag } from '../rename-tag.ts';
import { confirmedQuery, mergeTagBody, objectParams, objectTagParams, tagBody, tagChangeParams, tagsQuery } from '../schema.ts';
import { tagUses } from '../tag-uses.ts';
import { undoableSince, undoTagChange } from '../undo-tag-change.ts';

/** Tags stand in groups, maps and forms as fields do, so whoever may change the structure manages them. */
const STRUCTURE = 'right:fields.manage';

export const tagRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/objects/:object/tags',
    access: 'user',
    summary: 'List the tags of an object',
    params: objectParams,
    query: tagsQuery,
    handle: ({ params, query, inAccount, viewer }) => inAccount((db) => listTags(db, viewer, { ...query, objectId: params.object })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/tags',
    access: 'user',
    summary: 'Make a tag, or find the one that has the name',
    params: objectParams,
    body: tagBody,
    handle: ({ params, body, inAccount, viewer, ids }) =>
      inAccount(async (db) => ({ id: await createTag(db, ids, { viewer, objectId: params.object, name: body.name }) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/objects/:object/tags/:tag',
    access: STRUCTURE,
    summary: 'Rename a tag',
    params: objectTagParams,
    body: tagBody,
    handle: ({ params, body, inAccount, actor, ids }) =>
      inAccount((db) => renameTag(db, actor, ids, { objectId: params.object, tagId: params.tag, name: body.name })),
  }),
  route({
    method: 'DELETE',
    path: '/api/objects/:object/tags/:tag',
    access: STRUCTURE,
    summary: 'Delete a tag and take it off every record',
    params: objectTagParams,
    query: confirmedQuery,
    handle: ({ params, query, inAccount, actor, ids }) =>
      inAccount((db) => deleteTag(db, actor, ids, { objectId: params.object, tagId: params.tag, confirmed: query.confirmed })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/tags/:tag/merge',
    access: STRUCTURE,
    summary: 'Merge a tag into another',
    params: objectTagParams,
    body: mergeTagBody,
    handle: ({ params, body, inAccount, actor, ids }) =>
      inAccount((db) => mergeTags(db, actor, ids, { objectId: params.object, tagId: params.tag, intoId: body.into })),
  }),
  route({
    method: 'GET',
    path: '/api/objects/:object/tags/:tag/uses',
    access: STRUCTURE,
    summary: 'See what names a tag',
    params: objectTagParams,
    handle: ({ params, inAccount }) =>
      inAccount(async (db) => ({ uses: await tagUses(db, { objectId: params.object, tagId: params.tag }) })),
  }),
  route({
    method: 'GET',
    path: '/api/objects/:object/tag-changes',
    access: STRUCTURE,
    summary: 'List the tags that were merged or deleted, with their progress',
    params: objectParams,
    handle: ({ params, inAccount }) =>
      inAccount(async (db) => {
        const { id } = await objectShape(db, params.object);
        return { changes: (await tagChanges(db, id, undoableSince(db))).map(presentTagChange) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/tag-changes/:change/undo',
    access: STRUCTURE,
    summary: 'Bring a tag that was merged or deleted back',
    params: tagChangeParams,
    handle: ({ params, inAccount, actor }) => inAccount((db) => undoTagChange(db, actor, { objectId: params.object, id: params.change })),
  }),
];
