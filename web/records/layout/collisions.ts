import { closestCenter, type CollisionDetection, pointerWithin } from '@dnd-kit/core';
import type { TabLayout } from '../data.ts';
import { handleOf, thingOf, type Thing } from './layout.ts';

const CONTAINER = { field: 'section', section: 'tab' } as const;

/** Over what a thing hovers: its like within the container under the pointer, or the container itself where that is empty. */
export const collisionsIn =
  (layout: readonly TabLayout[]): CollisionDetection =>
  (args) => {
    const { kind } = thingOf(String(args.active.id));
    const only = (isMeant: (thing: Thing) => boolean) => ({
      ...args,
      droppableContainers: args.droppableContainers.filter(({ id }) => isMeant(thingOf(String(id)))),
    });
    if (kind === 'tab') return closestCenter(only((thing) => thing.kind === 'tab'));
    const [under] = pointerWithin(only((thing) => thing.kind === CONTAINER[kind]));
    if (!under) return closestCenter(only((thing) => thing.kind === kind));
    const within = new Set(thingsIn(layout, thingOf(String(under.id))).map(handleOf));
    const inside = closestCenter(only((thing) => within.has(handleOf(thing))));
    return inside.length > 0 ? inside : [under];
  };

function thingsIn(layout: readonly TabLayout[], { kind, id }: Thing): Thing[] {
  if (kind === 'tab') return (layout.find((tab) => tab.id === id)?.sections ?? []).map((section) => ({ kind: 'section', id: section.id }));
  const fields = layout.flatMap(({ sections }) => sections).find((section) => section.id === id)?.fields ?? [];
  return fields.map((field) => ({ kind: 'field', id: field }));
}
