import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { tabChanged } from './events.ts';
import { objectShape, structureChanged } from './object-shapes.ts';
import { insertTab } from './queries/layout.ts';
import { FIRST_OWN_TAB } from './rules/structure.ts';
import { LIMITS, type ObjectShape } from './schema.ts';

/** Adds an empty tab at the end of an object. Gives its id. Refuses more than 30, and a name that another has. */
export async function createTab(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, name }: { objectId: number; name: string },
): Promise<number> {
  const shape = await objectShape(db, objectId);
  if (shape.tabs.length >= LIMITS.tabsOfObject) {
    throw new Problem('too_many_tabs', `An object may have at most ${LIMITS.tabsOfObject} tabs. Delete one that is not needed.`);
  }
  refuseTabName(shape, name);
  const id = FIRST_OWN_TAB - 1 + (await ids(`tab:${objectId}`, 1));
  await insertTab(db, objectId, { id, name, position: Math.max(-1, ...shape.tabs.map(({ position }) => position)) + 1 });
  await structureChanged(db);
  await recordEvent(db, actor, { kind: tabChanged, subject: { type: 'tab', id }, data: { objectId, made: true } });
  return id;
}

/** Refuses a name that another tab of the object has. */
export function refuseTabName(shape: ObjectShape, name: string, tabId?: number): void {
  const same = shape.tabs.find((tab) => tab.id !== tabId && tab.name.toLowerCase() === name.toLowerCase());
  if (same) throw invalid('name', `There is a tab “${same.name}” already. Choose another name.`, 'name_taken');
}
