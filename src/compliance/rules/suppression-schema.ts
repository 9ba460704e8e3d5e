import { z } from 'zod';

/** So many addresses are taken at once. */
export const SUPPRESSED_AT_ONCE = 20_000;
const lines = z.string().min(1, 'Give at least one address.').max(2_000_000, 'That is too long for one go. Send it in parts.');

/** A list as people have it: addresses, or the SHA-256 of addresses, one a line. */
export const importSuppressionsBody = z.strictObject({ lines });
export const operatorSuppressionsBody = z.strictObject({
  lines,
  reason: z.enum(['asked', 'trap', 'complaint', 'imported']).default('imported'),
  release: z.boolean().default(false),
});
export const lookUpBody = z.strictObject({
  address: z.string().trim().min(3, 'Give the address.').max(254, 'An address has at most 254 characters.'),
});

export interface SuppressionCounts {
  total: number;
  byReason: { reason: string; reach: 'bulk' | 'all'; count: number }[];
}

export interface SuppressionFound {
  suppressed: boolean;
  reach: 'bulk' | 'all' | null;
  reason: string | null;
  at: string | null;
  byOperator: boolean;
}

export interface TakenLines {
  taken: number;
  known: number;
  /** Lines that are neither an address nor a hash, the first few. */
  unread: string[];
}

const DIGEST = /^[0-9a-f]{64}$/i;
const ADDRESS = /^[^\s@"<>(),;]{1,64}@[^\s@"<>(),;]{1,190}\.[^\s@"<>(),;]{2,63}$/;

/** What the lines of a list say: addresses as records keep them, digests in small letters, and what can be read as neither. */
export function readSuppressionLines(text: string): { addresses: string[]; digests: string[]; unread: string[] } {
  const addresses = new Set<string>();
  const digests = new Set<string>();
  const unread: string[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    const word = line
      .split(/[,;\t]/)[0]!
      .trim()
      .replaceAll(/^"|"$/g, '')
      .toLowerCase();
    if (word === '') continue;
    if (DIGEST.test(word)) digests.add(word);
    else if (ADDRESS.test(word)) addresses.add(word);
    else if (!/^(?:e-?mail|address|hash|sha-?256)/.test(word)) unread.push(line.slice(0, 80));
  }
  return { addresses: [...addresses], digests: [...digests], unread };
}
