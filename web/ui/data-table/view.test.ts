import { expect, test } from 'vitest';
import type { Column } from './types.ts';
import { readView, writeView } from './view.ts';

const column = (id: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({ id, header: id, render: () => null, ...more });
const columns = [
  column('name', { isPinned: true, width: 240 }),
  column('email', { isDefault: true }),
  column('city'),
  column('owner', { isDefault: true, width: 140 }),
];

test('an empty address shows the pinned and the default columns', () => {
  expect(readView('', columns)).toEqual([
    { id: 'name', width: 240 },
    { id: 'email', width: 180 },
    { id: 'owner', width: 140 },
  ]);
});

test('the address chooses columns, order and widths, and cannot hide what is pinned', () => {
  expect(readView('city:99,email', columns)).toEqual([
    { id: 'name', width: 240 },
    { id: 'city', width: 99 },
    { id: 'email', width: 180 },
  ]);
});

test('a column that does not exist or a width out of reason does no harm', () => {
  expect(readView('gone,city:1', columns)).toEqual([
    { id: 'name', width: 240 },
    { id: 'city', width: 72 },
  ]);
});

test('what is written is read back', () => {
  const view = [
    { id: 'name', width: 300 },
    { id: 'owner', width: 140 },
    { id: 'city', width: 201 },
  ];
  expect(writeView(view, columns)).toBe('name:300,owner,city:201');
  expect(readView(writeView(view, columns), columns)).toEqual(view);
});
