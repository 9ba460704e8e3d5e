import type { CompatibleCall } from '../call.ts';
import { NOT_FOUND, Refusal } from '../refusal.ts';
import { idsOf } from '../rules/parameters.ts';

/**
 * The numbers of a list of a call. Words among them are passed over, as clients expect; a number that is nobody's is refused where something is
 * added, for nothing is acknowledged that is not kept, and passed over where something is taken off.
 */
export function idsThatAre({ parameters, method }: CompatibleCall, list: string, isThere: (id: number) => boolean): number[] {
  const ids = idsOf(parameters, list);
  if (method !== 'DELETE' && !ids.every(isThere)) throw new Refusal(404, NOT_FOUND);
  return ids.filter(isThere);
}
