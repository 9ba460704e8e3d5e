import { z } from 'zod';
import { limit, objectName, objectNamed, recordId, usersSeen } from '../things.ts';
import { tool, type Tool } from '../tool.ts';

const place = { object: objectName, record_id: recordId };

const listNotes = tool({
  name: 'list_notes',
  title: 'Read the notes on a record',
  description: 'The notes that people wrote on a record, pinned ones first, then the latest.',
  area: 'notes',
  plays: ['GET /api/records/:object/:id/notes'],
  input: z.strictObject({ ...place, limit: limit(100, 20), skip: z.int().min(0).max(500).default(0).describe('Pass over so many.') }),
  told: {
    notes: z.array(
      z.object({
        id: z.number(),
        kind: z.string(),
        text: z.string(),
        by: z.string().nullable(),
        is_pinned: z.boolean(),
        written_at: z.string(),
      }),
    ),
    total: z.number(),
  },
  async run(call, { object, record_id: record, limit: most, skip }) {
    interface Note {
      id: number;
      kind: string;
      body: string;
      authorId: number | null;
      pinnedAt: string | null;
      createdAt: string;
    }
    const { shape } = await objectNamed(call, object);
    const { notes } = await call.play<{ notes: Note[] }>('GET /api/records/:object/:id/notes', {
      params: { object: shape.id, id: record },
    });
    const users = new Map((await usersSeen(call)).map((user) => [user.id, user.name]));
    return {
      total: notes.length,
      notes: notes.slice(skip, skip + most).map(({ id: note, kind, body, authorId, pinnedAt, createdAt }) => ({
        id: note,
        kind,
        text: body,
        by: authorId === null ? null : (users.get(authorId) ?? null),
        is_pinned: pinnedAt !== null,
        written_at: createdAt,
      })),
    };
  },
});

const addNote = tool({
  name: 'add_note',
  title: 'Write a note on a record',
  description: 'Writes a note that everybody who sees the record can read. It says that a tool wrote it.',
  area: 'notes',
  effect: 'changes',
  plays: ['POST /api/records/:object/:id/notes'],
  input: z.strictObject({ ...place, text: z.string().min(1).max(20_000) }),
  told: { id: z.number() },
  async run(call, { object, record_id: record, text }) {
    const { shape } = await objectNamed(call, object);
    return call.play('POST /api/records/:object/:id/notes', { params: { object: shape.id, id: record }, body: { body: text } });
  },
});

export const noteTools: readonly Tool[] = [listNotes, addNote];
