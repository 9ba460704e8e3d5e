import type { Searchable } from '../app/kernel/domain.ts';
import { objectShapes } from './object-shapes.ts';
import { notesWithWords, tasksWithWords } from './queries/find-texts.ts';
import { roleOf } from './task-for.ts';

/** What hangs on records and is found by its own words. */
export const searchables: readonly Searchable[] = [
  { kind: 'note', find: async (db, viewer, asked) => notesWithWords(db, { ...asked, viewer, shapes: await objectShapes(db) }) },
  {
    kind: 'task',
    find: async (db, viewer, asked) =>
      tasksWithWords(db, await roleOf(db, viewer.userId), { ...asked, viewer, shapes: await objectShapes(db) }),
  },
];
