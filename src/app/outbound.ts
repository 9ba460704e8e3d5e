import { lookup } from 'node:dns/promises';
import { BlockList, connect, isIP, type Socket } from 'node:net';
import { Problem } from './kernel/problem.ts';

/** How long a server may take to answer. */
const CONNECT_MS = 15_000;
/** A server with many addresses is tried at the first few. */
const MOST_ADDRESSES = 3;

/** Addresses of this machine and of networks behind it: whoever may name a server must not reach what only the operator may. */
const closed = new BlockList();
const CLOSED: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];
for (const [network, bits, family] of CLOSED) closed.addSubnet(network, bits, family);

/** Whether an address belongs to this machine or to a network that is not the internet. IPv4 written as IPv6 counts as what it is. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  const mapped = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ? closed.check(mapped, 'ipv4') : closed.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

let allowsPrivate = false;

/** Whether servers that people name may lie in a private network of this installation; said once, when it starts. */
export function allowPrivateHosts(isAllowed: boolean): void {
  allowsPrivate = isAllowed;
}

/** Why a host cannot be connected to whatever its name means when it is looked up, in one sentence; undefined when it may be. */
export function hostProblem(host: string): string | undefined {
  if (allowsPrivate) return undefined;
  const isNamed = isIP(host) === 0;
  const isLocal = isNamed && (/(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/i.test(host) || !host.includes('.'));
  return isLocal || (!isNamed && isPrivateAddress(host)) ? privateSentence(host) : undefined;
}

const privateSentence = (host: string): string =>
  `${host} lies in a private network, which this installation does not connect to. Its operator can allow it (ALLOW_PRIVATE_HOSTS).`;

/** What a name means, as the resolver of the machine says it. */
export type Lookup = (host: string) => Promise<readonly { address: string }[]>;

const lookUp: Lookup = (host) => lookup(host, { all: true });

export interface Outwards {
  allowPrivate?: boolean;
  /** How long each of its addresses may take to answer. */
  timeoutMs?: number;
  lookUp?: Lookup;
}

/**
 * The one place that connects to servers people have named. The name is looked up once, and the connection goes to an address that was
 * checked, so that a name cannot mean one thing when asked and another when used. Refuses `no_such_host`, `private_host` (unless the operator
 * allows those) and `cannot_connect`.
 */
export async function connectOutwards(to: { host: string; port: number }, terms: Outwards = {}): Promise<Socket> {
  const { allowPrivate = allowsPrivate, timeoutMs = CONNECT_MS } = terms;
  const addresses = await (terms.lookUp ?? lookUp)(to.host).catch(() => []);
  if (addresses.length === 0) throw new Problem('no_such_host', `There is no server called ${to.host}. Check how it is spelt.`);
  const open = allowPrivate ? addresses : addresses.filter(({ address }) => !isPrivateAddress(address));
  if (open.length === 0) throw new Problem('private_host', privateSentence(to.host));
  let refused: unknown;
  for (const { address } of open.slice(0, MOST_ADDRESSES)) {
    try {
      return await connected(address, to, timeoutMs);
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
}

function connected(address: string, { host, port }: { host: string; port: number }, timeoutMs: number): Promise<Socket> {
  return new Promise((give, fail) => {
    const socket = connect({ host: address, port });
    const refuse = (): void => {
      socket.destroy();
      fail(
        new Problem(
          'cannot_connect',
          `${host} does not answer on port ${port}. Check the port, and whether its firewall lets this server in.`,
        ),
      );
    };
    socket.setTimeout(timeoutMs, refuse);
    socket.once('error', refuse);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners();
      give(socket);
    });
  });
}
