import type { AccountDb, Database } from '../../app/db.ts';
import { unseal } from '../../app/sealing.ts';
import { installationOf } from '../../accounts/index.ts';
import { mailToken } from '../letters/mail-tokens.ts';
import { bounceMailbox } from '../queries/inbound-mailboxes.ts';
import { signingRows, type SigningRow } from '../queries/sending-domains.ts';
import { domainOfAddress } from '../rules/address.ts';

/** What a letter from an address of a verified sending domain is signed with, where its bounces go and what its links begin with. */
export interface Signing {
  domain: string;
  selector: string;
  privateKeyPem: string;
  /** The envelope's sender for a delivery, so that a bounce to it names the delivery; null while nothing could take the bounce. */
  returnPath: ReturnPath | null;
  /** `https://links.example.com`, without a slash at its end; null while the host is not set up. */
  trackingBaseUrl: string | null;
}

export type ReturnPath = (deliveryId: number) => string;

export const KEY_PURPOSE = 'quayside dkim keys';

/**
 * The signing of each of the addresses whose domain the account has verified; the others are absent: they leave unsigned, with what
 * `fallbackReturnPath` gives as envelope sender.
 */
export async function signingFor(db: AccountDb, database: Database, addresses: readonly string[]): Promise<Map<string, Signing>> {
  const domains = new Map(addresses.map((address) => [address, domainOfAddress(address)]));
  const rows = addresses.length === 0 ? [] : await signingRows(db, [...new Set(domains.values())]);
  if (rows.length === 0) return new Map();
  const fallback = await fallbackReturnPath(db, database);
  const byDomain = new Map(rows.flatMap((row) => signingOf(row, { db, database, fallback })));
  return new Map([...domains].flatMap(([address, domain]) => (byDomain.has(domain) ? [[address, byDomain.get(domain)!]] : [])));
}

/**
 * Where bounces go of letters whose sender has no verified return path: to the mailbox the account has named for them, else to the
 * installation's own mail host; null while nothing could take them, so that they go to the letter's own sender.
 */
export async function fallbackReturnPath(db: AccountDb, database: Database): Promise<ReturnPath | null> {
  const mailbox = await bounceMailbox(db);
  if (mailbox) {
    const at = mailbox.lastIndexOf('@');
    return (id) => `${mailbox.slice(0, at)}+${tokenOf(db, database, id)}${mailbox.slice(at)}`;
  }
  const { inbound } = installationOf(database);
  return inbound ? (id) => `b.${tokenOf(db, database, id)}@${inbound.mailHost}` : null;
}

function signingOf(
  row: SigningRow,
  { db, database, fallback }: { db: AccountDb; database: Database; fallback: ReturnPath | null },
): [string, Signing][] {
  const { secretKey, baseUrl, inbound } = installationOf(database);
  const privateKeyPem = unseal(secretKey, KEY_PURPOSE, row.private_key_sealed);
  if (privateKeyPem === undefined) return [];
  const host = inbound ? row.return_path_host : null;
  const signing: Signing = {
    domain: row.name,
    selector: row.selector,
    privateKeyPem,
    returnPath: host === null ? fallback : (id) => `b.${tokenOf(db, database, id)}@${host}`,
    trackingBaseUrl: row.tracking_host === null ? null : onHost(baseUrl, row.tracking_host),
  };
  return [[row.name, signing]];
}

const tokenOf = ({ accountId }: AccountDb, database: Database, id: number): string =>
  mailToken(installationOf(database).secretKey, 'bounce', { accountId, id });

/** The installation's address with another host in it. */
function onHost(baseUrl: string, host: string): string {
  const url = new URL(baseUrl);
  return `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}`;
}
