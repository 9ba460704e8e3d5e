import { ADD_TRIGGER, ENTRANCE, type Layout, type Placed } from './layout.ts';

export type Direction = 'down' | 'up' | 'left' | 'right';

/** Going down counts so much more than going across when the nearest element to a side is looked for. */
const ACROSS = 3;

/** The element that an arrow key leads to from another; undefined where there is none. Down follows the first way, up goes back, left and right go to what stands beside. */
export function walk({ placed, ways }: Layout, from: string, direction: Direction): string | undefined {
  const here = placed.find(({ id }) => id === from);
  if (!here) return placed.find(({ kind }) => kind === 'entrance')?.id;
  const to = (id: string): Placed | undefined => placed.find((one) => one.id === id);
  // No line leads from where a trigger can be added, but the keys do.
  if (direction === 'down' && from === ADD_TRIGGER) return ENTRANCE;
  if (direction === 'up' && from === ENTRANCE && !ways.some((way) => way.to === ENTRANCE)) return ADD_TRIGGER;
  if (direction === 'down') return ways.filter((way) => way.from === from).toSorted((one, other) => one.exit - other.exit)[0]?.to;
  if (direction === 'up') {
    const before = ways.flatMap((way) => (way.to === from ? [to(way.from)] : [])).filter((one) => one !== undefined);
    return before.toSorted((one, other) => Math.abs(middle(one).x - middle(here).x) - Math.abs(middle(other).x - middle(here).x))[0]?.id;
  }
  const side = direction === 'left' ? -1 : 1;
  const cost = (one: Placed): number => Math.abs(middle(one).x - middle(here).x) + ACROSS * Math.abs(middle(one).y - middle(here).y);
  return placed
    .filter((one) => (middle(one).x - middle(here).x) * side > here.width / 3)
    .filter((one) => Math.abs(middle(one).y - middle(here).y) < Math.abs(middle(one).x - middle(here).x))
    .toSorted((one, other) => cost(one) - cost(other))[0]?.id;
}

export const middle = ({ x, y, width, height }: Placed): { x: number; y: number } => ({ x: x + width / 2, y: y + height / 2 });
