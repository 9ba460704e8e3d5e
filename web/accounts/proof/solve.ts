import { pbkdf2Sha256 } from './sha256.ts';

/** A sum the server asks for: find the counter whose derived key begins with the prefix. */
export interface Challenge {
  parameters: { algorithm: string; nonce: string; salt: string; cost: number; keyPrefix: string };
  signature?: string;
}

export interface Solution {
  counter: number;
  derivedKey: string;
}

export function solve({ parameters }: Challenge): Solution {
  if (parameters.algorithm !== 'PBKDF2/SHA-256') throw new Error(`The sum "${parameters.algorithm}" is not known.`);
  const nonce = fromHex(parameters.nonce);
  const salt = fromHex(parameters.salt);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  const view = new DataView(password.buffer);
  for (let counter = 0; ; counter += 1) {
    view.setUint32(nonce.length, counter);
    const derivedKey = toHex(pbkdf2Sha256(password, salt, parameters.cost));
    if (derivedKey.startsWith(parameters.keyPrefix)) return { counter, derivedKey };
  }
}

const fromHex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
