import { createHmac } from 'node:crypto';
import { createChallenge, verifySolution, type Challenge, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { useChallenge } from '../queries/identity.ts';
import { installationOf } from './installation.ts';

const VALID_MINUTES = 20;
/** A solver tries 256 keys on average at 1,000 rounds each: about a tenth of a second, unnoticed once and dear a thousand times. */
const ROUNDS = 1000;

/** A small sum for the newcomer's machine, instead of a third party's pictures. */
export async function newChallenge(database: Database): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: ROUNDS,
    deriveKey,
    hmacSignatureSecret: secretOf(database),
    data: { until: database.clock.now().getTime() + VALID_MINUTES * 60_000 },
  });
}

/** Refuses with `proof_invalid` a proof that is wrong, old, not ours or used before. */
export async function requireProof(database: Database, proof: string): Promise<void> {
  const payload = payloadOf(proof);
  if (!payload || !(await isSolved(database, payload))) throw refusal();
  const { signature, parameters } = payload.challenge;
  const isFirst = await database.system((db) => useChallenge(db, signature!, new Date(Number(parameters.data!.until))));
  if (!isFirst) throw refusal();
}

async function isSolved(database: Database, { challenge, solution }: Payload): Promise<boolean> {
  const { algorithm, cost, data } = challenge.parameters;
  if (algorithm !== 'PBKDF2/SHA-256' || cost !== ROUNDS || !(Number(data?.until) > database.clock.now().getTime())) return false;
  try {
    const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: secretOf(database) });
    return result.invalidSignature === false && result.invalidSolution === false;
  } catch {
    return false;
  }
}

function payloadOf(proof: string): Payload | undefined {
  try {
    const payload = JSON.parse(Buffer.from(proof, 'base64').toString('utf8')) as Payload;
    const complete = typeof payload.challenge?.signature === 'string' && typeof payload.solution?.counter === 'number';
    return complete && typeof payload.challenge.parameters === 'object' ? payload : undefined;
  } catch {
    return undefined;
  }
}

const secretOf = (database: Database): string =>
  createHmac('sha256', installationOf(database).secretKey).update('proof of work').digest('base64url');

const refusal = (): Problem =>
  new Problem(
    'proof_invalid',
    'The check against programs is not valid any more. Wait until it is done again, and send the form once more.',
    {
      fields: { proof: 'The check against programs is not valid any more.' },
    },
  );
