import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import type { AccountDb, Database } from '../../app/db.ts';
import { installationOf, installationSmtp } from '../../accounts/index.ts';
import { domainKeys, type DomainKeyRow, type SendingDomainRow } from '../queries/sending-domains.ts';
import { mailSettingsRow } from '../queries/settings.ts';
import { activeTransports, type TransportRow } from '../queries/transports.ts';
import type { DomainSetUp } from '../rules/domain-records.ts';

/** What the records of a sending domain should say: its keys, its hosts, and which servers send for this account. */
export async function setUpOf(
  db: AccountDb,
  database: Database,
  { domain, installationHost }: { domain: SendingDomainRow; installationHost: string | undefined },
): Promise<{ setUp: DomainSetUp; keys: DomainKeyRow[] }> {
  const { baseUrl, inbound } = installationOf(database);
  const keys = await domainKeys(db, domain.id);
  const { smtp_host: ownHost } = await mailSettingsRow(db);
  const webHost = new URL(baseUrl).hostname;
  const setUp = {
    domain: domain.name,
    organisation: getDomain(domain.name) ?? domain.name,
    keys: keys.flatMap(({ selector, public_key: publicKey, state }) => (state === 'retired' ? [] : [{ selector, publicKey, state }])),
    returnPathHost: domain.return_path_host,
    trackingHost: domain.tracking_host,
    mailHost: inbound?.mailHost ?? null,
    webHost,
    senders: sendersOf(await activeTransports(db), { settled: ownHost || installationHost, direct: inbound?.mailHost ?? webHost }),
  };
  return { setUp, keys };
}

/** What allows every server that letters leave by: those of the transports, the one of the settings, and this machine where it sends by itself. */
function sendersOf(
  transports: readonly Pick<TransportRow, 'kind' | 'smtp_host'>[],
  { settled, direct }: { settled: string | undefined; direct: string },
): string[] {
  const hosts = [...(settled ? [settled] : []), ...transports.map(({ kind, smtp_host: host }) => (kind === 'direct' ? direct : host))];
  return [...new Set((hosts.length === 0 ? [direct] : hosts).map(senderTerm))];
}

const senderTerm = (host: string): string => (isIP(host) === 0 ? `a:${host.toLowerCase()}` : `ip${isIP(host)}:${host}`);

/** The server of the installation that takes letters; asked before the account's transaction. */
export async function installationMailHost(database: Database): Promise<string | undefined> {
  const smtp = await installationSmtp(database);
  return smtp && new URL(smtp.url).hostname;
}
