import type { EventKind } from '../app/kernel/domain.ts';

/** Declares a kind of event; register it in the domain's manifest. */
export function eventKind(kind: string, options: Omit<EventKind, 'kind' | 'label'>): EventKind {
  return { kind, label: `event.${kind}`, ...options };
}

export const personErased = eventKind('person.erased', { retention: 'proof' });
