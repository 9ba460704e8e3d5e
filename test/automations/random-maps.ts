import { exitsOf, mapSchema, type AutomationMap, type Step } from '../../src/automations/schema.ts';
import { pick, type Luck } from '../random-input.ts';

/** What maps ask for: letters that records bring along or are given from outside. */
const ASKED = ['a', 'b', 'c'];
/** What steps append where it must not matter in which order: nobody asks for them. */
const UNASKED = ['x', 'y', 'z'];

export interface RandomMap {
  map: AutomationMap;
  /** Records may stand on it several times, so that the order in which their places move is nobody's business. */
  isCrowded: boolean;
}

/** A map of every element of the engine. Steps lead downwards, and now and then from a wait of a day back up. */
export function randomMap(luck: Luck): RandomMap {
  const isCrowded = luck() < 0.4;
  const count = 3 + Math.floor(luck() * 11);
  const steps: Step[] = [];
  for (let id = 1; id <= count; id++) steps.push(randomStep(luck, id, { count, isCrowded }));
  const contains = { field: 1, operator: 'contains', values: [pick(luck, ASKED)] };
  const map = mapSchema.parse({
    triggers: [],
    steps: reachable(steps),
    start: 1,
    reentry: pick(luck, isCrowded ? ['always', 'never', 'restart'] : ['never', 'after_leaving', 'restart']),
    exit: luck() < 0.25 ? contains : null,
    quiet: luck() < 0.5 ? { ...pick(luck, QUIET), zone: pick(luck, ZONES) } : null,
    perDay: pick(luck, [1, 2, 20]),
  });
  return { map, isCrowded };
}

const KINDS = ['append', 'append', 'append', 'reach', 'refuse', 'explode', 'condition', 'condition', 'split', 'wait', 'wait', 'wait'];
const RARE = ['goto', 'goal', 'end', 'end'];
const ZONES = ['account', 'contact', 'owner'];
const QUIET = [
  { from: '20:00', to: '09:00' },
  { from: '12:00', to: '15:30', weekdays: [6, 7] },
  { from: '00:00', to: '00:00', weekdays: [1, 2, 7] },
];

function randomStep(luck: Luck, id: number, { count, isCrowded }: { count: number; isCrowded: boolean }): Step {
  const below = (): number | null => (id >= count || luck() < 0.1 ? null : id + 1 + Math.floor(luck() * Math.min(3, count - id)));
  const kind = pick(luck, [...KINDS, ...RARE, ...(isCrowded ? ['fork', 'fork', 'fork'] : [])]);
  const back = kind === 'wait' && luck() < 0.15 && id > 1;
  const step = {
    kind: ['append', 'reach', 'refuse', 'explode'].includes(kind) ? `test.${kind}` : kind,
    settings: back ? { wait: 'for', amount: pick(luck, [3, 24]), unit: 'hours' } : settingsOf(luck, kind, isCrowded),
  };
  const next = Array.from({ length: exitsOf(step) }, () => (back ? 1 + Math.floor(luck() * (id - 1)) : below()));
  return { id, ...step, next };
}

function settingsOf(luck: Luck, kind: string, isCrowded: boolean): Record<string, unknown> {
  const contains = () => ({ field: 1, operator: 'contains', values: [pick(luck, ASKED)] });
  switch (kind) {
    case 'condition':
      return { branches: Array.from({ length: 1 + Math.floor(luck() * 3) }, () => ({ criteria: contains() })) };
    case 'split':
      return {
        variants: pick(luck, [
          [1, 1],
          [3, 0, 1],
          [1, 2, 3, 4, 5],
        ]).map((weight) => ({ weight })),
      };
    case 'fork':
      return { ways: 2 + Math.floor(luck() * 2) };
    case 'goal':
      return {
        triggers: [{ id: 100_000 + Math.floor(luck() * 1e9), event: 'record.created' }],
        arrival: pick(luck, ['wait', 'pass', 'pass']),
      };
    case 'end':
      return { stay: luck() < 0.4 };
    case 'goto':
      return {};
    case 'wait':
      return randomWait(luck, contains());
    default:
      return { letter: pick(luck, isCrowded && (kind === 'append' || kind === 'reach') ? UNASKED : ASKED) };
  }
}

function randomWait(luck: Luck, criteria: object): Record<string, unknown> {
  const zone = pick(luck, ZONES);
  const offset = (more: object) => ({ wait: 'field', offset: { fieldId: 8, ...more }, missing: pick(luck, ['pass', 'fail']), zone });
  return pick(luck, [
    { wait: 'for', amount: 0, unit: 'hours' },
    { wait: 'for', amount: 7, unit: 'hours', zone },
    { wait: 'for', amount: 2, unit: 'days', zone },
    { wait: 'until', at: '2026-03-29T02:30', zone },
    { wait: 'window', weekdays: [1, 3, 7], from: '09:00', zone },
    { wait: 'window', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', zone },
    offset({ amount: 1, unit: 'days', direction: 'before', at: '09:00' }),
    offset({ amount: 30, unit: 'hours', direction: 'after' }),
    offset({ yearly: true }),
    { wait: 'criteria', criteria },
    { wait: 'criteria', criteria, limit: { amount: pick(luck, [5, 40]), unit: 'hours' } },
    { wait: 'criteria', criteria, limit: { amount: 2, unit: 'days' } },
  ]);
}

function reachable(steps: readonly Step[]): Step[] {
  const seen = new Set<number>();
  const ahead = [1];
  while (ahead.length > 0) {
    const id = ahead.pop()!;
    if (seen.has(id)) continue;
    seen.add(id);
    ahead.push(...steps[id - 1]!.next.filter((next): next is number => next !== null));
  }
  return steps.filter(({ id }) => seen.has(id));
}
