import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { sectionChanged } from './events.ts';
import { objectShape, structureChanged } from './object-shapes.ts';
import { renameSectionRow } from './queries/layout.ts';

/** Gives a section another name. Refuses `not_found`. */
export async function renameSection(
  db: AccountDb,
  actor: Actor,
  { objectId, id, name }: { objectId: number; id: number; name: string },
): Promise<void> {
  if (!(await objectShape(db, objectId)).sections.some((section) => section.id === id)) throw notFound('section');
  await renameSectionRow(db, objectId, id, name);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: sectionChanged, subject: { type: 'section', id }, data: { objectId, changed: ['name'] } });
}
