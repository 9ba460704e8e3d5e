import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { expect, test } from 'vitest';
import { type Challenge, solve } from './solve.ts';

test('what is solved here is accepted there', async () => {
  const hmacSignatureSecret = 'only for this test';
  const challenge = await createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 20, deriveKey, hmacSignatureSecret });
  const result = await verifySolution({ challenge, solution: solve(challenge as Challenge), deriveKey, hmacSignatureSecret });
  expect(result).toMatchObject({ verified: true, invalidSolution: false, invalidSignature: false });
});
