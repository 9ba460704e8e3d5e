import type { DnsAnswers, DomainSetUp } from './domain-records.ts';
import type { DomainFinding } from './sending-domain-schema.ts';

/**
 * Judges the DMARC record of a domain, or of the registered domain above it, which counts where it has none of its own. The large providers ask
 * for one of everybody who sends much.
 */
export function dmarcFinding({ domain, organisation }: DomainSetUp, answers: DnsAnswers): DomainFinding {
  const name = `_dmarc.${domain}`;
  const base = { record: 'dmarc' as const, name, type: 'TXT' as const, expected: 'v=DMARC1; p=none', isRequired: false };
  const own = recordsIn(answers('TXT', name));
  const above = organisation === domain ? own : recordsIn(answers('TXT', `_dmarc.${organisation}`));
  if (own === 'unanswered') return { ...base, found: [], state: 'unchecked', sentence: 'No answer has come from the DNS yet.' };
  const found = own.length > 0 ? own : above === 'unanswered' ? [] : above;
  const [record] = found;
  if (found.length > 1) {
    return { ...base, found, state: 'wrong', sentence: 'There are two DMARC records, and receivers then heed none. Keep one.' };
  }
  if (record === undefined) {
    return {
      ...base,
      found,
      state: 'missing',
      sentence: 'Add this record. The large providers ask for it; it changes nothing of what is delivered today.',
    };
  }
  const policy = tagOf(record, 'p')?.toLowerCase();
  if (policy === undefined || !['none', 'quarantine', 'reject'].includes(policy)) {
    return {
      ...base,
      found,
      state: 'wrong',
      sentence: 'The record says no policy (p=none, quarantine or reject), so receivers do not heed it.',
    };
  }
  const right = { ...base, expected: record, found, state: 'right' as const };
  const from = own.length > 0 ? '' : ` It stands at ${organisation} and counts here too.`;
  if (policy === 'none') {
    return {
      ...right,
      sentence: `Receivers only watch (p=none). Once all your mail is signed, p=quarantine keeps others from using your name.${from}`,
    };
  }
  return {
    ...right,
    sentence: `Receivers ${policy === 'reject' ? 'refuse' : 'set aside'} what is neither signed nor sent in your name.${from}`,
  };
}

/** How letters meet DMARC, in one sentence: by a signature in the very domain people see, or by the return path. */
export function alignmentSentence(
  domain: string,
  { isVerified, returnPathHost }: { isVerified: boolean; returnPathHost: string | null },
): string {
  if (!isVerified) {
    return `DMARC looks for a signature of the very domain that people see as sender. Once its key is found, letters from addresses at ${domain} carry one.`;
  }
  const byReturnPath =
    returnPathHost === null
      ? 'They come back to another domain, so only the signature counts, which is enough.'
      : `They come back to ${returnPathHost} under the same domain, so SPF counts as well.`;
  return `Letters from addresses at ${domain} carry its own signature, which is what DMARC looks for. ${byReturnPath}`;
}

const recordsIn = (answer: readonly string[] | 'unanswered'): string[] | 'unanswered' =>
  answer === 'unanswered' ? answer : answer.filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text));

const tagOf = (record: string, tag: string): string | undefined =>
  new RegExp(`(?:^|;)\\s*${tag}\\s*=\\s*([^;\\s]+)`, 'i').exec(record)?.[1];
