import { domains } from '../../app/registry.ts';
import type { SubscribableEvent } from '../schema.ts';

/** Every kind of event that the ledger of this product knows, once, by the part of it that records it. */
export function listSubscribableEvents(): SubscribableEvent[] {
  const events = domains().flatMap(({ name, events: kinds = [] }) =>
    kinds.map(({ kind, label, subject }) => [kind, { kind, label, domain: name, subject: subject ?? null }] as const),
  );
  return [...new Map(events).values()];
}
