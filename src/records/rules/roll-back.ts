import type { Value } from './shape.ts';

/** A moment in a record's history: just before an event of it, or just after. */
export interface Moment {
  event: number;
  side: 'before' | 'after';
}

/** An event that changed values, as the ledger keeps it; `personal` is null where it is no longer kept. */
export interface ValueEvent {
  id: number;
  kind: string;
  data: Record<string, unknown> | null;
  personal: Record<string, unknown> | null;
}

export interface Standing {
  /** By field id; blank ones are left out. */
  values: Record<string, Value>;
  /** Ids of fields whose value then is no longer known. */
  unknown: ReadonlySet<string>;
}

/**
 * How a record stood at a moment: what stands now, with the events since, last first, taken back one by one. Undefined where the moment is
 * not among the events.
 */
export function rolledBack(now: Readonly<Record<string, Value>>, events: readonly ValueEvent[], moment: Moment): Standing | undefined {
  const place = events.findIndex(({ id }) => id === moment.event);
  if (place < 0) return undefined;
  const values: Record<string, Value> = { ...now };
  const unknown = new Set<string>();
  for (const event of events.slice(0, moment.side === 'before' ? place + 1 : place)) takeBack(event, values, unknown);
  for (const [id, value] of Object.entries(values)) if (value === null || unknown.has(id)) delete values[id];
  return { values, unknown };
}

function takeBack({ kind, data, personal }: ValueEvent, values: Record<string, Value>, unknown: Set<string>): void {
  if (kind === 'record.created') {
    for (const id of Object.keys(values)) delete values[id];
    return unknown.clear();
  }
  const changes = (personal?.changes ?? {}) as Record<string, [Value, Value]>;
  const fields = new Set([...((data?.fields ?? []) as number[]).map(String), ...Object.keys(changes)]);
  for (const id of fields) {
    const change = changes[id];
    if (change) {
      values[id] = change[0];
      unknown.delete(id);
    } else unknown.add(id);
  }
}
