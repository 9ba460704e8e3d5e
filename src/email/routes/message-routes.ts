import { z } from 'zod';
import { refuseUnlessVersion } from '../../app/conditions.ts';
import { route, type Route } from '../../app/http.ts';
import { scoreMessage } from '../checks/score-message.ts';
import { createMessage } from '../create-message.ts';
import { deleteMessage } from '../delete-message.ts';
import { messageDetail } from '../message-detail.ts';
import { messageReach } from '../message-reach.ts';
import { presentMessageLine } from '../present.ts';
import { previewMessage } from '../preview-message.ts';
import { publishMessage } from '../publish-message.ts';
import { allMessages, lockMessage } from '../queries/messages.ts';
import { createMessageBody, messageParams, previewBody, updateMessageBody } from '../schema.ts';
import { installationServer } from '../smtp/sender.ts';
import { updateMessage } from '../update-message.ts';

export const messageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/messages',
    access: 'user',
    summary: 'List messages',
    handle: ({ inAccount }) => inAccount(async (db) => ({ messages: (await allMessages(db)).map(presentMessageLine) })),
  }),
  route({
    method: 'POST',
    path: '/api/messages',
    access: 'right:messages.manage',
    summary: 'Create a message',
    body: createMessageBody,
    handle: ({ inAccount, actor, ids, body }) => inAccount(async (db) => messageDetail(db, await createMessage(db, actor, ids, body))),
  }),
  route({
    method: 'GET',
    path: '/api/messages/:id',
    access: 'right:messages.manage',
    summary: 'Open a message',
    params: messageParams,
    handle: ({ inAccount, params }) => inAccount((db) => messageDetail(db, params.id)),
    version: ({ message }) => message.revision,
  }),
  route({
    method: 'PATCH',
    path: '/api/messages/:id',
    access: 'right:messages.manage',
    summary: 'Change a message',
    params: messageParams,
    body: updateMessageBody,
    ifMatch: { body: 'revision' },
    handle: ({ inAccount, actor, params, body }) =>
      inAccount(async (db) => {
        await updateMessage(db, actor, params.id, body);
        return messageDetail(db, params.id);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/messages/:id/publish',
    access: 'right:messages.manage',
    summary: 'Publish a message',
    params: messageParams,
    async handle({ inAccount, database, accountId, actor, params }) {
      const scored = await scoreMessage(database, accountId, params.id);
      return inAccount(async (db) => {
        await publishMessage(db, actor, params.id, scored ?? null);
        return messageDetail(db, params.id);
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/messages/:id',
    access: 'right:messages.manage',
    summary: 'Delete a message',
    params: messageParams,
    ifMatch: true,
    handle: ({ inAccount, actor, params, versionMeant }) =>
      inAccount(async (db) => {
        if (versionMeant !== undefined) refuseUnlessVersion(versionMeant, (await lockMessage(db, params.id))?.revision);
        await deleteMessage(db, actor, params.id);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/messages/preview',
    access: 'right:messages.manage',
    summary: 'Show a message as a record would get it',
    body: previewBody,
    async handle({ inAccount, database, viewer, body }) {
      const installation = await installationServer(database);
      return inAccount((db) => previewMessage(db, { database, installation, viewer, draft: body }));
    },
  }),
  route({
    method: 'GET',
    path: '/api/messages/:id/reach',
    access: 'right:messages.manage',
    summary: 'Count who would get a message, and who not and why',
    params: messageParams,
    query: z.object({ group: z.coerce.number().int().positive().optional() }),
    handle: ({ inAccount, params, query, viewer }) =>
      inAccount((db) => messageReach(db, viewer, { messageId: params.id, groupId: query.group })),
  }),
];
