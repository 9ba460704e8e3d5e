import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { tabChanged } from './events.ts';
import { forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { deleteTabRow } from './queries/layout.ts';
import { lockStructure } from './queries/shapes.ts';

/** Removes a tab; its sections go to the end of the one before it. Refuses `not_found` and the last one. */
export async function deleteTab(db: AccountDb, actor: Actor, { objectId, id }: { objectId: number; id: number }): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const { tabs } = await objectShape(db, objectId);
  const place = tabs.findIndex((tab) => tab.id === id);
  if (place < 0) throw notFound('tab');
  const heir = tabs[place - 1] ?? tabs[place + 1];
  if (!heir) throw new Problem('last_tab', 'This is the only tab. Rename it instead.');
  await deleteTabRow(db, objectId, id, heir.id);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: tabChanged, subject: { type: 'tab', id }, data: { objectId, deleted: true, sectionsTo: heir.id } });
}
