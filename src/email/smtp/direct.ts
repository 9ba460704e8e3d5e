import { Resolver } from 'node:dns/promises';
import { SmtpFailure, SmtpSession, type SmtpServer } from './session.ts';

/** How letters reach the servers of their receivers' domains. */
export interface DirectTerms {
  /** Connections to one domain at a time. */
  connections: number;
  port: number;
  /** Whom to ask for mail servers; the machine's own where empty. */
  nameServers: readonly string[];
  /** Whether they may lie in a private network. */
  allowPrivate?: boolean;
}

const MOST_HOSTS = 4;
const RESOLVE_MS = 10_000;

/**
 * A conversation with a mail server of a domain: by its MX records, the preferred first, and where it has none by its own address. Encrypted
 * where the server offers it, whatever its certificate; where that fails, in the clear. Throws `SmtpFailure`; one of a domain that takes no mail, or does
 * not exist, says so for good.
 */
export async function openDirect(domain: string, terms: DirectTerms, ourName: string): Promise<SmtpSession> {
  const hosts = await mailHosts(domain, terms.nameServers);
  let failure: unknown;
  for (const host of hosts.slice(0, MOST_HOSTS)) {
    for (const security of ['opportunistic', 'none'] as const) {
      try {
        return await SmtpSession.open(serverOf(host, security, terms), ourName);
      } catch (error) {
        failure = error;
        if ((error as SmtpFailure).code !== 'ETLS') break;
      }
    }
  }
  throw failure;
}

function serverOf(host: string, security: SmtpServer['security'], { port, allowPrivate }: DirectTerms): SmtpServer {
  const base = { host, port, security, user: '', password: '', anyCertificate: true };
  return allowPrivate === undefined ? base : { ...base, allowPrivate };
}

/** The servers that take a domain's mail. Throws `SmtpFailure`. */
async function mailHosts(domain: string, nameServers: readonly string[]): Promise<string[]> {
  const resolver = new Resolver({ timeout: RESOLVE_MS, tries: 2 });
  if (nameServers.length > 0) resolver.setServers(nameServers);
  const records = await resolver.resolveMx(domain).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENODATA') return [];
    if (error.code === 'ENOTFOUND') throw gone(domain, '5.1.2 There is no such domain');
    throw new SmtpFailure(`${domain}: ${error.code}`, { code: 'EDNS' });
  });
  if (records.length === 0) return addressesOf(resolver, domain);
  const [only] = records;
  if (records.length === 1 && (only!.exchange === '' || only!.exchange === '.')) throw gone(domain, '5.1.10 The domain takes no mail');
  const hosts = records.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
  return nameServers.length === 0 ? hosts : (await Promise.all(hosts.map((host) => addressesOf(resolver, host).catch(() => [])))).flat();
}

/** A domain without MX records may take mail at its own address (RFC 5321, 5.1). */
async function addressesOf(resolver: Resolver, host: string): Promise<string[]> {
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  if (addresses.length > 0) return addresses;
  const passing = found.some((each) => each.status === 'rejected' && !['ENODATA', 'ENOTFOUND'].includes(each.reason.code));
  if (passing) throw new SmtpFailure(`${host} cannot be looked up.`, { code: 'EDNS' });
  throw gone(host, '5.1.2 The domain has no mail server');
}

const gone = (domain: string, text: string): SmtpFailure =>
  new SmtpFailure(`${domain}: ${text}`, { code: 'ENODOMAIN', responseCode: 550, response: `550 ${text}` });
