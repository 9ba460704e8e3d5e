import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectChanged } from './events.ts';
import { objectShapes, structureChanged } from './object-shapes.ts';
import { arrangeObjectRows } from './queries/structure.ts';

/** Puts the account's objects into the order in which they are shown. Refuses an order that does not name each exactly once. */
export async function arrangeObjects(db: AccountDb, actor: Actor, order: readonly number[]): Promise<void> {
  const shapes = await objectShapes(db);
  if (order.length !== shapes.length || new Set(order).size !== order.length || !shapes.every(({ id }) => order.includes(id))) {
    throw new Problem('layout_outdated', 'Objects were added or deleted meanwhile. Load the page anew and arrange them again.', {
      status: 409,
    });
  }
  await arrangeObjectRows(db, order);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: objectChanged, subject: { type: 'object', id: order[0]! }, data: { changed: ['order'] } });
}
