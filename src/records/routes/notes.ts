import { accountSettings } from '../../accounts/index.ts';
import { route, type Route } from '../../app/http.ts';
import { addNote } from '../add-note.ts';
import { changeNote } from '../change-note.ts';
import { deleteNote } from '../delete-note.ts';
import { noteFor } from '../note-for.ts';
import { listNotes } from '../notes/list-notes.ts';
import { logCall } from '../notes/log-call.ts';
import { noteHistory } from '../notes/note-history.ts';
import { pinNote } from '../notes/pin-note.ts';
import { suggestMentions } from '../notes/suggest-mentions.ts';
import { presentEvent } from '../present.ts';
import { presentNote } from '../tasks/present.ts';
import { recordFor } from '../record-for.ts';
import { callBody, mentionQuery, pinBody } from '../rules/task-shapes.ts';
import { noteBody, noteParams, notesOfRecordQuery, recordParams } from '../schema.ts';

export const noteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/records/:object/:id/notes',
    access: 'user',
    summary: 'List the notes of a record',
    params: recordParams,
    query: notesOfRecordQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount(async (db) => {
        const { notes, ...rest } = await listNotes(db, viewer, { ...query, record: { objectId: params.object, id: params.id } });
        return { notes: notes.map(presentNote), ...rest };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/notes',
    access: 'user',
    summary: 'Write a note on a record',
    params: recordParams,
    body: noteBody,
    handle: ({ params, body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        await recordFor(db, viewer, 'edit', record);
        return { id: await addNote(db, actor, ids, { record, body: body.body }) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/calls',
    access: 'user',
    summary: 'Log a call with the person behind a record',
    params: recordParams,
    body: callBody,
    handle: ({ params, body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        await recordFor(db, viewer, 'edit', record);
        return { id: await logCall(db, actor, ids, { record, call: body }) };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/mentionable',
    access: 'user',
    summary: 'Suggest colleagues a note on this record may name',
    params: recordParams,
    query: mentionQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        await recordFor(db, viewer, 'view', record);
        return { users: await suggestMentions(db, { record, search: query.search }) };
      }),
  }),
  route({
    method: 'PATCH',
    path: '/api/notes/:id',
    access: 'user',
    summary: 'Write a note anew',
    params: noteParams,
    body: noteBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount(async (db) => changeNote(db, actor, await noteFor(db, viewer, params.id), body.body)),
  }),
  route({
    method: 'PUT',
    path: '/api/notes/:id/pin',
    access: 'user',
    summary: 'Pin a note above the others, or take the pin off',
    params: noteParams,
    body: pinBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount(async (db) => pinNote(db, actor, await noteFor(db, viewer, params.id), body.pinned)),
  }),
  route({
    method: 'GET',
    path: '/api/notes/:id/history',
    access: 'user',
    summary: 'Read what happened to a note',
    params: noteParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => {
        const events = await noteHistory(db, viewer, params.id);
        const settings = await accountSettings(db);
        return {
          events: events.map((told) => ({
            ...presentEvent(told, settings),
            was: (told.event.personal?.was as string | undefined) ?? null,
          })),
        };
      }),
  }),
  route({
    method: 'DELETE',
    path: '/api/notes/:id',
    access: 'user',
    summary: 'Delete a note',
    params: noteParams,
    handle: ({ params, inAccount, actor, viewer }) => inAccount(async (db) => deleteNote(db, actor, await noteFor(db, viewer, params.id))),
  }),
];
