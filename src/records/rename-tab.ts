import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { refuseTabName } from './create-tab.ts';
import { tabChanged } from './events.ts';
import { objectShape, structureChanged } from './object-shapes.ts';
import { renameTabRow } from './queries/layout.ts';

/** Gives a tab another name. Refuses `not_found`, and a name that another has. */
export async function renameTab(
  db: AccountDb,
  actor: Actor,
  { objectId, id, name }: { objectId: number; id: number; name: string },
): Promise<void> {
  const shape = await objectShape(db, objectId);
  if (!shape.tabs.some((tab) => tab.id === id)) throw notFound('tab');
  refuseTabName(shape, name, id);
  await renameTabRow(db, objectId, id, name);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: tabChanged, subject: { type: 'tab', id }, data: { objectId, changed: ['name'] } });
}
