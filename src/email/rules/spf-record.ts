import type { DnsAnswer } from './domain-records.ts';
import type { DomainFinding } from './sending-domain-schema.ts';

/** SPF allows so many terms that make receivers ask the DNS again (RFC 7208, 4.6.4). */
const MOST_LOOKUPS = 10;

/** An SPF record that allows the senders: the one that stands there with what it lacks, or a new one. */
export function spfWith(record: string | null, senders: readonly string[]): string {
  if (record === null) return ['v=spf1', ...senders, '~all'].join(' ');
  const terms = record.trim().split(/\s+/);
  const lacking = senders.filter((sender) => !terms.some((term) => term.replace(/^\+/, '').toLowerCase() === sender.toLowerCase()));
  const end = terms.findIndex((term) => /^[+?~-]?all$/i.test(term) || /^redirect=/i.test(term));
  return (end < 0 ? [...terms, ...lacking] : [...terms.slice(0, end), ...lacking, ...terms.slice(end)]).join(' ');
}

interface Asked {
  record: 'spf' | 'return_path_spf';
  name: string;
  isRequired: boolean;
  senders: readonly string[];
}

/** Judges the SPF record of a name. Without one that allows the senders, letters still pass by their signature. */
export function spfFinding({ senders, ...asked }: Asked, answer: DnsAnswer): DomainFinding {
  const base = { ...asked, type: 'TXT' as const };
  if (answer === 'unanswered') {
    return { ...base, expected: spfWith(null, senders), found: [], state: 'unchecked', sentence: 'No answer has come from the DNS yet.' };
  }
  const found = answer.filter((text) => /^v=spf1(?:\s|$)/i.test(text));
  const [record = null] = found;
  const expected = spfWith(record, senders);
  if (found.length > 1) {
    return {
      ...base,
      expected,
      found,
      state: 'wrong',
      sentence: 'There are two SPF records, and receivers then heed none. Keep one that holds what both say.',
    };
  }
  if (record === null) {
    return {
      ...base,
      expected,
      found,
      state: 'missing',
      sentence: 'Add this record. It tells receivers which servers may send in this name.',
    };
  }
  if (/(?:^|\s)\+?all(?:\s|$)/i.test(record)) {
    return {
      ...base,
      expected,
      found,
      state: 'warning',
      sentence: 'The record ends with "all", which lets everybody send in this name. End it with ~all.',
    };
  }
  if (expected !== record.trim().replaceAll(/\s+/g, ' ')) {
    return {
      ...base,
      expected,
      found,
      state: 'wrong',
      sentence: 'The record does not name the servers that send these letters. Change it to the one shown.',
    };
  }
  const lookups = record
    .split(/\s+/)
    .filter((term) => /^[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr|exists:)|^redirect=/i.test(term)).length;
  if (lookups > MOST_LOOKUPS) {
    return {
      ...base,
      expected,
      found,
      state: 'warning',
      sentence: `The record makes receivers ask ${lookups} times; after ${MOST_LOOKUPS} they give up. Take out what is not used.`,
    };
  }
  return { ...base, expected, found, state: 'right', sentence: 'The servers that send these letters may do so in this name.' };
}
