import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Database } from '../../app/db.ts';
import { seal } from '../../app/sealing.ts';
import { installationOf } from '../../accounts/index.ts';
import { KEY_PURPOSE } from './signing-for.ts';

export interface KeyPair {
  privateKeySealed: string;
  /** As it stands in the DNS: base64 of the DER, on one line. */
  publicKey: string;
}

/** A fresh RSA key pair for DKIM, its private half sealed. 2,048 bits: what every receiver checks and one TXT record holds. */
export async function makeKeyPair(database: Database): Promise<KeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    privateKeySealed: seal(installationOf(database).secretKey, KEY_PURPOSE, privateKey),
    publicKey: publicKey.toString('base64'),
  };
}

/** A selector nobody else uses for the domain: two accounts of one installation may send in its name. */
export const selectorOf = (accountId: number, serial: number): string => `q${accountId.toString(36)}k${serial}`;
