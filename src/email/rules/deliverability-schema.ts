import { z } from 'zod';
import type { BounceClass } from './bounce-classes.ts';
import { MAILBOX_PROVIDERS, type MailboxProvider } from './mailbox-providers.ts';

export const deliverabilityQuery = z.object({
  days: z.coerce.number().int().min(7).max(90).default(30),
  provider: z.enum(MAILBOX_PROVIDERS).optional(),
});
export type DeliverabilityQuery = z.infer<typeof deliverabilityQuery>;

/** What became of letters that left: of so many sent, how many came back, were put off, were complained about, were opened by people. */
export interface DeliveryCounts {
  sent: number;
  bounced: number;
  deferred: number;
  complained: number;
  opened: number;
}

export interface Deliverability {
  total: DeliveryCounts;
  byProvider: (DeliveryCounts & { provider: MailboxProvider; domains: number })[];
  /** The receivers' domains with most letters, of the provider asked for where one is. */
  byDomain: (DeliveryCounts & { domain: string; provider: MailboxProvider })[];
  /** The account's own domains that letters came from; null of those that left before it was noted. */
  bySender: (DeliveryCounts & { domain: string | null })[];
  byDay: (DeliveryCounts & { day: string })[];
  byClass: { class: BounceClass; count: number }[];
}
