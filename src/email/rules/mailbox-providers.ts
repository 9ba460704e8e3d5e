/** Who keeps the mailboxes of a domain, as far as that matters to who sends there. */
export const MAILBOX_PROVIDERS = ['google', 'microsoft', 'yahoo', 'apple', 'gmx', 'other'] as const;
export type MailboxProvider = (typeof MAILBOX_PROVIDERS)[number];

const BY_DOMAIN: readonly [MailboxProvider, RegExp][] = [
  ['google', /^(?:gmail|googlemail)\.com$/],
  ['microsoft', /^(?:outlook|hotmail|live|msn)\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/],
  ['yahoo', /^(?:yahoo|ymail|rocketmail|aol|aim)\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/],
  ['apple', /^(?:icloud|me|mac)\.com$/],
  ['gmx', /^(?:gmx\.(?:de|net|at|ch|com)|web\.de|mail\.com|1und1\.de|ionos\.de)$/],
];
const BY_SERVER: readonly [MailboxProvider, RegExp][] = [
  ['google', /(?:^|\.)(?:google|googlemail|psmtp)\.com$/],
  ['microsoft', /(?:^|\.)(?:outlook|hotmail)\.com$|\.mx\.microsoft$/],
  ['yahoo', /(?:^|\.)yahoodns\.net$/],
  ['apple', /(?:^|\.)icloud\.com$/],
  ['gmx', /(?:^|\.)(?:gmx\.net|web\.de|kundenserver\.de|ionos\.(?:de|com))$/],
];

/** The provider of a domain by its name; undefined where only its mail servers could tell. */
export const providerByDomain = (domain: string): MailboxProvider | undefined => BY_DOMAIN.find(([, pattern]) => pattern.test(domain))?.[0];

/** The provider whose servers take a domain's mail: companies have theirs kept by the large ones too. */
export function providerByServers(servers: readonly string[]): MailboxProvider {
  const hosts = servers.map((server) =>
    server
      .replace(/^\d+\s+/, '')
      .replace(/\.$/, '')
      .toLowerCase(),
  );
  return BY_SERVER.find(([, pattern]) => hosts.some((host) => pattern.test(host)))?.[0] ?? 'other';
}

/** What the large providers ask of everybody who sends much: complaints below 0.1 %, never 0.3 %. Bounces beyond 2 and 5 % are the custom of the trade. */
export const PUBLISHED_LIMITS = { complained: { aim: 0.001, most: 0.003 }, bounced: { aim: 0.02, most: 0.05 } } as const;
export type LimitedRate = keyof typeof PUBLISHED_LIMITS;

/** How a rate stands to its limits. Of few letters one more or less says nothing. */
export function standingOf(what: LimitedRate, count: number, of: number): 'good' | 'warn' | 'bad' | 'unknown' {
  if (of < FEWEST) return 'unknown';
  const { aim, most } = PUBLISHED_LIMITS[what];
  const rate = count / of;
  return rate >= most ? 'bad' : rate >= aim ? 'warn' : 'good';
}

/** From so many letters on a rate is judged. */
const FEWEST = 100;
