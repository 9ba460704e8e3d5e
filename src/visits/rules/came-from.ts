/** The five words by which an address says where its visitor comes from. */
export const UTM_KEYS = ['campaign', 'source', 'medium', 'content', 'term'] as const;
export type UtmKey = (typeof UTM_KEYS)[number];
export type Utm = Partial<Record<UtmKey, string>>;

/** How somebody came to a page. */
export interface CameFrom {
  utm?: Utm;
  /** The page of another site that led here, without its question. */
  referrer?: string;
  /** The page they came to, without its question. */
  page?: string;
}

const LONGEST_WORD = 200;
const LONGEST_ADDRESS = 1_000;

/** A page's address without question and mark: what stands in those may be about a person. Undefined for what is no web address. */
export function plainAddress(address: string | undefined): { host: string; path: string; whole: string } | undefined {
  if (!address || address.length > 8_000 || !URL.canParse(address)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const host = hostname.toLowerCase().slice(0, 253);
  const path = pathname.slice(0, LONGEST_ADDRESS);
  return { host, path, whole: `${protocol}//${host}${port ? `:${port}` : ''}${path}` };
}

/** The UTM words of an address; undefined where it has none. */
export function utmOf(address: string | undefined): Utm | undefined {
  if (!address || address.length > 8_000 || !URL.canParse(address)) return undefined;
  const { searchParams } = new URL(address);
  const utm: Utm = {};
  for (const key of UTM_KEYS) {
    const word = cleaned(searchParams.get(`utm_${key}`));
    if (word) utm[key] = word;
  }
  return Object.keys(utm).length > 0 ? utm : undefined;
}

/** How a page was come to: what its address says, and which other site led there. */
export function cameFrom(address: string | undefined, referrer: string | undefined): CameFrom {
  const page = plainAddress(address);
  const before = plainAddress(referrer);
  const utm = utmOf(address);
  return {
    ...(utm && { utm }),
    ...(before && before.host !== page?.host && { referrer: before.whole }),
    ...(page && { page: page.whole }),
  };
}

const cleaned = (word: string | null): string =>
  (word ?? '')
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_WORD);
