import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { sectionChanged } from './events.ts';
import { forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { lockStructure } from './queries/shapes.ts';
import { deleteSectionRow } from './queries/layout.ts';

/** Removes an empty section. Refuses `not_found`, one that has fields, and the last one. */
export async function deleteSection(db: AccountDb, actor: Actor, { objectId, id }: { objectId: number; id: number }): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const { sections, fields } = await objectShape(db, objectId);
  if (!sections.some((section) => section.id === id)) throw notFound('section');
  const left = fields.filter(({ sectionId }) => sectionId === id).length;
  if (left > 0)
    throw new Problem('section_not_empty', `The section still has ${left} ${left === 1 ? 'field' : 'fields'}. Move them to another first.`);
  const heir = sections.find((section) => section.id !== id);
  if (!heir) throw new Problem('last_section', 'This is the only section. Rename it instead.');
  await deleteSectionRow(db, objectId, id, heir.id);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: sectionChanged, subject: { type: 'section', id }, data: { objectId, deleted: true } });
}
