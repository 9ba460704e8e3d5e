import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid, notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { sectionChanged } from './events.ts';
import { objectShape, structureChanged } from './object-shapes.ts';
import { describeSectionRow } from './queries/layout.ts';
import { LIMITS } from './schema.ts';

/** Says what a section is for. Refuses `not_found` and `invalid_input`. */
export async function describeSection(
  db: AccountDb,
  actor: Actor,
  { objectId, id, description }: { objectId: number; id: number; description: string },
): Promise<void> {
  const section = (await objectShape(db, objectId)).sections.find((one) => one.id === id);
  if (!section) throw notFound('section');
  const text = description.trim();
  if (text.length > LIMITS.description) throw invalid('description', `A description may have at most ${LIMITS.description} characters.`);
  if (text === section.description) return;
  await describeSectionRow(db, objectId, id, text);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: sectionChanged, subject: { type: 'section', id }, data: { objectId, changed: ['description'] } });
}
