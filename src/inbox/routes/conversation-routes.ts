import { RawReply, route, type Route } from '../../app/http.ts';
import { SENDS } from '../../app/scopes.ts';
import { addConversationNote } from '../add-conversation-note.ts';
import { announceAnswering } from '../announce-answering.ts';
import { answerConversation } from '../answer-conversation.ts';
import { fillTemplate } from '../fill-template.ts';
import { keepDraft } from '../keep-draft.ts';
import { markSpam } from '../mark-spam.ts';
import { mergeConversations } from '../merge-conversations.ts';
import { openAttachment } from '../open-attachment.ts';
import { markReadUpTo } from '../queries/reading.ts';
import {
  answerBody,
  answeringBody,
  attachmentParams,
  draftBody,
  entryParams,
  fillBody,
  htmlQuery,
  inboxParams,
  mentionableQuery,
  mergeBody,
  noteBody,
  readBody,
  spamBody,
  takeBody,
} from '../schema.ts';
import { showConversation } from '../show-conversation.ts';
import { showHtml } from '../show-html.ts';
import { suggestColleagues } from '../suggest-colleagues.ts';
import { takeSender } from '../take-sender.ts';
import { conversationFor } from '../visible-inboxes.ts';

const USE = 'right:inbox.use';

export const conversationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/conversations/:id',
    access: USE,
    summary: 'Show a conversation with all that was said in it',
    params: inboxParams,
    handle: ({ inAccount, viewer, params }) =>
      inAccount(async (db) => showConversation(db, viewer, await conversationFor(db, viewer, params.id))),
  }),
  route({
    method: 'GET',
    path: '/api/conversations/:id/entries/:entry/html',
    access: USE,
    summary: 'Show a mail of a conversation as it was laid out, cleaned',
    params: entryParams,
    query: htmlQuery,
    handle: ({ inAccount, viewer, params, query }) =>
      inAccount(async (db) => {
        const conversation = await conversationFor(db, viewer, params.id);
        return showHtml(db, conversation, { entryId: params.entry, pictures: query.pictures });
      }),
  }),
  route({
    method: 'GET',
    path: '/api/conversations/:id/entries/:entry/attachments/:position',
    access: USE,
    summary: 'Save a file that came with a mail',
    answers: { 200: 'application/octet-stream' },
    params: attachmentParams,
    handle: ({ inAccount, viewer, params }) =>
      inAccount(async (db) => {
        const conversation = await conversationFor(db, viewer, params.id);
        const { headers, content } = await openAttachment(db, conversation, { entryId: params.entry, position: params.position });
        return new RawReply(200, headers, content);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/conversations/:id/mentionable',
    access: USE,
    summary: 'Suggest colleagues a note in this conversation may name',
    params: inboxParams,
    query: mentionableQuery,
    handle: ({ inAccount, viewer, params, query }) =>
      inAccount(async (db) => ({ users: await suggestColleagues(db, await conversationFor(db, viewer, params.id), query.search) })),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/answer',
    access: USE,
    scope: SENDS,
    summary: 'Answer in a conversation by a letter',
    params: inboxParams,
    body: answerBody,
    perMinute: 60,
    handle: ({ inAccount, actor, viewer, ids, params, body }) =>
      inAccount(async (db) => {
        const conversation = await conversationFor(db, viewer, params.id, true);
        return { id: await answerConversation(db, actor, { conversation, answer: body, viewer, ids }) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/notes',
    access: USE,
    summary: 'Write a note among colleagues into a conversation',
    params: inboxParams,
    body: noteBody,
    handle: ({ inAccount, actor, viewer, ids, params, body }) =>
      inAccount(async (db) => {
        const conversation = await conversationFor(db, viewer, params.id, true);
        return { id: await addConversationNote(db, actor, ids, { conversation, text: body.text, userId: viewer.userId }) };
      }),
  }),
  route({
    method: 'PUT',
    path: '/api/conversations/:id/draft',
    access: USE,
    summary: 'Keep what one has begun to write',
    params: inboxParams,
    body: draftBody,
    handle: ({ inAccount, viewer, params, body }) =>
      inAccount(async (db) => keepDraft(db, (await conversationFor(db, viewer, params.id)).id, viewer.userId, body)),
  }),
  route({
    method: 'PUT',
    path: '/api/conversations/:id/read',
    access: USE,
    summary: 'Say how far one has read; 0 for unread',
    params: inboxParams,
    body: readBody,
    handle: ({ inAccount, viewer, params, body }) =>
      inAccount(async (db) => markReadUpTo(db, (await conversationFor(db, viewer, params.id)).id, viewer.userId, body.upTo)),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/answering',
    access: USE,
    summary: 'Tell colleagues that one has the conversation open, or is answering',
    params: inboxParams,
    body: answeringBody,
    handle: ({ inAccount, viewer, params, body }) => inAccount((db) => announceAnswering(db, viewer, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/fill',
    access: USE,
    summary: 'Read an answer template as it would be for whom the conversation is with',
    params: inboxParams,
    body: fillBody,
    handle: ({ inAccount, viewer, params, body }) =>
      inAccount(async (db) => ({ text: await fillTemplate(db, viewer, await conversationFor(db, viewer, params.id), body.templateId) })),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/take',
    access: USE,
    summary: 'Make an unknown sender a contact',
    params: inboxParams,
    body: takeBody,
    handle: ({ inAccount, actor, viewer, ids, params, body }) =>
      inAccount(async (db) => {
        const conversation = await conversationFor(db, viewer, params.id, true);
        return { record: await takeSender(db, actor, { conversation, recordId: body.recordId, viewer, ids }) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/merge',
    access: USE,
    summary: 'Fold another conversation of the same person into this one',
    params: inboxParams,
    body: mergeBody,
    handle: ({ inAccount, actor, viewer, params, body }) =>
      inAccount(async (db) => {
        // In the order of their ids, whichever is folded into which: two who do it at once wait for each other once.
        const [low, high] = [params.id, body.otherId].toSorted((one, other) => one - other);
        const locked = [await conversationFor(db, viewer, low!, true), await conversationFor(db, viewer, high!, true)];
        const [into, from] = params.id === low ? locked : locked.toReversed();
        await mergeConversations(db, actor, from!, into!);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/conversations/:id/spam',
    access: USE,
    summary: 'Close a conversation as spam and block who wrote it',
    params: inboxParams,
    body: spamBody,
    handle: ({ inAccount, actor, viewer, params, body }) =>
      inAccount(async (db) => markSpam(db, actor, await conversationFor(db, viewer, params.id, true), body.block)),
  }),
];
