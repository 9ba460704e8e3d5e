import { CONTACT_FIELDS, type Value } from '../../records/schema.ts';
import { UTM_KEYS, type CameFrom } from './came-from.ts';

/** How somebody first came, and how they last did. */
export interface Source {
  first: CameFrom;
  last: CameFrom;
}

/**
 * What a contact's source fields are to become: the first source where nothing is written yet, the last one whenever its address said anything.
 * `standing` are the contact's values as they are.
 */
export function sourceChanges(source: Source, standing: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const { firstCampaign, lastCampaign, referringPage } = CONTACT_FIELDS;
  const changes: Record<string, Value> = {};
  const isBlank = (fieldId: number): boolean => (standing[fieldId] ?? null) === null;
  const first = UTM_KEYS.map((key, place) => ({ fieldId: firstCampaign + place, word: source.first.utm?.[key] }));
  if (first.every(({ fieldId }) => isBlank(fieldId))) for (const { fieldId, word } of first) if (word) changes[fieldId] = word;
  // All five together: the medium of one visit beside the campaign of another would be neither.
  if (source.last.utm) for (const [place, key] of UTM_KEYS.entries()) changes[lastCampaign + place] = source.last.utm[key] ?? null;
  if (source.first.referrer && isBlank(referringPage)) changes[referringPage] = source.first.referrer;
  return changes;
}
