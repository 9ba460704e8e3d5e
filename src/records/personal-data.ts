import type { PersonalData } from '../app/kernel/domain.ts';
import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { eraseRecords } from './erase-records.ts';
import { objectShape } from './object-shapes.ts';
import { recordEvenInBin } from './queries/records.ts';
import { notesOfRecord } from './queries/notes.ts';
import { tagsOfRecord } from './queries/tags.ts';
import { tasksOfRecord } from './queries/tasks.ts';
import { formatValue } from './schema.ts';

const ALL = 100_000;

const record: PersonalData = {
  label: 'What is kept about you',
  export: exportRecord,
  erase: (db, objectId, recordId) => eraseRecords(db, { objectId, recordIds: [recordId] }),
};

async function exportRecord(db: AccountDb, objectId: number, recordId: number): Promise<unknown> {
  const row = await recordEvenInBin(db, objectId, recordId);
  if (!row) return null;
  const { fields } = await objectShape(db, objectId);
  const settings = await accountSettings(db);
  const values = { ...row.values } as Record<string, never>;
  const shown = fields.map((field) => {
    const value = field.columnName === null ? values[field.id] : row[field.columnName];
    return [field.label, formatValue(field, value ?? null, settings)] as const;
  });
  return {
    fields: Object.fromEntries(shown.filter(([, value]) => value !== '')),
    tags: (await tagsOfRecord(db, objectId, recordId)).map(({ name }) => name),
    createdAt: row.created_at,
    lastActivityAt: row.last_activity_at,
  };
}

const notes: PersonalData = {
  label: 'Notes about you and calls with you',
  export: async (db, objectId, recordId) =>
    (await notesOfRecord(db, { objectId, recordId, limit: ALL })).map(({ body, kind, call, created_at }) => ({
      kind,
      call,
      text: body,
      writtenAt: created_at,
    })),
  erase: async () => undefined,
};

const tasks: PersonalData = {
  label: 'Tasks about you',
  export: async (db, objectId, recordId) =>
    (await tasksOfRecord(db, { objectId, recordId, limit: ALL })).map(({ subject, body, status, outcome, note, due_at }) => ({
      subject,
      body,
      status,
      outcome,
      note,
      dueAt: due_at,
    })),
  erase: async () => undefined,
};

/** What this domain keeps about a person. Erasing the record erases all three: they stand and fall with it. */
export const personalData: readonly PersonalData[] = [notes, tasks, record];
