import { createHmac } from 'node:crypto';

/** What the header `Quayside-Signature` says: the time in seconds, and `seconds.body` signed under each secret that is in force. */
export function signatureOf(body: string, secrets: readonly string[], seconds: number): string {
  const signed = (secret: string): string => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${signed(secret)}`)].join(',');
}
