import type { AccountDb, Database } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { sendingDomainFailing, sendingDomainVerified } from '../events.ts';
import {
  deleteRetiredKeys,
  domainsToCheck,
  lockSendingDomain,
  sendingDomainRow,
  switchKeys,
  writeCheck,
  type SendingDomainRow,
} from '../queries/sending-domains.ts';
import { allowedBy, domainFindings, keyName, namesToAsk, type DnsAnswers, type DomainSetUp } from '../rules/domain-records.ts';
import type { DomainFinding } from '../rules/sending-domain-schema.ts';
import { askDns } from './dns.ts';
import { installationMailHost, setUpOf } from './set-up-of.ts';
import { tryTrackingHost } from './try-tracking-host.ts';

const DAY_MS = 86_400_000;
/** Letters are delivered for up to five days, and read as unsigned once their key is gone. */
export const RETIRED_KEPT_MS = 7 * DAY_MS;

/** Looks a domain's records up and writes down what is there. Does nothing where the domain is gone. */
export async function checkDomain(database: Database, accountId: number, domainId: number): Promise<void> {
  const installationHost = await installationMailHost(database);
  const setUp = await database.account(accountId, async (db) => {
    const domain = await sendingDomainRow(db, domainId);
    return domain && (await setUpOf(db, database, { domain, installationHost })).setUp;
  });
  if (!setUp) return;
  const answers = await askDns(database, namesToAsk(setUp));
  const findings = await withTrackingTried(database, { setUp, answers, findings: domainFindings(setUp, answers) });
  await database.account(accountId, (db) => noteFindings(db, { domainId, setUp, findings, database }));
}

/** A name that leads here is of use only once this installation answers under it, and securely where it does so itself. */
async function withTrackingTried(
  database: Database,
  { setUp, answers, findings }: { setUp: DomainSetUp; answers: DnsAnswers; findings: DomainFinding[] },
): Promise<DomainFinding[]> {
  const tracking = findings.find(({ record }) => record === 'tracking');
  const addresses = answers('A', setUp.trackingHost);
  if (tracking?.state !== 'right' || addresses === 'unanswered') return findings;
  const problem = await tryTrackingHost(database, setUp.trackingHost, addresses);
  return problem === undefined
    ? findings
    : findings.map((each) => (each === tracking ? { ...each, state: 'wrong', sentence: problem } : each));
}

interface Looked {
  domainId: number;
  setUp: DomainSetUp;
  findings: readonly DomainFinding[];
  database: Database;
}

async function noteFindings(db: AccountDb, { domainId, setUp, findings, database }: Looked): Promise<void> {
  const domain = await lockSendingDomain(db, domainId);
  // What was changed while the DNS was asked is looked up anew.
  if (!domain || domain.return_path_host !== setUp.returnPathHost || domain.tracking_host !== setUp.trackingHost) return;
  const isNextThere = setUp.keys.some(
    ({ state, selector }) =>
      state === 'next' && findings.some(({ name, state: found }) => name === keyName(selector, setUp.domain) && found === 'right'),
  );
  if (isNextThere) await switchKeys(db, domainId);
  const kept = isNextThere ? findings.filter((finding) => finding.record !== 'dkim' || !finding.isRequired) : findings;
  const shown = kept.map((finding) => (finding.record === 'dkim' && isNextThere ? { ...finding, isRequired: true } : finding));
  const before = {
    isVerified: domain.state === 'verified',
    hasReturnPath: domain.return_path_verified_at !== null,
    hasTracking: domain.tracking_verified_at !== null,
  };
  const { isVerified, hasReturnPath, hasTracking } = allowedBy(shown, before);
  const state = isVerified ? 'verified' : domain.state === 'waiting' ? 'waiting' : 'failing';
  const at = database.clock.now();
  await writeCheck(db, domainId, { state, findings: shown, hasReturnPath, hasTracking, at });
  await deleteRetiredKeys(db, domainId, new Date(at.getTime() - RETIRED_KEPT_MS));
  await tellOfChange(db, domain, state);
}

async function tellOfChange(db: AccountDb, domain: SendingDomainRow, state: SendingDomainRow['state']): Promise<void> {
  if (state === domain.state) return;
  const kind = state === 'verified' ? sendingDomainVerified : sendingDomainFailing;
  await recordEvent(db, system, { kind, subject: { type: 'sending_domain', id: domain.id }, data: { name: domain.name } });
}

/** Looks up every domain that has not been for a day; those that wait or have lost their records, for an hour. */
export async function checkDomains(database: Database, stopping: AbortSignal): Promise<void> {
  const before = new Date(database.clock.now().getTime() - DAY_MS);
  for (const { account_id: accountId, domain_id: domainId } of await database.system((db) => domainsToCheck(db, before))) {
    if (stopping.aborted) return;
    await checkDomain(database, accountId, domainId);
  }
}
