import type { AccountDb, Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { sendingDomainRow, sendingDomains, type DomainKeyRow, type SendingDomainRow } from '../queries/sending-domains.ts';
import { alignmentSentence } from '../rules/dmarc-record.ts';
import { uncheckedFindings, type DomainSetUp } from '../rules/domain-records.ts';
import type { DomainFinding, SendingDomain } from '../rules/sending-domain-schema.ts';
import { RETIRED_KEPT_MS } from './check-domain.ts';
import { setUpOf } from './set-up-of.ts';

/** The account's sending domains with each record as it should be and as it was last found. */
export async function showDomains(db: AccountDb, database: Database, installationHost: string | undefined): Promise<SendingDomain[]> {
  const shown: SendingDomain[] = [];
  for (const domain of await sendingDomains(db)) shown.push(await presented(db, database, { domain, installationHost }));
  return shown;
}

/** One of them. Refuses with `domain_not_found`. */
export async function showDomain(
  db: AccountDb,
  database: Database,
  { id, installationHost }: { id: number; installationHost: string | undefined },
): Promise<SendingDomain> {
  const domain = await sendingDomainRow(db, id);
  if (!domain) throw new Problem('domain_not_found', 'There is no such sending domain. It may have been removed.', { status: 404 });
  return presented(db, database, { domain, installationHost });
}

async function presented(
  db: AccountDb,
  database: Database,
  of: { domain: SendingDomainRow; installationHost: string | undefined },
): Promise<SendingDomain> {
  const { domain } = of;
  const { setUp, keys } = await setUpOf(db, database, of);
  const usesReturnPath = domain.return_path_verified_at !== null && setUp.mailHost !== null;
  return {
    id: domain.id,
    name: domain.name,
    state: domain.state,
    returnPathHost: domain.return_path_host,
    trackingHost: domain.tracking_host,
    usesReturnPath,
    usesTracking: domain.tracking_verified_at !== null,
    alignment: alignmentSentence(domain.name, {
      isVerified: domain.state === 'verified',
      returnPathHost: usesReturnPath ? domain.return_path_host : null,
    }),
    selector: keys.find(({ state }) => state === 'signing')?.selector ?? '',
    nextSelector: keys.find(({ state }) => state === 'next')?.selector ?? null,
    retired: keys.filter(({ state }) => state === 'retired').map(presentRetired),
    findings: currentFindings(setUp, domain.findings),
    checkedAt: domain.checked_at?.toISOString() ?? null,
  };
}

/** What was last found, as long as it is about the records that are wanted now; the rest has not been looked up yet. */
function currentFindings(setUp: DomainSetUp, found: readonly DomainFinding[]): DomainFinding[] {
  return uncheckedFindings(setUp).map((wanted) => {
    const known = found.find(({ record, name }) => record === wanted.record && name === wanted.name);
    if (!known) return wanted;
    return { ...known, isRequired: wanted.isRequired };
  });
}

const presentRetired = ({ selector, retired_at: at }: DomainKeyRow) => ({
  selector,
  removableAt: new Date((at?.getTime() ?? 0) + RETIRED_KEPT_MS).toISOString(),
});
