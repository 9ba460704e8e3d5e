import { describe, expect, it } from 'vitest';
import { bandOf } from './bands.ts';
import { type Cards, type ColumnTotal, inColumn, type Move, totalsAfter, withMoved } from './board-data.ts';

const card = (id: number, worth = 0) => ({ id, values: { 9: worth } }) as never;
const cards = (...ids: number[]): Cards => ({ pages: [{ rows: ids.map((id) => card(id)), next: null }], pageParams: [null] });
const move: Move = { card: card(2, 500), from: 1, to: 3 };

describe('a moved card', () => {
  it('leaves its column and stands first in the other, whichever page it was on', () => {
    expect(withMoved(cards(1, 2), move, false)).toEqual(cards(1));
    expect(withMoved(cards(4), move, true).pages[0]!.rows.map(({ id }) => id)).toEqual([2, 4]);
    expect(withMoved(cards(2, 4), move, true).pages[0]!.rows.map(({ id }) => id)).toEqual([2, 4]);
  });

  it('takes its worth along, also into a column that was empty, and moved back leaves all as it was', () => {
    const before: ColumnTotal[] = [{ optionId: 1, count: 4, sum: 700 }];
    const board = { settings: { fieldId: 17, fields: [], sumFieldId: 9 } };
    const after = totalsAfter(before, move, board);
    expect(after).toEqual([
      { optionId: 1, count: 3, sum: 200 },
      { optionId: 3, count: 1, sum: 500 },
    ]);
    expect(totalsAfter(after, { ...move, from: 3, to: 1 }, board)).toEqual([...before, { optionId: 3, count: 0, sum: 0 }]);
    expect(totalsAfter([{ optionId: 1, count: 4, sum: null }], move, { settings: { fieldId: 17, fields: [] } })[0]).toEqual({
      optionId: 1,
      count: 3,
      sum: null,
    });
  });
});

describe('a column', () => {
  it('asks what the list asks, and for its option', () => {
    const field = { id: 17 } as never;
    expect(inColumn({ which: { search: 'ada' }, field }, 3)).toEqual({
      search: 'ada',
      criteria: '{"field":17,"operator":"is","values":[3]}',
    });
    expect(JSON.parse(inColumn({ which: { criteria: '{"tag":1}' }, field }, 0).criteria!)).toEqual({
      all: [{ tag: 1 }, { field: 17, operator: 'is_blank' }],
    });
  });
});

describe('the colour of time', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  const ago = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
  it('is that of the first band reached since the last activity, or since it was added where there was none', () => {
    const bands = [
      { days: 7, color: 'green' },
      { days: 30, color: 'red' },
    ] as const;
    const active = (time: string | null) => bandOf({ lastActivityAt: time, createdAt: ago(500) }, now, bands).color;
    expect([ago(0), ago(7), ago(7.01), ago(30), ago(400), null].map(active)).toEqual(['green', 'green', 'red', 'red', 'red', 'red']);
    expect(bandOf({ lastActivityAt: null, createdAt: ago(3) }, now).color).toBe('green');
    expect(bandOf({ lastActivityAt: ago(100), createdAt: ago(3) }, now).color).toBe('red');
  });
});
