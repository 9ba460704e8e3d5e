import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

const INSIDE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  INSIDE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  INSIDE.addSubnet(network, prefix, 'ipv6');
}

/**
 * Why a client of a hosting operator may not use a mail server: its name leads into the operator's own network. Null when it may. Who runs
 * Quayside for their own company may name any server.
 */
export async function serverProblem(host: string): Promise<string | null> {
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true }).catch(() => []);
  if (addresses.length === 0) return `There is no server named ${host}. Check its name.`;
  const inside = addresses.some(({ address, family }) => INSIDE.check(address, family === 6 ? 'ipv6' : 'ipv4'));
  return inside
    ? `${host} is an address inside the network of this installation. Name a mail server that can be reached from outside.`
    : null;
}
