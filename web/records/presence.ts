/** What a page tells of itself while it has a record open. */
export interface Presence {
  page: string;
  userId: number;
  doing: 'arriving' | 'here' | 'leaving';
  fieldId: number | null;
}

/** Whom this page has heard of, by page, and when. */
export type Seen = ReadonlyMap<string, { userId: number; fieldId: number | null; at: number }>;

/** A page says so often that it is still there. */
export const TELL_EVERY_MS = 20_000;
/** Whoever has not been heard of for so long is gone: their tab was closed without a word, or the network is. */
export const GONE_AFTER_MS = 50_000;

/** What is known once a page has been heard. */
export function afterHearing(seen: Seen, presence: Presence, now: number): Seen {
  const next = new Map(seen);
  if (presence.doing === 'leaving') next.delete(presence.page);
  else next.set(presence.page, { userId: presence.userId, fieldId: presence.fieldId, at: now });
  return next;
}

export interface Person {
  userId: number;
  fieldId: number | null;
}

/** Who else is here: each person once, with the field they are editing if any of their pages is. */
export function whoIsHere(seen: Seen, now: number, self: number): Person[] {
  const people = new Map<number, Person>();
  for (const { userId, fieldId, at } of seen.values()) {
    if (userId === self || now - at > GONE_AFTER_MS) continue;
    const known = people.get(userId);
    people.set(userId, { userId, fieldId: known?.fieldId ?? fieldId });
  }
  return [...people.values()].toSorted((one, other) => one.userId - other.userId);
}
