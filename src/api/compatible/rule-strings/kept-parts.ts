import { createHash } from 'node:crypto';
import type { Spoken } from './terms.ts';

/** What stands in a rule's texts for a part that calls have no words for: given back, it stays as it is. */
export const KEPT = 'Kept_as_made_in_the_app';

/** Names a part by what it says, so that it is found again wherever it stands. */
export const nameOfPart = (part: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(part)))
    .digest('hex')
    .slice(0, 12);

export const keptPhrase = (part: unknown): Spoken => ({ name: KEPT, parameters: [nameOfPart(part)] });

/** The same whatever the order in which the database gives an object's members. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => [key, sorted(member)]));
}
