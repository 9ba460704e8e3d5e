import { Resolver } from 'node:dns/promises';
import type { Database } from '../../app/db.ts';
import { installationOf } from '../../accounts/index.ts';
import type { DnsAnswer, DnsAnswers } from '../rules/domain-records.ts';

export type DnsType = 'TXT' | 'MX' | 'CNAME' | 'A';

const TIMEOUT_MS = 2_000;
const TRIES = 2;
/** A name that is not there, and one that has nothing of the type asked for. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA']);

/** Asks the DNS for all of the names at once. What does not answer in a few seconds is `unanswered`. */
export async function askDns(database: Database, names: readonly { type: DnsType; name: string }[]): Promise<DnsAnswers> {
  const { dnsServers } = installationOf(database);
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (dnsServers) resolver.setServers(dnsServers);
  const answers = new Map<string, DnsAnswer>();
  await Promise.all(names.map(async ({ type, name }) => answers.set(`${type} ${name}`, await answerOf(resolver, type, name))));
  return (type, name) => answers.get(`${type} ${name}`) ?? 'unanswered';
}

async function answerOf(resolver: Resolver, type: DnsType, name: string): Promise<DnsAnswer> {
  try {
    if (type === 'TXT') return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    if (type === 'MX') return (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange}`);
    if (type === 'CNAME') return await resolver.resolveCname(name);
    return await addressesOf(resolver, name);
  } catch (error) {
    return NOTHING.has((error as NodeJS.ErrnoException).code ?? '') ? [] : 'unanswered';
  }
}

async function addressesOf(resolver: Resolver, name: string): Promise<string[]> {
  const both = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const found = both.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  const failed = both.find((each) => each.status === 'rejected');
  if (found.length === 0 && failed?.status === 'rejected') throw failed.reason;
  return found;
}
