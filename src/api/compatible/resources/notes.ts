import { sql } from '../../../app/db.ts';
import { addNote, changeNote, CONTACT, countNotes, deleteNote, noteFor, pageOfNotes, recordFor } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing } from '../refusal.ts';
import { idsOf, numberOf, textOf } from '../rules/parameters.ts';
import { wireTime } from '../rules/wire-values.ts';
import { idsOfTable, oneOfTable, resourceOfTable, type Table } from './tables.ts';

const MANUAL = '1';
const PHONE = '3';

/** Notes on records, as calls know them. */
const TABLE: Table = {
  columns: {
    id: { column: sql`n.id`, kind: 'number' },
    contact_id: { column: sql`n.record_id`, kind: 'number' },
    data: { column: sql`n.body`, kind: 'text' },
    author: { column: sql`n.author_id`, kind: 'number' },
    owner: { column: sql`n.author_id`, kind: 'number' },
    time: { column: sql`n.created_at`, kind: 'time' },
    dlm: { column: sql`n.updated_at`, kind: 'time' },
  },
  read: async ({ db, viewer }, asked) =>
    (await pageOfNotes(db, viewer, asked)).map((note) => ({
      id: String(note.id),
      contact_id: String(note.record_id),
      object_type_id: String(note.object_id),
      data: note.body,
      author: String(note.author_id ?? 0),
      owner: String(note.author_id ?? 0),
      type: note.kind === 'call' ? PHONE : MANUAL,
      time: wireTime(note.created_at),
      dlm: wireTime(note.updated_at),
    })),
  count: ({ db, viewer }, asked) => countNotes(db, viewer, asked),
};

/** Notes: read, written, changed and removed. */
export const NOTES = resourceOfTable(TABLE, {
  POST: createNote,
  PUT: updateNote,
  DELETE: deleteNotesOf,
  'DELETE one': deleteOneNote,
});

/** Writes a note on the record a call names. */
async function createNote(call: CompatibleCall): Promise<Answer> {
  const { db, actor, ids, viewer, parameters } = call;
  const recordId = numberOf(parameters, 'contact_id');
  const body = textOf(parameters, 'data')?.trim();
  if (recordId === undefined) throw missing('contact_id');
  if (!body) throw missing('data');
  const objectId = numberOf(parameters, 'object_type_id') ?? CONTACT;
  const record = { objectId, id: recordId };
  await recordFor(db, viewer, 'edit', record);
  const id = await addNote(db, actor, ids, { record, body });
  return oneOfTable({ ...call, parameters: { id } }, TABLE);
}

/** Writes the text of a note anew. */
async function updateNote({ db, actor, viewer, parameters }: CompatibleCall): Promise<Answer> {
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  const body = textOf(parameters, 'data')?.trim();
  if (body) await changeNote(db, actor, await noteFor(db, viewer, id), body);
  return { data: { attrs: { ...(body ? { data: body } : {}), dlm: wireTime(db.now), id: String(id) } } };
}

/** Removes the notes a call names; numbers that are nobody's are passed over. */
async function deleteNotesOf(call: CompatibleCall): Promise<Answer> {
  if (numberOf(call.parameters, 'id') !== undefined && idsOf(call.parameters).length === 0) return deleteOneNote(call);
  const { db, actor, viewer } = call;
  for (const id of await idsOfTable(call, TABLE)) await deleteNote(db, actor, await noteFor(db, viewer, id));
  return { data: 'Deleted' };
}

async function deleteOneNote({ db, actor, viewer, parameters }: CompatibleCall): Promise<Answer> {
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  await deleteNote(db, actor, await noteFor(db, viewer, id));
  return {};
}
