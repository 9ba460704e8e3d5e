import { invalid } from '../../app/kernel/problem.ts';
import { knownScopes } from '../../app/scopes.ts';

/** Refuses with `scope_unknown` a scope that no part of the product asks for. */
export function refuseUnknownScopes(scopes: readonly string[] | null): void {
  const known = new Set(knownScopes());
  const unknown = scopes?.find((scope) => !known.has(scope));
  if (unknown !== undefined) throw invalid('scopes', `There is no scope “${unknown}”.`, 'scope_unknown');
}
