import { domainOfAddress } from './address.ts';

/** Providers at which anybody gets an address. Each tells others to refuse mail in its name that does not come from its own servers. */
const PROVIDERS: Readonly<Record<string, RegExp>> = {
  google: /^(?:gmail|googlemail)\.com$/,
  microsoft: /^(?:outlook|hotmail|live|msn|passport)\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/,
  yahoo: /^(?:yahoo|ymail|rocketmail|myyahoo|aol|aim|verizon)\.(?:com|net|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/,
  apple: /^(?:icloud|me|mac)\.com$/,
  gmx: /^(?:gmx|web)\.(?:de|net|at|ch|com|fr|es)$/,
  mail: /^(?:mail\.com|email\.com|usa\.com|consultant\.com|europe\.com|post\.com)$/,
  proton: /^(?:proton|protonmail)\.(?:me|com|ch)$|^pm\.me$/,
  tonline: /^(?:t-online|freenet|arcor|1und1|online)\.de$/,
  russian: /^(?:mail|bk|inbox|list|internet|rambler)\.ru$|^(?:yandex)\.(?:ru|com|by|kz|ua)$|^ya\.ru$/,
  french: /^(?:orange|wanadoo|free|laposte|sfr|neuf|bbox)\.(?:fr|net)$/,
  italian: /^(?:libero|virgilio|alice|tiscali|tin)\.it$/,
  asian: /^(?:qq|163|126|sina|sohu|naver|daum|hanmail|rediffmail)\.(?:com|net|cn)$|^docomo\.ne\.jp$/,
  american: /^(?:comcast|att|sbcglobal|bellsouth|cox|charter|earthlink|juno)\.(?:net|com)$/,
  polish: /^(?:wp|o2|onet|interia|poczta)\.(?:pl|eu)$/,
  czech: /^(?:seznam|centrum|email)\.(?:cz)$/,
  other: /^(?:zoho|fastmail|hushmail|tutanota|tuta|mailbox|posteo|hey)\.(?:com|fm|io|org|de|net)$/,
};

/** Whether addresses of a domain are given to anybody. */
export const isFreeMailDomain = (domain: string): boolean => Object.values(PROVIDERS).some((pattern) => pattern.test(domain.toLowerCase()));

/** The mail servers of a provider by which its own customers send. */
const OWN_SERVERS: Readonly<Record<string, RegExp>> = {
  google: /(?:^|\.)(?:gmail|google|googlemail)\.com$/,
  microsoft: /(?:^|\.)(?:outlook|office365|office|hotmail|live)\.com$/,
  yahoo: /(?:^|\.)(?:yahoo|aol)\.com$/,
  apple: /(?:^|\.)(?:me|icloud)\.com$/,
};

/**
 * Why letters may not say that they come from an address of a mail provider, in one sentence; undefined where they may. With the provider's own
 * server for its customers they may.
 */
export function freeMailProblem(address: string, smtpHost: string): string | undefined {
  const domain = domainOfAddress(address);
  const provider = Object.keys(PROVIDERS).find((name) => PROVIDERS[name]!.test(domain));
  if (!provider) return undefined;
  if (OWN_SERVERS[provider]?.test(smtpHost.toLowerCase()) || smtpHost.toLowerCase().endsWith(`.${domain}`)) return undefined;
  return `Letters cannot come from an address at ${domain}: its provider has others refuse what its own servers did not send. Use an address at a domain of your own; answers may still go to ${address} (reply-to).`;
}
