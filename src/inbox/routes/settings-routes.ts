import { route, type Route } from '../../app/http.ts';
import { blockSender } from '../block-sender.ts';
import { createChannel } from '../create-channel.ts';
import { createInbox } from '../create-inbox.ts';
import { deleteChannel } from '../delete-channel.ts';
import { deleteInbox } from '../delete-inbox.ts';
import { deleteTemplate } from '../delete-template.ts';
import { listInboxes } from '../list-inboxes.ts';
import { presentTemplate } from '../present.ts';
import { allBlocked } from '../queries/blocked.ts';
import { templatesFor } from '../queries/templates.ts';
import { saveTemplate } from '../save-template.ts';
import { blockBody, channelBody, channelChangeBody, deleteInboxQuery, inboxBody, inboxParams, templateBody } from '../schema.ts';
import { unblockSender } from '../unblock-sender.ts';
import { updateChannel } from '../update-channel.ts';
import { updateInbox } from '../update-inbox.ts';

const USE = 'right:inbox.use';
const MANAGE = 'right:settings.manage';

export const settingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/inboxes',
    access: 'user',
    summary: 'List inboxes with their channels',
    handle: ({ inAccount, viewer, database }) => inAccount(async (db) => ({ inboxes: await listInboxes(db, viewer, database) })),
  }),
  route({
    method: 'POST',
    path: '/api/inboxes',
    access: MANAGE,
    summary: 'Make an inbox for a team',
    body: inboxBody,
    handle: ({ inAccount, actor, ids, body }) => inAccount(async (db) => ({ id: await createInbox(db, actor, ids, body) })),
  }),
  route({
    method: 'PUT',
    path: '/api/inboxes/:id',
    access: MANAGE,
    summary: 'Change an inbox and who answers in it',
    params: inboxParams,
    body: inboxBody,
    handle: ({ inAccount, actor, params, body }) => inAccount((db) => updateInbox(db, actor, params.id, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/inboxes/:id',
    access: MANAGE,
    summary: 'Delete an inbox; what is in it goes to another',
    params: inboxParams,
    query: deleteInboxQuery,
    handle: ({ inAccount, actor, params, query }) => inAccount((db) => deleteInbox(db, actor, params.id, query.to)),
  }),
  route({
    method: 'POST',
    path: '/api/inbox-channels',
    access: MANAGE,
    summary: 'Have mail to an address arrive in an inbox',
    body: channelBody,
    handle: ({ inAccount, actor, database, ids, body }) =>
      inAccount(async (db) => ({ id: await createChannel(db, actor, { database, ids, input: body }) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/inbox-channels/:id',
    access: MANAGE,
    summary: 'Change a channel',
    params: inboxParams,
    body: channelChangeBody,
    handle: ({ inAccount, actor, database, params, body }) =>
      inAccount((db) => updateChannel(db, actor, { database, id: params.id, change: body })),
  }),
  route({
    method: 'DELETE',
    path: '/api/inbox-channels/:id',
    access: MANAGE,
    summary: 'Take a channel away',
    params: inboxParams,
    handle: ({ inAccount, actor, params }) => inAccount((db) => deleteChannel(db, actor, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/answer-templates',
    access: USE,
    summary: 'List the answers one has at hand',
    handle: ({ inAccount, viewer }) =>
      inAccount(async (db) => ({ templates: (await templatesFor(db, viewer.userId)).map(presentTemplate) })),
  }),
  route({
    method: 'POST',
    path: '/api/answer-templates',
    access: USE,
    summary: 'Keep an answer to be given again',
    body: templateBody,
    handle: ({ inAccount, actor, viewer, ids, body }) =>
      inAccount(async (db) => {
        const id = await ids('answer-template', 1);
        await saveTemplate(db, actor, { id, isNew: true, input: body, viewer });
        return { id };
      }),
  }),
  route({
    method: 'PUT',
    path: '/api/answer-templates/:id',
    access: USE,
    summary: 'Change an answer to be given again',
    params: inboxParams,
    body: templateBody,
    handle: ({ inAccount, actor, viewer, params, body }) =>
      inAccount((db) => saveTemplate(db, actor, { id: params.id, isNew: false, input: body, viewer })),
  }),
  route({
    method: 'DELETE',
    path: '/api/answer-templates/:id',
    access: USE,
    summary: 'Delete an answer to be given again',
    params: inboxParams,
    handle: ({ inAccount, actor, viewer, params }) => inAccount((db) => deleteTemplate(db, actor, viewer, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/blocked-senders',
    access: USE,
    summary: 'List whose mail makes no conversation',
    handle: ({ inAccount }) =>
      inAccount(async (db) => ({
        senders: (await allBlocked(db)).map(({ value, blocked_at, blocked_by }) => ({
          value,
          at: blocked_at.toISOString(),
          by: blocked_by,
        })),
      })),
  }),
  route({
    method: 'POST',
    path: '/api/blocked-senders',
    access: USE,
    summary: 'Block an address or a domain',
    body: blockBody,
    handle: ({ inAccount, actor, body }) => inAccount(async (db) => ({ closed: await blockSender(db, actor, body.value) })),
  }),
  route({
    method: 'POST',
    path: '/api/blocked-senders/unblock',
    access: USE,
    summary: 'Let an address or a domain write again',
    body: blockBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => unblockSender(db, actor, body.value)),
  }),
];
