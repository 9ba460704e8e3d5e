import type { ObjectShape } from '../../../src/records/schema.ts';
import type { TabLayout } from '../data.ts';

/** A thing that can be moved: a tab, a section or a field. */
export interface Thing {
  kind: 'tab' | 'section' | 'field';
  id: number;
}

/** Where a thing stands: in which container (a section's tab, a field's section), at which place, of how many. */
export interface Place {
  container: number;
  index: number;
  count: number;
}

/** Tabs, sections and fields in the order in which they stand now. */
export const layoutOf = (object: ObjectShape): TabLayout[] =>
  object.tabs.map((tab) => ({
    id: tab.id,
    sections: object.sections
      .filter(({ tabId }) => tabId === tab.id)
      .map(({ id }) => ({ id, fields: object.fields.filter(({ sectionId }) => sectionId === id).map((field) => field.id) })),
  }));

/** The things of a kind, by the container they stand in. */
function containersOf(layout: readonly TabLayout[], kind: Thing['kind']): { id: number; things: readonly number[] }[] {
  if (kind === 'tab') return [{ id: 0, things: layout.map(({ id }) => id) }];
  if (kind === 'section') return layout.map(({ id, sections }) => ({ id, things: sections.map((section) => section.id) }));
  return layout.flatMap(({ sections }) => sections.map(({ id, fields }) => ({ id, things: fields })));
}

export function placeOf(layout: readonly TabLayout[], { kind, id }: Thing): Place | undefined {
  for (const { id: container, things } of containersOf(layout, kind)) {
    const index = things.indexOf(id);
    if (index >= 0) return { container, index, count: things.length };
  }
  return undefined;
}

/** The layout with a thing at a place of a container; the same layout when it stands there already. */
export function movedTo(layout: TabLayout[], thing: Thing, to: Pick<Place, 'container' | 'index'>): TabLayout[] {
  const from = placeOf(layout, thing);
  if (!from || (from.container === to.container && from.index === to.index)) return layout;
  if (thing.kind === 'tab')
    return inserted(
      without(layout, thing.id),
      layout.find(({ id }) => id === thing.id)!,
      to.index,
    );
  if (thing.kind === 'section') {
    const section = layout.flatMap(({ sections }) => sections).find(({ id }) => id === thing.id)!;
    return layout.map((tab) => {
      const left = without(tab.sections, thing.id);
      return { ...tab, sections: tab.id === to.container ? inserted(left, section, to.index) : left };
    });
  }
  return layout.map((tab) => ({
    ...tab,
    sections: tab.sections.map((section) => {
      const left = section.fields.filter((id) => id !== thing.id);
      return { ...section, fields: section.id === to.container ? inserted(left, thing.id, to.index) : left };
    }),
  }));
}

/** The layout with a thing one place on or back; beyond the end of its container it goes into the next. */
export function stepped(layout: TabLayout[], thing: Thing, by: 1 | -1): TabLayout[] {
  const from = placeOf(layout, thing);
  if (!from) return layout;
  const index = from.index + by;
  if (index >= 0 && index < from.count) return movedTo(layout, thing, { container: from.container, index });
  const containers = containersOf(layout, thing.kind);
  const next = containers[containers.findIndex(({ id }) => id === from.container) + by];
  return next ? movedTo(layout, thing, { container: next.id, index: by > 0 ? 0 : next.things.length }) : layout;
}

const without = <Item extends { id: number }>(items: readonly Item[], id: number): Item[] => items.filter((item) => item.id !== id);

function inserted<Item>(items: readonly Item[], item: Item, index: number): Item[] {
  return [...items.slice(0, index), item, ...items.slice(index)];
}

/** A thing as the address of a draggable, and back. */
export const handleOf = ({ kind, id }: Thing): string => `${kind}/${id}`;
export function thingOf(handle: string): Thing {
  const [kind, id] = handle.split('/');
  return { kind: kind as Thing['kind'], id: Number(id) };
}
