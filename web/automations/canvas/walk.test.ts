import { expect, test } from 'vitest';
import { EMPTY_MAP, type AutomationMap, type Step } from '../../../src/automations/schema.ts';
import { layoutMap } from './layout.ts';
import { type Direction, walk } from './walk.ts';

const step = (id: number, kind: string, next: (number | null)[]): Step => ({ id, kind, settings: {}, next });
const map: AutomationMap = {
  ...EMPTY_MAP,
  triggers: [{ id: 9, event: 'tag.added' }],
  start: 1,
  lastId: 9,
  steps: [step(1, 'condition', [2, 3]), step(2, 'a', [4]), step(3, 'b', [4]), step(4, 'c', [null])],
};

function walked(on: AutomationMap, from: string, ...directions: Direction[]): string[] {
  const layout = layoutMap(on);
  const way = [from];
  for (const direction of directions) way.push(walk(layout, way.at(-1)!, direction) ?? 'nowhere');
  return way.slice(1);
}

test('down follows the first way, right goes to the branch beside, up goes back', () => {
  expect(walked(map, 'entrance', 'down', 'down', 'right', 'down', 'down')).toEqual(['step-1', 'step-2', 'step-3', 'step-4', 'open-4-0']);
  expect(walked(map, 'step-3', 'up', 'up', 'up', 'right', 'down')).toEqual(['step-1', 'entrance', 'trigger-9', 'add-trigger', 'entrance']);
});

test('an empty map has its ends to stand on', () => {
  expect(walked(EMPTY_MAP, 'entrance', 'down', 'down')).toEqual(['open-start', 'nowhere']);
  expect(walked(EMPTY_MAP, 'entrance', 'up', 'down')).toEqual(['add-trigger', 'entrance']);
});
