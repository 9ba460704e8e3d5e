import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { sendingDomainChanged, sendingDomainKeyReplaced, sendingDomainRemoved } from '../events.ts';
import {
  deleteSendingDomain,
  domainKeys,
  insertDomainKey,
  lockSendingDomain,
  updateDomainHosts,
  type SendingDomainRow,
} from '../queries/sending-domains.ts';
import type { UpdateDomain } from '../rules/sending-domain-schema.ts';
import { selectorOf, type KeyPair } from './key-pair.ts';

/** The domain, held until this transaction ends. Refuses with `domain_not_found`. */
async function heldDomain(db: AccountDb, id: number): Promise<SendingDomainRow> {
  const domain = await lockSendingDomain(db, id);
  if (!domain) throw new Problem('domain_not_found', 'There is no such sending domain. It may have been removed.', { status: 404 });
  return domain;
}

/** Names other hosts for the return path and for links, both under the domain itself. Refuses `not_under_domain` and `same_host`. */
export async function updateDomain(db: AccountDb, actor: Actor, id: number, hosts: UpdateDomain): Promise<void> {
  const { name } = await heldDomain(db, id);
  for (const field of ['returnPathHost', 'trackingHost'] as const) {
    if (!hosts[field].endsWith(`.${name}`)) {
      throw invalid(field, `${hosts[field]} does not lie under ${name}. Give a name such as bounce.${name}.`, 'not_under_domain');
    }
  }
  if (hosts.returnPathHost === hosts.trackingHost) {
    throw invalid('trackingHost', 'Links and what comes back need a name each.', 'same_host');
  }
  await updateDomainHosts(db, id, hosts);
  await recordEvent(db, actor, { kind: sendingDomainChanged, subject: { type: 'sending_domain', id } });
}

/**
 * Makes the next key of a domain. The one in use goes on signing until the new one is found in the DNS. Refuses with `key_waiting` while one
 * waits already.
 */
export async function replaceKey(db: AccountDb, actor: Actor, id: number, pair: KeyPair): Promise<void> {
  await heldDomain(db, id);
  const keys = await domainKeys(db, id);
  if (keys.some(({ state }) => state === 'next')) {
    throw new Problem('key_waiting', 'A new key waits already: add its record to the DNS, or wait until it is found there.');
  }
  const serial = 1 + Math.max(...keys.map(({ selector }) => Number(/k(\d+)$/.exec(selector)?.[1] ?? 0)));
  const selector = selectorOf(db.accountId, serial);
  await insertDomainKey(db, { domainId: id, selector, privateKeySealed: pair.privateKeySealed, publicKey: pair.publicKey, state: 'next' });
  await recordEvent(db, actor, { kind: sendingDomainKeyReplaced, subject: { type: 'sending_domain', id }, data: { selector } });
}

/** Removes a domain with its keys. Letters from its addresses are no longer signed. */
export async function removeDomain(db: AccountDb, actor: Actor, id: number): Promise<void> {
  await heldDomain(db, id);
  await deleteSendingDomain(db, id);
  await recordEvent(db, actor, { kind: sendingDomainRemoved, subject: { type: 'sending_domain', id } });
}
