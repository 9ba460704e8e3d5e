import { expect, test } from 'vitest';
import { EMPTY_MAP, exitsOf, idsOf, mapSchema, type AutomationMap } from '../../src/automations/schema.ts';
import { changed, dice } from './chance-edits.ts';
import { beginHistory, record, redo, undo } from './map-history.ts';
import { reachable } from './map-reach.ts';

const SEQUENCES = 120;
const CHANGES = 40;
function expectValid(map: AutomationMap): void {
  mapSchema.parse(map);
  const ids = new Set(map.steps.map(({ id }) => id));
  for (const step of map.steps) {
    expect(step.next).toHaveLength(exitsOf(step));
    for (const to of step.next) expect(to === null || ids.has(to)).toBe(true);
  }
  expect(map.start === null || ids.has(map.start)).toBe(true);
  for (const { step } of map.triggers) expect(step === null || step === undefined || ids.has(step)).toBe(true);
  expect(Math.max(0, ...idsOf(map))).toBeLessThanOrEqual(map.lastId);
  expect([...reachable(map)].toSorted()).toEqual([...ids].toSorted());
}

const sayNothingOfIds = (map: AutomationMap): object => ({ ...map, lastId: 0 });

test('whatever is done to a map in whatever order, it holds together, moving loses nothing, and undo gives back exactly what was', () => {
  const seed = Number(process.env.SEED ?? 20_261_122);
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const roll = dice(seed + sequence);
    let history = beginHistory(EMPTY_MAP);
    const was: AutomationMap[] = [];
    try {
      for (let change = 0; change < CHANGES; change++) {
        const next = changed(history.now, roll);
        if (next !== history.now) was.push(history.now);
        history = record(history, next);
        expectValid(history.now);
      }
      const last = history.now;
      for (const before of was.toReversed()) {
        history = undo(history);
        expect(sayNothingOfIds(history.now)).toEqual(sayNothingOfIds(before));
        expectValid(history.now);
      }
      for (const _ of was) history = redo(history);
      expect(sayNothingOfIds(history.now)).toEqual(sayNothingOfIds(last));
    } catch (error) {
      throw new Error(`With SEED=${seed + sequence}: ${(error as Error).message}`, { cause: error });
    }
  }
});
