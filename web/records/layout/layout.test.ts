import { describe, expect, it } from 'vitest';
import type { TabLayout } from '../data.ts';
import { movedTo, placeOf, stepped } from './layout.ts';

const layout = (): TabLayout[] => [
  {
    id: 1,
    sections: [
      { id: 1, fields: [1, 2] },
      { id: 2, fields: [] },
    ],
  },
  { id: 2, sections: [{ id: 3, fields: [3] }] },
];

describe('arranging', () => {
  it('moves a field within its section and into others', () => {
    expect(movedTo(layout(), { kind: 'field', id: 1 }, { container: 1, index: 1 })[0]!.sections[0]!.fields).toEqual([2, 1]);
    const moved = movedTo(layout(), { kind: 'field', id: 1 }, { container: 3, index: 1 });
    expect([moved[0]!.sections[0]!.fields, moved[1]!.sections[0]!.fields]).toEqual([[2], [3, 1]]);
  });

  it('steps a field from section to section to the very end, where it stays', () => {
    const field = { kind: 'field', id: 1 } as const;
    let now = layout();
    const seen: unknown[] = [];
    for (let step = 0; step < 6; step++) {
      now = stepped(now, field, 1);
      const { container, index } = placeOf(now, field)!;
      seen.push([container, index]);
    }
    expect(seen).toEqual([
      [1, 1],
      [2, 0],
      [3, 0],
      [3, 1],
      [3, 1],
      [3, 1],
    ]);
    for (let step = 0; step < 9; step++) now = stepped(now, field, -1);
    expect(now).toEqual(layout());
  });

  it('steps a section into the next tab, and a tab past another', () => {
    const section = { kind: 'section', id: 2 } as const;
    expect(stepped(layout(), section, 1)[1]!.sections.map(({ id }) => id)).toEqual([2, 3]);
    expect(stepped(layout(), { kind: 'tab', id: 2 }, -1).map(({ id }) => id)).toEqual([2, 1]);
    expect(stepped(layout(), { kind: 'tab', id: 2 }, 1)).toEqual(layout());
  });
});
