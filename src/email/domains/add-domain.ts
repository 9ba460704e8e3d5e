import { getDomain, getPublicSuffix } from 'tldts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { sendingDomainAdded } from '../events.ts';
import { insertDomainKey, insertSendingDomain, sendingDomains } from '../queries/sending-domains.ts';
import { isFreeMailDomain } from '../rules/free-mail.ts';
import { selectorOf, type KeyPair } from './key-pair.ts';

const MOST_DOMAINS = 100;

/** Refuses a name nobody can send from: `no_domain` for one that is a public suffix, `free_mail_domain` for a mail provider's. */
export function refuseUnusableDomain(name: string): void {
  if (getDomain(name) === null || getPublicSuffix(name) === name) {
    throw invalid('name', `${name} is no domain that somebody can own. Give one such as example.com.`, 'no_domain');
  }
  if (isFreeMailDomain(name)) {
    throw invalid('name', `${name} belongs to a mail provider, whose addresses only its own servers may send from.`, 'free_mail_domain');
  }
}

/**
 * Adds a domain that letters shall come from, with a key pair of its own. Refuses what `refuseUnusableDomain` refuses, `domain_exists` and
 * `too_many_domains`. Gives its id.
 */
export async function addDomain(
  db: AccountDb,
  actor: Actor,
  { name, pair, ids }: { name: string; pair: KeyPair; ids: NextIds },
): Promise<number> {
  refuseUnusableDomain(name);
  const there = await sendingDomains(db);
  if (there.some((domain) => domain.name === name)) throw invalid('name', `${name} is there already.`, 'domain_exists');
  if (there.length >= MOST_DOMAINS) {
    throw invalid('name', `There are ${MOST_DOMAINS} sending domains already. Remove one that is not used.`, 'too_many_domains');
  }
  const id = await ids('sending_domain', 1);
  await insertSendingDomain(db, { id, name, returnPathHost: `bounce.${name}`, trackingHost: `links.${name}` });
  const { privateKeySealed, publicKey } = pair;
  await insertDomainKey(db, { domainId: id, selector: selectorOf(db.accountId, 1), privateKeySealed, publicKey, state: 'signing' });
  await recordEvent(db, actor, { kind: sendingDomainAdded, subject: { type: 'sending_domain', id } });
  return id;
}
