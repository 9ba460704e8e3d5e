import { createHmac } from 'node:crypto';
import { SUBSCRIPTION_SECRET } from './sealing.ts';

/** What the header `Quayside-Signature` says: the time in seconds, and `seconds.body` signed under each secret that is in force. */
export function signatureOf(body: string, secrets: readonly string[], seconds: number): string {
  const signed = (secret: string): string => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${signed(secret)}`)].join(',');
}

/** What the header `webhook-signature` of Standard Webhooks says: `id.seconds.body` signed under each secret that is in force. */
export function standardSignatureOf(signed: { id: string; seconds: number; body: string }, secrets: readonly string[]): string {
  const text = `${signed.id}.${signed.seconds}.${signed.body}`;
  return secrets
    .map((secret) =>
      createHmac('sha256', Buffer.from(secret.slice(SUBSCRIPTION_SECRET.length), 'base64'))
        .update(text)
        .digest('base64'),
    )
    .map((signature) => `v1,${signature}`)
    .join(' ');
}
