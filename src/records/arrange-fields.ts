import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectChanged } from './events.ts';
import { forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { lockStructure } from './queries/shapes.ts';
import { arrange } from './queries/structure.ts';

export type Layout = readonly { id: number; fields: readonly number[] }[];

/** Puts an object's sections, and the fields within them, into an order. Refuses a layout that does not name each exactly once. */
export async function arrangeFields(
  db: AccountDb,
  actor: Actor,
  { objectId, layout }: { objectId: number; layout: Layout },
): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const shape = await objectShape(db, objectId);
  const sections = layout.map(({ id }) => id);
  const fields = layout.flatMap((section) => section.fields);
  if (!sameIds(sections, shape.sections) || !sameIds(fields, shape.fields)) {
    throw new Problem('layout_outdated', 'Sections or fields were added or deleted meanwhile. Load the page anew and arrange them again.', {
      status: 409,
    });
  }
  await arrange(db, objectId, layout);
  await structureChanged(db);
  await recordEvent(db, actor, { kind: objectChanged, subject: { type: 'object', id: objectId }, data: { changed: ['layout'] } });
}

const sameIds = (ids: readonly number[], things: readonly { id: number }[]): boolean =>
  ids.length === things.length && new Set(ids).size === ids.length && things.every(({ id }) => ids.includes(id));
