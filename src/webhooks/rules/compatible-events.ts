/** The names under which programs of the older API know some kinds of event, and what the number in their brackets is: an object, or the subject. */
export const COMPATIBLE_EVENTS = {
  object_create: { kind: 'record.created', of: 'object' },
  object_submits_form: { kind: 'form.submitted', of: 'subject' },
  sub_tag: { kind: 'tag.added', of: 'subject' },
  unsub_tag: { kind: 'tag.removed', of: 'subject' },
  purchase_product: { kind: 'product.purchased', of: 'subject' },
  transaction_created_with_product: { kind: 'transaction.created', of: 'subject' },
} as const satisfies Record<string, { kind: string; of: 'object' | 'subject' }>;

type Name = keyof typeof COMPATIBLE_EVENTS;

/** What a kind of event is called in deliveries as forms; by its own name where the older API knows none. */
export const compatibleName = (kind: string): string =>
  (Object.keys(COMPATIBLE_EVENTS) as Name[]).find((name) => COMPATIBLE_EVENTS[name].kind === kind) ?? kind;
