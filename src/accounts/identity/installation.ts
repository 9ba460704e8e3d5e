import { randomBytes } from 'node:crypto';
import type { Database } from '../../app/db.ts';
import { allowPrivateHosts } from '../../app/outbound.ts';

/** What this process was started with that identity needs. */
export interface Installation {
  /** Where people reach it, without a slash at the end. */
  baseUrl: string;
  /** Signs links in letters and proofs of work. */
  secretKey: string;
  /** The mail server of the environment; one set by the operator is kept in the database and yields to it. */
  smtpUrl?: string | undefined;
  /** The folder of backups; undefined when they are off. */
  backupDir?: string | undefined;
  /** Whether servers that people name may lie in a private network. */
  allowsPrivateHosts?: boolean | undefined;
  /** Where mail comes in by itself; undefined while nothing listens for it. */
  inbound?: InboundMail | undefined;
  /** The resolvers asked for what others have put into the DNS; the machine's own unless set. */
  dnsServers?: readonly string[] | undefined;
  /** A file of places by addresses of computers (mmdb); the countries that come with the product without it. */
  placesFile?: string | undefined;
  /** Where letters are held against SpamAssassin's rules; one on this machine is looked for unless set. */
  spamdUrl?: string | undefined;
}

export interface InboundMail {
  smtpPort: number;
  /** The name under which other mail servers reach it. */
  mailHost: string;
  /** Certificate and key for those who want to speak encrypted, as text. */
  tls?: { cert: string; key: string } | undefined;
}

const known = new WeakMap<Database, Installation>();

/** Tells the domain what the process was started with; once, before anything is served. */
export function prepareInstallation(database: Database, installation: Installation): void {
  const { baseUrl, secretKey, smtpUrl, backupDir, allowsPrivateHosts, inbound, dnsServers, placesFile, spamdUrl } = installation;
  known.set(database, { baseUrl, secretKey, smtpUrl, backupDir, allowsPrivateHosts, inbound, dnsServers, placesFile, spamdUrl });
  allowPrivateHosts(allowsPrivateHosts === true);
}

/** What this process was started with; without a word, a local address and a key that ends with the process. */
export function installationOf(database: Database): Installation {
  let installation = known.get(database);
  if (!installation) {
    installation = { baseUrl: 'http://localhost:3000', secretKey: randomBytes(32).toString('base64url') };
    known.set(database, installation);
  }
  return installation;
}
