import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Call } from '../rules/task-shapes.ts';

export interface NoteRow {
  id: number;
  object_id: number;
  record_id: number;
  /** Colleagues it names stand in it as `@{id}`. */
  body: string;
  kind: 'note' | 'call';
  call: Call | null;
  author_id: number | null;
  pinned_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

const NOTE = sql`n.id, n.object_id, n.record_id, n.body, n.kind, n.call, n.author_id, n.pinned_at, n.created_at, n.updated_at`;

/** The place of a note among those of its record. */
export interface NotePlace {
  isPinned: boolean;
  id: number;
}

/** A record's notes, the pinned ones first, then the newest; those behind a place, where one is given. */
export async function notesOfRecord(
  db: AccountDb,
  { objectId, recordId, after, limit }: { objectId: number; recordId: number; after?: NotePlace | undefined; limit: number },
): Promise<NoteRow[]> {
  const isBehind = (place: NotePlace): Sql =>
    place.isPinned ? sql`and (n.pinned_at is null or n.id < ${place.id})` : sql`and n.pinned_at is null and n.id < ${place.id}`;
  const older = after ? isBehind(after) : sql``;
  return db.many(
    sql`select ${NOTE} from notes n where n.account_id = ${db.accountId} and n.object_id = ${objectId} and n.record_id = ${recordId} ${older}
        order by n.pinned_at is null, n.id desc limit ${limit}`,
  );
}

export async function noteById(db: AccountDb, id: number): Promise<NoteRow | undefined> {
  return db.maybeOne(sql`select ${NOTE} from notes n where n.account_id = ${db.accountId} and n.id = ${id}`);
}

export interface NewNoteRow {
  id: number;
  objectId: number;
  recordId: number;
  body: string;
  authorId: number | null;
  call?: Call;
}

export async function insertNote(db: AccountDb, note: NewNoteRow): Promise<void> {
  await db.run(
    sql`insert into notes (account_id, id, object_id, record_id, body, kind, call, author_id, created_at, updated_at)
        values (${db.accountId}, ${note.id}, ${note.objectId}, ${note.recordId}, ${note.body}, ${note.call ? 'call' : 'note'},
          ${note.call ? JSON.stringify(note.call) : null}::jsonb, ${note.authorId}, ${db.now}, ${db.now})`,
  );
}

export async function updateNoteRow(db: AccountDb, id: number, body: string): Promise<void> {
  await db.run(sql`update notes set body = ${body}, updated_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}

export async function updateNotePin(db: AccountDb, id: number, pinned: boolean): Promise<void> {
  await db.run(sql`update notes set pinned_at = ${pinned ? db.now : null} where account_id = ${db.accountId} and id = ${id}`);
}

export async function deleteNoteRow(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from notes where account_id = ${db.accountId} and id = ${id}`);
}

export interface NoteRows {
  objectId: number;
  firstId: number;
  notes: readonly { recordId: number; body: string }[];
  authorId: number | null;
}

/** Writes those of the notes whose record lives and has none of the same words, with `events` of `added`. Gives how many. */
export async function insertNotes(db: AccountDb, { objectId, firstId, notes, authorId }: NoteRows, events: Sql): Promise<number> {
  return db.run(
    sql`with given as materialized (
          select ${firstId}::bigint + g.place - 1 as id, g.record_id, g.body
          from unnest(${notes.map(({ recordId }) => recordId)}::bigint[], ${notes.map(({ body }) => body)}::text[])
            with ordinality g(record_id, body, place)
          join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = g.record_id and r.deleted_at is null
          where not exists (select from notes n where n.account_id = ${db.accountId} and n.object_id = ${objectId}
            and n.record_id = g.record_id and n.body = g.body)),
        once as (select distinct on (g.record_id, g.body) g.id, g.record_id, g.body from given g order by g.record_id, g.body, g.id),
        added as (
          insert into notes (account_id, id, object_id, record_id, body, kind, author_id, created_at, updated_at)
          select ${db.accountId}, o.id, ${objectId}, o.record_id, o.body, 'note', ${authorId}, ${db.now}, ${db.now} from once o
          returning id, record_id, body)
        ${events}`,
  );
}

/** Rows for the events of `added`. */
export const addedNoteRows = (objectId: number, causeId: number | null): Sql =>
  sql`select ${objectId}::integer as object_id, a.record_id, a.id as subject_id, ${causeId}::bigint as cause_id,
      jsonb_build_object('body', left(a.body, 500)) as personal from added a`;

/** Removes notes, with `events` of `removed`. Gives how many. */
export async function deleteNoteRows(db: AccountDb, noteIds: readonly number[], events: Sql): Promise<number> {
  return db.run(
    sql`with removed as (
          delete from notes n where n.account_id = ${db.accountId} and n.id = any(${noteIds}::bigint[])
          returning n.id, n.object_id, n.record_id, n.body)
        ${events}`,
  );
}

/** Rows for the events of `removed`. */
export const deletedNoteRows: Sql = sql`select d.object_id, d.record_id, d.id as subject_id, jsonb_build_object('was', d.body) as personal from removed d`;

/** Which of the notes stand as they were written. */
export async function untouchedNotes(db: AccountDb, noteIds: readonly number[]): Promise<number[]> {
  if (noteIds.length === 0) return [];
  const rows = await db.many<{ id: number }>(
    sql`select n.id from notes n where n.account_id = ${db.accountId} and n.id = any(${noteIds}::bigint[]) and n.updated_at = n.created_at`,
  );
  return rows.map(({ id }) => id);
}
