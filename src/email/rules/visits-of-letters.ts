import { isbot } from 'isbot';

/** What is known of whoever loads a letter's pixel or follows a link in it. */
export interface LetterVisit {
  method: string;
  userAgent: string;
  /** What browsers say when they load something before anybody asked for it. */
  purpose?: string | undefined;
  /** How long ago the letter left; null while nobody knows. */
  sinceSentMs: number | null;
}

/**
 * Who it was. `proxy`: a mail service that fetches pictures when its user looks at the letter, which counts as the person.
 * `prefetch`: a mail program that loads pictures of letters nobody has looked at. `scanner`: a program that follows links to judge them.
 */
export type Visitor = 'person' | 'proxy' | 'prefetch' | 'scanner';

export const isMachine = (visitor: Visitor): boolean => visitor === 'prefetch' || visitor === 'scanner';

/** They say who they are, and come when the letter is looked at. */
const PICTURE_PROXIES = /GoogleImageProxy|YahooMailProxy/i;
/** A large mail service that loads the pictures of a letter arriving while its user is signed in says exactly this (published by senders in 2022). */
const PREFETCHES_SAYING =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0';
/** Mail programs that hide their users fetch through servers that say no more than this. */
const SAYS_NOTHING = 'Mozilla/5.0';
/** Gateways that judge letters before they are delivered, and programs that are no browser. */
const SCANNERS =
  /barracuda|proofpoint|mimecast|messagelabs|symantec|trend ?micro|fortinet|fireeye|cisco|ironport|sophos|safelinks|msft|bitdefender|zscaler|python|curl|wget|go-http-client|okhttp|java\/|libwww|headless|phantomjs|node-fetch|axios|undici/i;
/** Nobody opens, or reads on to a link, as quickly as this after the letter was handed over. */
const TOO_FAST_TO_OPEN_MS = 1_000;
const TOO_FAST_TO_CLICK_MS = 3_000;

/** Who loaded the pixel of a letter. */
export function visitorOfPixel(visit: LetterVisit): Visitor {
  if (PICTURE_PROXIES.test(visit.userAgent)) return visit.method === 'HEAD' ? 'scanner' : 'proxy';
  if (visit.userAgent === SAYS_NOTHING || visit.userAgent === PREFETCHES_SAYING || isAhead(visit)) return 'prefetch';
  return isProgram(visit) || isWithin(visit, TOO_FAST_TO_OPEN_MS) ? 'scanner' : 'person';
}

/** Who followed a link of a letter. */
export function visitorOfLink(visit: LetterVisit): Visitor {
  if (isAhead(visit) || visit.userAgent === PREFETCHES_SAYING) return 'prefetch';
  return isProgram(visit) || visit.userAgent === SAYS_NOTHING || isWithin(visit, TOO_FAST_TO_CLICK_MS) ? 'scanner' : 'person';
}

const isProgram = ({ method, userAgent }: LetterVisit): boolean =>
  method === 'HEAD' || userAgent.trim() === '' || isbot(userAgent) || SCANNERS.test(userAgent);
const isAhead = ({ purpose }: LetterVisit): boolean => /prefetch|preview|prerender/i.test(purpose ?? '');
const isWithin = ({ sinceSentMs }: LetterVisit, ms: number): boolean => sinceSentMs !== null && sinceSentMs >= 0 && sinceSentMs < ms;

/** Links followed within moments of each other. */
export interface Burst {
  /** When it began. */
  at: string;
  links: readonly number[];
  /** Those of them that were counted as followed by the person for the first time. */
  counted: readonly number[];
}

/** Clicks further apart are not one burst. */
const BURST_MS = 5_000;
/** As many different links in one burst are followed by programs alone; */
const TOO_MANY_LINKS = 3;
/** and so are all links of a letter that has more than one, this quickly. */
const ALL_LINKS_MS = 1_500;

/** The burst that a click belongs to, the click in it. */
export function burstWith(burst: Burst | null, { link, at }: { link: number; at: Date }): Burst {
  if (burst === null || at.getTime() - Date.parse(burst.at) > BURST_MS) return { at: at.toISOString(), links: [link], counted: [] };
  return { ...burst, links: [...new Set([...burst.links, link])] };
}

/** Whether a program follows links here, judged when one more was followed. */
export function isOfMachine(burst: Burst, { at, linksInLetter }: { at: Date; linksInLetter: number }): boolean {
  if (burst.links.length >= TOO_MANY_LINKS) return true;
  return burst.links.length > 1 && burst.links.length >= linksInLetter && at.getTime() - Date.parse(burst.at) <= ALL_LINKS_MS;
}
