import type { AutomationMap } from '../../src/automations/schema.ts';

const MOST_KEPT = 200;

/** A map as it is now, as it was before each change, and as it was before each that has been taken back. */
export interface History {
  now: AutomationMap;
  past: readonly AutomationMap[];
  future: readonly AutomationMap[];
}

export const beginHistory = (now: AutomationMap): History => ({ now, past: [], future: [] });

/** A change made; what had been taken back cannot be done again after it. */
export const record = (history: History, now: AutomationMap): History =>
  now === history.now ? history : { now, past: [...history.past, history.now].slice(-MOST_KEPT), future: [] };

/** Exactly the map before the last change; ids given since are not given again. */
export function undo(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return { now: withIdsOf(before, history.now), past: history.past.slice(0, -1), future: [history.now, ...history.future] };
}

export function redo(history: History): History {
  const [after, ...future] = history.future;
  return after ? { now: withIdsOf(after, history.now), past: [...history.past, history.now], future } : history;
}

const withIdsOf = (map: AutomationMap, other: AutomationMap): AutomationMap =>
  other.lastId > map.lastId ? { ...map, lastId: other.lastId } : map;
