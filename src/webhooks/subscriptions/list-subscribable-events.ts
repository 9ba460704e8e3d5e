import { domains } from '../../app/registry.ts';
import type { SubscribableEvent } from '../schema.ts';

/** Every kind of event that the ledger of this product knows, by the part of it that records it. */
export function listSubscribableEvents(): SubscribableEvent[] {
  return domains().flatMap(({ name, events = [] }) =>
    events.map(({ kind, label, subject }) => ({ kind, label, domain: name, subject: subject ?? null })),
  );
}
