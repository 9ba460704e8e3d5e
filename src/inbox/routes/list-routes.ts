import { route, type Route } from '../../app/http.ts';
import { SENDS } from '../../app/scopes.ts';
import { recordFor } from '../../records/index.ts';
import { countInboxes } from '../count-inboxes.ts';
import { lines, listConversations } from '../list-conversations.ts';
import { conversationsWith } from '../queries/lists.ts';
import { conversationsQuery, recordConversationsParams, startBody } from '../schema.ts';
import { startConversation } from '../start-conversation.ts';
import { visibleInboxes } from '../visible-inboxes.ts';

const USE = 'right:inbox.use';
const ON_RECORD = 20;

export const listRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/conversations',
    access: USE,
    summary: 'List conversations, the latest first',
    query: conversationsQuery,
    handle: ({ inAccount, viewer, query }) => inAccount((db) => listConversations(db, viewer, query)),
  }),
  route({
    method: 'POST',
    path: '/api/conversations',
    access: USE,
    scope: SENDS,
    summary: 'Begin a conversation by writing to somebody',
    body: startBody,
    perMinute: 60,
    handle: ({ inAccount, actor, viewer, ids, body }) =>
      inAccount(async (db) => ({ id: await startConversation(db, actor, { viewer, ids, input: body }) })),
  }),
  route({
    method: 'GET',
    path: '/api/conversations/counts',
    access: USE,
    summary: 'Count what is open and unread in each inbox',
    handle: ({ inAccount, viewer }) => inAccount((db) => countInboxes(db, viewer)),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/conversations',
    access: USE,
    summary: 'List the conversations with a record',
    params: recordConversationsParams,
    handle: ({ inAccount, viewer, params }) =>
      inAccount(async (db) => {
        await recordFor(db, viewer, 'view', { objectId: params.object, id: params.id });
        const inboxIds = (await visibleInboxes(db, viewer)).map(({ id }) => id);
        const who = { objectId: params.object, recordId: params.id };
        const rows = await conversationsWith(db, who, { userId: viewer.userId, inboxIds, limit: ON_RECORD });
        return { conversations: await lines(db, viewer, rows) };
      }),
  }),
];
