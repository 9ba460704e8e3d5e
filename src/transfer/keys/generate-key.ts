import { createHash } from 'node:crypto';
import { generateKey as generatePgp } from 'openpgp';
import ssh2 from 'ssh2';
import type { KeyKind } from '../schema.ts';

export interface GeneratedKey {
  fingerprint: string;
  publicKey: string;
  privateKey: string;
}

/** A new pair of keys: OpenPGP on Curve25519, which GnuPG reads since 2.1, or Ed25519 for SSH. `name` says whose it is. */
export async function generateKey(kind: KeyKind, name: string): Promise<GeneratedKey> {
  return kind === 'pgp' ? pgpKey(name) : sshKey(name);
}

async function pgpKey(name: string): Promise<GeneratedKey> {
  const userIDs = [{ name: name.replace(/[<>()\r\n]/g, ' ').trim() || 'Quayside' }];
  const { privateKey, publicKey } = await generatePgp({ type: 'ecc', curve: 'curve25519Legacy', userIDs, format: 'object' });
  return { fingerprint: publicKey.getFingerprint().toUpperCase(), publicKey: publicKey.armor(), privateKey: privateKey.armor() };
}

function sshKey(name: string): GeneratedKey {
  const comment = name.replace(/[^\w.@-]+/g, '-').slice(0, 60) || 'quayside';
  const { public: publicKey, private: privateKey } = ssh2.utils.generateKeyPairSync('ed25519', { comment });
  const digest = createHash('sha256').update(Buffer.from(publicKey.split(' ')[1]!, 'base64'));
  return { fingerprint: `SHA256:${digest.digest('base64').replace(/=+$/, '')}`, publicKey, privateKey };
}
