import { createHash } from 'node:crypto';

/** Whether this is the verifier of a challenge (RFC 7636, S256). */
export const isVerifierOf = (verifier: string, challenge: string): boolean =>
  /^[\w.~-]{43,128}$/.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge;
