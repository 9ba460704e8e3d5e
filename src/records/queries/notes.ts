import { sql, type AccountDb } from '../../app/db.ts';
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

/** A record's notes, the pinned ones first, then the newest. */
export async function notesOfRecord(db: AccountDb, objectId: number, recordId: number, limit: number): Promise<NoteRow[]> {
  return db.many(
    sql`select ${NOTE} from notes n where n.account_id = ${db.accountId} and n.object_id = ${objectId} and n.record_id = ${recordId}
        order by n.pinned_at is null, n.id desc limit ${limit}`,
    'records.notes-of-record',
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
