import { route, type Route } from '../../app/http.ts';
import { checkMessage } from '../check-message.ts';
import { messageDetail } from '../message-detail.ts';
import { presentSource } from '../present.ts';
import { messageParams, messageVersionParams, restoreMessageBody, testMessageBody } from '../schema.ts';
import { sendTestMessage } from '../send-test-message.ts';
import { listVersions } from '../versions/list-versions.ts';
import { restoreMessage } from '../versions/restore-message.ts';
import { sourceAt } from '../versions/source-at.ts';

export const versionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/messages/:id/versions',
    access: 'right:messages.manage',
    summary: 'List what a message said before',
    params: messageParams,
    handle: ({ inAccount, params }) => inAccount(async (db) => ({ versions: await listVersions(db, params.id) })),
  }),
  route({
    method: 'GET',
    path: '/api/messages/:id/versions/:at',
    access: 'right:messages.manage',
    summary: 'Show what a message said before',
    params: messageVersionParams,
    handle: ({ inAccount, params }) => inAccount(async (db) => ({ source: presentSource(await sourceAt(db, params.id, params.at)) })),
  }),
  route({
    method: 'POST',
    path: '/api/messages/:id/restore',
    access: 'right:messages.manage',
    summary: 'Make a message say again what it said before',
    params: messageParams,
    body: restoreMessageBody,
    handle: ({ inAccount, actor, params, body }) =>
      inAccount(async (db) => {
        await restoreMessage(db, actor, { messageId: params.id, ...body });
        return messageDetail(db, params.id);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/messages/:id/checks',
    access: 'right:messages.manage',
    summary: 'Look over a message before it is sent',
    params: messageParams,
    handle: ({ inAccount, params, viewer }) => inAccount(async (db) => checkMessage(db, viewer, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/messages/:id/test',
    access: 'right:messages.manage',
    scope: 'messages:send',
    summary: 'Send a message to yourself',
    params: messageParams,
    body: testMessageBody,
    handle: ({ database, accountId, identity, viewer, params, body }) =>
      sendTestMessage(database, accountId, { asker: identity, viewer, messageId: params.id, recordId: body.recordId }),
  }),
];
