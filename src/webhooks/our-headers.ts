import { STEPS, type Claim } from './claim-webhooks.ts';
import type { DeliveryRow, Header } from './queries/deliveries.ts';
import { signatureOf, standardSignatureOf } from './sending/signature.ts';

/** What every request bears beside its own headers: who sends it, under which id, and its signature. */
export function ourHeaders(
  delivery: DeliveryRow,
  { accountId, now, secrets }: { accountId: number; now: Date; secrets: Claim['secrets'] },
): Header[] {
  const agent = { name: 'User-Agent', value: 'Quayside' };
  const seconds = Math.floor(now.getTime() / 1000);
  const body = delivery.body ?? '';
  const known = secrets.get(delivery.subscription_id ?? STEPS) ?? [];
  if (delivery.subscription_id === null) {
    const signed = known.length === 0 ? [] : [{ name: 'Quayside-Signature', value: signatureOf(body, known, seconds) }];
    return [agent, { name: 'Quayside-Id', value: `${accountId}-${delivery.id}` }, ...signed];
  }
  const id = webhookIdOf(accountId, delivery);
  const signature = { name: 'webhook-signature', value: standardSignatureOf({ id, seconds, body }, known) };
  return [
    agent,
    { name: 'webhook-id', value: id },
    { name: 'webhook-timestamp', value: String(seconds) },
    ...(known.length === 0 ? [] : [signature]),
  ];
}

/** By which a receiver knows what it has seen; the same on every try, and when it is sent again from the log. */
const webhookIdOf = (accountId: number, { id, repeats }: DeliveryRow): string => `msg_${accountId}_${repeats ?? id}`;
