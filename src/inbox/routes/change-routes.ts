import { route, type Route } from '../../app/http.ts';
import { assignConversations } from '../assign-conversations.ts';
import { chosenConversations } from '../chosen-conversations.ts';
import { closeConversations } from '../close-conversations.ts';
import { moveConversations } from '../move-conversations.ts';
import { reopenConversations } from '../reopen-conversations.ts';
import { assignBody, closeBody, moveBody, reopenBody, snoozeBody } from '../schema.ts';
import { snoozeConversations } from '../snooze-conversations.ts';

const USE = 'right:inbox.use';

/** What is done with one conversation, or many at once. */
export const changeRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/conversations/assign',
    access: USE,
    summary: 'Give conversations to a user, or to nobody',
    body: assignBody,
    handle: ({ inAccount, actor, viewer, body }) =>
      inAccount(async (db) => {
        const conversations = await chosenConversations(db, viewer, body.ids);
        return { changed: await assignConversations(db, actor, { conversations, userId: body.userId }) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/close',
    access: USE,
    summary: 'Close conversations',
    body: closeBody,
    handle: ({ inAccount, actor, viewer, body }) =>
      inAccount(async (db) => ({ changed: await closeConversations(db, actor, await chosenConversations(db, viewer, body.ids)) })),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/reopen',
    access: USE,
    summary: 'Open conversations again',
    body: reopenBody,
    handle: ({ inAccount, actor, viewer, body }) =>
      inAccount(async (db) => ({ changed: await reopenConversations(db, actor, await chosenConversations(db, viewer, body.ids)) })),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/snooze',
    access: USE,
    summary: 'Let conversations rest until a time',
    body: snoozeBody,
    handle: ({ inAccount, actor, viewer, body }) =>
      inAccount(async (db) => {
        const conversations = await chosenConversations(db, viewer, body.ids);
        return { changed: await snoozeConversations(db, actor, conversations, new Date(body.until)) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/move',
    access: USE,
    summary: 'Move conversations to another inbox',
    body: moveBody,
    handle: ({ inAccount, actor, viewer, body }) =>
      inAccount(async (db) => {
        const conversations = await chosenConversations(db, viewer, body.ids);
        return { changed: await moveConversations(db, actor, { conversations, inboxId: body.inboxId }) };
      }),
  }),
];
