import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { pbkdf2Sha256, sha256 } from './sha256.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('gives what the standard gives for inputs of every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const data = randomBytes(length);
    expect(hex(sha256(data)), `${length} bytes: ${hex(data)}`).toBe(createHash('sha256').update(data).digest('hex'));
  }
});

test('derives the keys that PBKDF2 derives, for short and long passwords', () => {
  for (const length of [0, 20, 63, 64, 65, 200]) {
    const password = randomBytes(length);
    const salt = randomBytes(16);
    for (const rounds of [1, 2, 50]) {
      expect(hex(pbkdf2Sha256(password, salt, rounds)), `${hex(password)} ${hex(salt)}`).toBe(
        pbkdf2Sync(password, salt, rounds, 32, 'sha256').toString('hex'),
      );
    }
  }
});
