import { route, type Route } from '../../app/http.ts';
import { addNote } from '../add-note.ts';
import { changeNote } from '../change-note.ts';
import { deleteNote } from '../delete-note.ts';
import { noteFor } from '../note-for.ts';
import { presentNote } from '../present.ts';
import { notesOfRecord } from '../queries/notes.ts';
import { recordFor } from '../record-for.ts';
import { noteBody, noteParams, recordParams } from '../schema.ts';

const SHOWN = 500;

export const noteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/records/:object/:id/notes',
    access: 'user',
    summary: 'List the notes of a record',
    params: recordParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => {
        await recordFor(db, viewer, 'view', { objectId: params.object, id: params.id });
        return { notes: (await notesOfRecord(db, params.object, params.id, SHOWN)).map(presentNote) };
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
    method: 'DELETE',
    path: '/api/notes/:id',
    access: 'user',
    summary: 'Delete a note',
    params: noteParams,
    handle: ({ params, inAccount, actor, viewer }) => inAccount(async (db) => deleteNote(db, actor, await noteFor(db, viewer, params.id))),
  }),
];
