import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectChanged } from './events.ts';
import { forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { arrange, type Layout } from './queries/layout.ts';
import { lockStructure } from './queries/shapes.ts';

/** Puts an object's tabs, the sections within them, and the fields within those, into an order. Refuses a layout that does not name each exactly once. */
export async function arrangeFields(
  db: AccountDb,
  actor: Actor,
  { objectId, layout }: { objectId: number; layout: Layout },
): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const shape = await objectShape(db, objectId);
  const tabs = layout.map(({ id }) => id);
  const sections = layout.flatMap((tab) => tab.sections);
  const isWhole =
    sameIds(tabs, shape.tabs) &&
    sameIds(
      sections.map(({ id }) => id),
      shape.sections,
    ) &&
    sameIds(
      sections.flatMap(({ fields }) => fields),
      shape.fields,
    );
  if (!isWhole) {
    throw new Problem(
      'layout_outdated',
      'Tabs, sections or fields were added or deleted meanwhile. Load the page anew and arrange them again.',
      {
        status: 409,
      },
    );
  }
  await arrange(db, objectId, layout);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: objectChanged, subject: { type: 'object', id: objectId }, data: { changed: ['layout'] } });
}

const sameIds = (ids: readonly number[], things: readonly { id: number }[]): boolean =>
  ids.length === things.length && new Set(ids).size === ids.length && things.every(({ id }) => ids.includes(id));
