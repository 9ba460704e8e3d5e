import { z } from 'zod';
import type { SplitResult } from '../../app/kernel/split-result.ts';

/** What a report counts letters by; behind each stand the people. */
export const OUTCOMES = [
  'waiting',
  'sent',
  'delivered',
  'deferred',
  'bounced',
  'failed',
  'uncertain',
  'cancelled',
  'opened',
  'machineOpened',
  'unopened',
  'clicked',
  'machineClicked',
  'replied',
  'unsubscribed',
  'complained',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * `sent`: handed over, or kept in the Outbox of an account that practises. `delivered`: sent, and not come back. `opened` and `clicked` by people;
 * `machineOpened`: by a program on its own, so that nobody can tell whether a person read it too. `unopened`: delivered, and neither of both.
 */
export type ReportCounts = Record<Outcome, number>;

export interface ReportLink {
  variant: number | null;
  /** As it stands in the message. */
  url: string;
  people: number;
}

export interface ReportDomain {
  /** Of the receivers' addresses; null for all those that stand not among the largest. */
  domain: string | null;
  counts: ReportCounts;
}

export interface ReportVariant {
  variant: number;
  /** All of its letters, those of the test and, of a winner, those of the others. */
  counts: ReportCounts;
  test: { delivered: number; opened: number; clicked: number };
}

export interface Report {
  counts: ReportCounts;
  variants: ReportVariant[];
  /** How the arms of the test did by what it is measured by; null where nothing was tested. */
  result: SplitResult | null;
  links: ReportLink[];
  domains: ReportDomain[];
  /** Of letters that came back, were not taken, or were kept from leaving. */
  reasons: { outcome: 'bounced' | 'failed' | 'cancelled' | 'deferred'; reason: string; count: number }[];
}

const id = z.coerce.number().int().positive();
/** Of a broadcast, or of a message whatever its letters were sent by. */
export const reportScope = z
  .object({ broadcast: id.optional(), message: id.optional() })
  .refine(({ broadcast, message }) => (broadcast === undefined) !== (message === undefined), {
    message: 'Name a broadcast or a message.',
  });
export const peopleQuery = z.object({
  broadcast: id.optional(),
  message: id.optional(),
  outcome: z.enum(OUTCOMES),
  variant: z.coerce.number().int().min(0).max(4).optional(),
  domain: z.string().max(255).optional(),
  /** Those who followed this link, as it stands in the message. */
  link: z.string().max(2_000).optional(),
  reason: z.string().max(200).optional(),
  before: id.optional(),
});
export type PeopleAsked = z.infer<typeof peopleQuery>;

export interface ReportPerson {
  letterId: number;
  objectId: number;
  recordId: number;
  name: string;
  at: string | null;
  detail: string | null;
}

/** One broadcast among others, as they are compared. */
export interface BroadcastRates {
  delivered: number;
  opened: number;
  machineOpened: number;
  clicked: number;
  unsubscribed: number;
  complained: number;
  bounced: number;
  replied: number;
}
