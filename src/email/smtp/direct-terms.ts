import type { DirectTerms } from './direct.ts';

const USUAL: DirectTerms = { connections: 2, port: 25, nameServers: [] };
let terms = USUAL;

/** How letters reach the servers of their receivers; `setDirectTerms` changes it where another network stands for the internet. */
export const directTerms = (): DirectTerms => terms;

/** Tells this process whom to ask for mail servers and on which port they listen; without a word as on the internet. */
export function setDirectTerms(changed: Partial<DirectTerms> = {}): void {
  terms = { ...USUAL, ...changed };
}
