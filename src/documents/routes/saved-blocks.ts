import { route, type Route } from '../../app/http.ts';
import { presentSavedBlock } from '../present.ts';
import { allSavedBlocks } from '../queries/saved-blocks.ts';
import { createSavedBlock } from '../saved/create-saved-block.ts';
import { deleteSavedBlock } from '../saved/delete-saved-block.ts';
import { savedBlockById } from '../saved/saved-block-by-id.ts';
import { updateSavedBlock } from '../saved/update-saved-block.ts';
import { createSavedBlockBody, savedBlockParams, updateSavedBlockBody } from '../schema.ts';

export const savedBlockRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/saved-blocks',
    access: 'user',
    summary: 'List saved blocks',
    handle: ({ inAccount }) => inAccount(async (db) => ({ savedBlocks: (await allSavedBlocks(db)).map(presentSavedBlock) })),
  }),
  route({
    method: 'POST',
    path: '/api/saved-blocks',
    access: 'right:messages.manage',
    summary: 'Save blocks for many documents',
    body: createSavedBlockBody,
    handle: ({ inAccount, actor, ids, body }) =>
      inAccount(async (db) => {
        const id = await createSavedBlock(db, actor, ids, body);
        return { savedBlock: presentSavedBlock(await savedBlockById(db, id)) };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/saved-blocks/:id',
    access: 'user',
    summary: 'Open a saved block',
    params: savedBlockParams,
    handle: ({ inAccount, params }) => inAccount(async (db) => ({ savedBlock: presentSavedBlock(await savedBlockById(db, params.id)) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/saved-blocks/:id',
    access: 'right:messages.manage',
    summary: 'Change a saved block',
    params: savedBlockParams,
    body: updateSavedBlockBody,
    handle: ({ inAccount, actor, params, body }) =>
      inAccount(async (db) => {
        await updateSavedBlock(db, actor, params.id, body);
        return { savedBlock: presentSavedBlock(await savedBlockById(db, params.id)) };
      }),
  }),
  route({
    method: 'DELETE',
    path: '/api/saved-blocks/:id',
    access: 'right:messages.manage',
    summary: 'Delete a saved block',
    params: savedBlockParams,
    handle: ({ inAccount, actor, params }) => inAccount((db) => deleteSavedBlock(db, actor, params.id)),
  }),
];
