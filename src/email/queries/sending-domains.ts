import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { DomainFinding } from '../rules/sending-domain-schema.ts';

export type DomainState = 'waiting' | 'verified' | 'failing';

export interface SendingDomainRow {
  id: number;
  name: string;
  state: DomainState;
  return_path_host: string;
  tracking_host: string;
  findings: DomainFinding[];
  checked_at: Date | null;
  return_path_verified_at: Date | null;
  tracking_verified_at: Date | null;
  created_at: Date;
}

export interface DomainKeyRow {
  domain_id: number;
  selector: string;
  private_key_sealed: string;
  public_key: string;
  state: 'next' | 'signing' | 'retired';
  created_at: Date;
  retired_at: Date | null;
}

const DOMAIN = sql`d.id, d.name, d.state, d.return_path_host, d.tracking_host, d.findings, d.checked_at, d.return_path_verified_at,
  d.tracking_verified_at, d.created_at`;
const KEY = sql`k.domain_id, k.selector, k.private_key_sealed, k.public_key, k.state, k.created_at, k.retired_at`;

export async function sendingDomains(db: AccountDb): Promise<SendingDomainRow[]> {
  return db.many(sql`select ${DOMAIN} from sending_domains d where d.account_id = ${db.accountId} order by d.name`);
}

export async function sendingDomainRow(db: AccountDb, id: number): Promise<SendingDomainRow | undefined> {
  return db.maybeOne(sql`select ${DOMAIN} from sending_domains d where d.account_id = ${db.accountId} and d.id = ${id}`);
}

/** The same, held until this transaction ends. */
export async function lockSendingDomain(db: AccountDb, id: number): Promise<SendingDomainRow | undefined> {
  return db.maybeOne(sql`select ${DOMAIN} from sending_domains d where d.account_id = ${db.accountId} and d.id = ${id} for update`);
}

export async function domainKeys(db: AccountDb, domainId: number): Promise<DomainKeyRow[]> {
  return db.many(
    sql`select ${KEY} from sending_domain_keys k where k.account_id = ${db.accountId} and k.domain_id = ${domainId} order by k.created_at, k.selector`,
  );
}

export interface SigningRow {
  name: string;
  selector: string;
  private_key_sealed: string;
  return_path_host: string | null;
  tracking_host: string | null;
}

/** Those of the domains that are verified, with the key that signs for each, and their hosts as far as these are verified. */
export async function signingRows(db: AccountDb, names: readonly string[]): Promise<SigningRow[]> {
  return db.many(
    sql`select d.name, k.selector, k.private_key_sealed,
          case when d.return_path_verified_at is null then null else d.return_path_host end as return_path_host,
          case when d.tracking_verified_at is null then null else d.tracking_host end as tracking_host
        from sending_domains d
        join sending_domain_keys k on k.account_id = ${db.accountId} and k.domain_id = d.id and k.state = 'signing'
        where d.account_id = ${db.accountId} and d.state = 'verified' and d.name = any(${names}::text[])`,
    'email.signing-domains',
  );
}

export async function insertSendingDomain(
  db: AccountDb,
  domain: { id: number; name: string; returnPathHost: string; trackingHost: string },
): Promise<void> {
  await db.run(
    sql`insert into sending_domains (account_id, id, name, return_path_host, tracking_host, created_at)
        values (${db.accountId}, ${domain.id}, ${domain.name}, ${domain.returnPathHost}, ${domain.trackingHost}, ${db.now})`,
  );
}

export async function insertDomainKey(
  db: AccountDb,
  key: { domainId: number; selector: string; privateKeySealed: string; publicKey: string; state: DomainKeyRow['state'] },
): Promise<void> {
  await db.run(
    sql`insert into sending_domain_keys (account_id, domain_id, selector, private_key_sealed, public_key, state, created_at)
        values (${db.accountId}, ${key.domainId}, ${key.selector}, ${key.privateKeySealed}, ${key.publicKey}, ${key.state}, ${db.now})`,
  );
}

export async function updateDomainHosts(db: AccountDb, id: number, hosts: { returnPathHost: string; trackingHost: string }): Promise<void> {
  await db.run(
    sql`update sending_domains set
          return_path_verified_at = case when return_path_host = ${hosts.returnPathHost} then return_path_verified_at end,
          tracking_verified_at = case when tracking_host = ${hosts.trackingHost} then tracking_verified_at end,
          return_path_host = ${hosts.returnPathHost}, tracking_host = ${hosts.trackingHost}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export interface CheckedDomain {
  state: DomainState;
  findings: readonly DomainFinding[];
  hasReturnPath: boolean;
  hasTracking: boolean;
  /** Real time: the DNS knows no other. */
  at: Date;
}

export async function writeCheck(db: AccountDb, id: number, checked: CheckedDomain): Promise<void> {
  await db.run(
    sql`update sending_domains set state = ${checked.state}, findings = ${JSON.stringify(checked.findings)}::jsonb, checked_at = ${checked.at},
          return_path_verified_at = case when ${checked.hasReturnPath} then coalesce(return_path_verified_at, ${checked.at}::timestamptz) end,
          tracking_verified_at = case when ${checked.hasTracking} then coalesce(tracking_verified_at, ${checked.at}::timestamptz) end
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** The next key signs from now on; the one that did is retired. */
export async function switchKeys(db: AccountDb, domainId: number): Promise<void> {
  await db.run(
    sql`update sending_domain_keys set state = case when state = 'next' then 'signing' else 'retired' end,
          retired_at = case when state = 'signing' then ${db.now}::timestamptz end
        where account_id = ${db.accountId} and domain_id = ${domainId} and state in ('next', 'signing')`,
  );
}

/** Takes away retired keys that no letter on its way can carry any more. */
export async function deleteRetiredKeys(db: AccountDb, domainId: number, retiredBefore: Date): Promise<void> {
  await db.run(
    sql`delete from sending_domain_keys
        where account_id = ${db.accountId} and domain_id = ${domainId} and state = 'retired' and retired_at < ${retiredBefore}`,
  );
}

export async function deleteSendingDomain(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from sending_domain_keys where account_id = ${db.accountId} and domain_id = ${id}`);
  await db.run(sql`delete from sending_domains where account_id = ${db.accountId} and id = ${id}`);
}

export async function domainsToCheck(db: SystemDb, checkedBefore: Date): Promise<{ account_id: number; domain_id: number }[]> {
  return db.many(sql`select account_id, domain_id from sending_domains_to_check(${checkedBefore})`);
}

export async function isTrackingHost(db: SystemDb, host: string): Promise<boolean> {
  const { is } = await db.one<{ is: boolean }>(sql`select is_tracking_host(${host}) as is`);
  return is;
}
