import { getDomain } from 'tldts';
import type { AccountDb, Database } from '../../app/db.ts';
import { installationOf, installationSmtp } from '../../accounts/index.ts';
import { domainKeys, type DomainKeyRow, type SendingDomainRow } from '../queries/sending-domains.ts';
import { mailSettingsRow } from '../queries/settings.ts';
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
    senders: [`a:${ownHost || installationHost || inbound?.mailHost || webHost}`],
  };
  return { setUp, keys };
}

/** The server of the installation that takes letters; asked before the account's transaction. */
export async function installationMailHost(database: Database): Promise<string | undefined> {
  const smtp = await installationSmtp(database);
  return smtp && new URL(smtp.url).hostname;
}
