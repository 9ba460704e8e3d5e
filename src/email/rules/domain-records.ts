import type { DomainFinding, DomainRecord } from './sending-domain-schema.ts';
import { spfFinding } from './spf-record.ts';
import { dmarcFinding } from './dmarc-record.ts';

/** What the DNS answered for a name and a type: the values there, none, or no answer at all. */
export type DnsAnswer = readonly string[] | 'unanswered';
/** Asked as `TXT name`, `MX name`, `CNAME name`, `A name`. */
export type DnsAnswers = (type: 'TXT' | 'MX' | 'CNAME' | 'A', name: string) => DnsAnswer;

export interface DomainSetUp {
  domain: string;
  /** The domain that people register, under which this one lies: `example.com` of `news.example.com`. */
  organisation: string;
  keys: readonly { selector: string; publicKey: string; state: 'next' | 'signing' }[];
  returnPathHost: string;
  trackingHost: string;
  /** Under which name mail comes in to this installation; null while it takes none by itself. */
  mailHost: string | null;
  /** Under which name this installation is reached. */
  webHost: string;
  /** What of an SPF record allows the servers that send: `a:smtp.example.com`. */
  senders: readonly string[];
}

/** Every name that has to be asked before the records can be judged. */
export function namesToAsk(setUp: DomainSetUp): { type: 'TXT' | 'MX' | 'CNAME' | 'A'; name: string }[] {
  const { domain, organisation, keys, returnPathHost, trackingHost, webHost } = setUp;
  const texts = [
    ...keys.flatMap(({ selector }) => [keyName(selector, domain), `${keyName(selector, domain)}.${domain}`]),
    domain,
    returnPathHost,
    ...new Set([`_dmarc.${domain}`, `_dmarc.${organisation}`]),
  ];
  return [
    ...texts.map((name) => ({ type: 'TXT' as const, name })),
    { type: 'MX', name: returnPathHost },
    { type: 'CNAME', name: returnPathHost },
    { type: 'CNAME', name: trackingHost },
    { type: 'A', name: trackingHost },
    { type: 'A', name: webHost },
  ];
}

export const keyName = (selector: string, domain: string): string => `${selector}._domainkey.${domain}`;
const keyRecord = (publicKey: string): string => `v=DKIM1; k=rsa; p=${publicKey}`;

/** Each record of a sending domain: as it should be, as it is, and what to do. */
export function domainFindings(setUp: DomainSetUp, answers: DnsAnswers): DomainFinding[] {
  return [
    ...setUp.keys.map((key) => dkimFinding(setUp, key, answers)),
    spfFinding({ record: 'spf', name: setUp.domain, isRequired: false, senders: setUp.senders }, answers('TXT', setUp.domain)),
    dmarcFinding(setUp, answers),
    ...(setUp.mailHost === null ? [] : returnPathFindings(setUp, setUp.mailHost, answers)),
    trackingFinding(setUp, answers),
  ];
}

/** The finding of what is there, before anybody has looked. */
export const uncheckedFindings = (setUp: DomainSetUp): DomainFinding[] => domainFindings(setUp, () => 'unanswered');

function dkimFinding({ domain }: DomainSetUp, key: DomainSetUp['keys'][number], answers: DnsAnswers): DomainFinding {
  const name = keyName(key.selector, domain);
  const answer = answers('TXT', name);
  const base = {
    record: 'dkim' as const,
    name,
    type: 'TXT' as const,
    expected: keyRecord(key.publicKey),
    isRequired: key.state === 'signing',
  };
  if (answer === 'unanswered') return unanswered(base);
  const found = answer.filter((text) => /(?:^|;)\s*p=/.test(text));
  if (found.some((text) => publicKeyIn(text) === key.publicKey)) {
    const sentence =
      key.state === 'next' ? 'The new key is there; letters are signed with it from now on.' : 'Letters are signed with this key.';
    return { ...base, found: [...answer], state: 'right', sentence };
  }
  if (found.length === 0) {
    const doubled = answers('TXT', `${name}.${domain}`);
    if (doubled !== 'unanswered' && doubled.some((text) => publicKeyIn(text) === key.publicKey)) {
      const sentence = `The record stands under ${name}.${domain}: your provider adds the domain by itself. Enter only ${key.selector}._domainkey as its name.`;
      return { ...base, found: [...doubled], state: 'wrong', sentence };
    }
    return {
      ...base,
      found: [...answer],
      state: 'missing',
      sentence: 'Add this record; letters cannot be signed in this name before it is there.',
    };
  }
  const sentence = found.some((text) => publicKeyIn(text) === '')
    ? 'The key was taken back (its p= is empty). Put the one shown here in its place.'
    : 'Another key, or a part of this one, stands there. Put the one shown here in its place, whole and in one piece.';
  return { ...base, found, state: 'wrong', sentence };
}

const publicKeyIn = (text: string): string => /(?:^|;)\s*p=([^;]*)/.exec(text)?.[1]?.replaceAll(/\s+/g, '') ?? '';

function returnPathFindings(setUp: DomainSetUp, mailHost: string, answers: DnsAnswers): DomainFinding[] {
  const { returnPathHost: name } = setUp;
  const base = { record: 'return_path' as const, name, type: 'MX' as const, expected: `10 ${mailHost}`, isRequired: false };
  const answer = answers('MX', name);
  const spf = spfFinding({ record: 'return_path_spf', name, isRequired: false, senders: setUp.senders }, answers('TXT', name));
  if (answer === 'unanswered') return [unanswered(base), spf];
  const hosts = answer.map((value) =>
    value
      .replace(/^\d+\s+/, '')
      .replace(/\.$/, '')
      .toLowerCase(),
  );
  const aliases = answers('CNAME', name);
  if (hosts.length > 0 && hosts.every((host) => host === mailHost)) {
    return [
      {
        ...base,
        found: [...answer],
        state: 'right',
        sentence: 'What comes back arrives here, and each letter that could not be delivered is known.',
      },
      spf,
    ];
  }
  if (hosts.length === 0) {
    const isAlias = aliases !== 'unanswered' && aliases.length > 0;
    const sentence = isAlias
      ? 'An alias stands under this name. Take it away and add this record instead.'
      : 'Add this record, so that what comes back arrives here and is tied to its letter. Until then it goes to this installation’s own address.';
    return [{ ...base, found: isAlias ? [...aliases] : [], state: 'missing', sentence }, spf];
  }
  const sentence = `Mail to this name goes to ${hosts.join(', ')}. Use a name of its own for what comes back, such as bounce.${setUp.domain}.`;
  return [{ ...base, found: [...answer], state: 'wrong', sentence }, spf];
}

function trackingFinding({ trackingHost: name, webHost }: DomainSetUp, answers: DnsAnswers): DomainFinding {
  const base = { record: 'tracking' as const, name, type: 'CNAME' as const, expected: webHost, isRequired: false };
  const aliases = answers('CNAME', name);
  const there = answers('A', name);
  const ours = answers('A', webHost);
  if (!webHost.includes('.')) {
    const sentence = `This installation is reached as ${webHost}, which nobody else can find. Once it has a name of its own (BASE_URL), links can carry yours.`;
    return { ...base, found: [], state: 'unchecked', sentence };
  }
  if (aliases === 'unanswered' && there === 'unanswered') return unanswered(base);
  const found = aliases === 'unanswered' || aliases.length === 0 ? (there === 'unanswered' ? [] : [...there]) : [...aliases];
  const isAlias = aliases !== 'unanswered' && aliases.some((alias) => alias.replace(/\.$/, '').toLowerCase() === webHost);
  const isSamePlace =
    there !== 'unanswered' && ours !== 'unanswered' && there.length > 0 && there.every((address) => ours.includes(address));
  if (isAlias || isSamePlace) return { ...base, found, state: 'right', sentence: 'Links in letters begin with this name.' };
  if (found.length === 0) {
    return {
      ...base,
      found,
      state: 'missing',
      sentence: 'Add this record, so that links in letters carry your own name. Until then they carry this installation’s.',
    };
  }
  return {
    ...base,
    found,
    state: 'wrong',
    sentence: `This name leads elsewhere. Let it lead to ${webHost}, or choose another name for links.`,
  };
}

type Base = Pick<DomainFinding, 'record' | 'name' | 'type' | 'expected' | 'isRequired'>;

const unanswered = (base: Base): DomainFinding => ({
  ...base,
  found: [],
  state: 'unchecked',
  sentence: 'No answer has come from the DNS yet.',
});

/** What the findings allow: signing, the return path, the tracking host. Where no answer came, nothing changes. */
export function allowedBy(
  findings: readonly DomainFinding[],
  before: { isVerified: boolean; hasReturnPath: boolean; hasTracking: boolean },
): { isVerified: boolean; hasReturnPath: boolean; hasTracking: boolean } {
  const stands = (record: DomainRecord, now: boolean): boolean => {
    const of = findings.filter((finding) => finding.record === record && (record !== 'dkim' || finding.isRequired));
    if (of.length === 0) return false;
    return of.some(({ state }) => state === 'unchecked') ? now : of.every(({ state }) => state === 'right' || state === 'warning');
  };
  return {
    isVerified: stands('dkim', before.isVerified),
    hasReturnPath: stands('return_path', before.hasReturnPath),
    hasTracking: stands('tracking', before.hasTracking),
  };
}
