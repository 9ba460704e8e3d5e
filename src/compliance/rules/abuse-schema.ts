import { z } from 'zod';

export const CASE_SOURCES = ['form', 'mail', 'limit', 'operator'] as const;
export type CaseSource = (typeof CASE_SOURCES)[number];
export const CASE_STATES = ['open', 'confirmed', 'dismissed'] as const;
export type CaseState = (typeof CASE_STATES)[number];
export const STOPPABLE = ['email', 'sms', 'all'] as const;
export type Stoppable = (typeof STOPPABLE)[number];

/** So many confirmed reports stop an account's mail. One, as the terms have no tolerance; the operator may be more patient. */
export const STRIKES = 1;
export const REPORT_LONGEST = 20_000;

/** What anybody may tell the operator of mail they did not want. */
export const reportBody = z.object({
  reporter: z.email('Give your e-mail address.').max(254),
  about: z.string().trim().max(300).default(''),
  text: z.string().trim().min(10, 'Say what happened.').max(REPORT_LONGEST),
  /** Nobody sees this field: only programs fill it in. */
  website: z.string().max(300).default(''),
});

export const casesQuery = z.object({ state: z.enum(CASE_STATES).optional() });
export const caseParams = z.object({ id: z.coerce.number().int().positive() });
export const decideCaseBody = z.strictObject({
  decision: z.enum(['confirmed', 'dismissed']),
  /** Whose letters it was, where the report could not tell by itself. */
  accountId: z.int().positive().nullable().optional(),
  /** Whether it counts against the account, and what is stopped with it. */
  strike: z.boolean().default(true),
  stop: z.array(z.enum(STOPPABLE)).max(3).default([]),
  note: z.string().trim().min(3, 'Say why.').max(1_000, 'Say it in at most 1,000 characters.'),
});
export type CaseDecision = z.infer<typeof decideCaseBody>;

export const accountParams = z.object({ account: z.coerce.number().int().positive() });
export const operatorStopBody = z.strictObject({
  channel: z.enum(STOPPABLE),
  reason: z.string().trim().min(3, 'Say why sending stops.').max(500, 'Say it in at most 500 characters.'),
});
export const operatorResumeBody = z.strictObject({ channel: z.enum(STOPPABLE) });
export const reviewConfirmationBody = z.strictObject({
  verdict: z.enum(['approved', 'refused']),
  note: z.string().trim().max(1_000, 'Say it in at most 1,000 characters.').default(''),
});

export interface AbuseCase {
  id: number;
  source: CaseSource;
  accountId: number | null;
  accountName: string | null;
  state: CaseState;
  subject: string;
  report: string | null;
  reporter: string | null;
  openedAt: string;
  decidedAt: string | null;
  note: string | null;
  isStrike: boolean;
}

/** How the mail of one account does. */
export interface MailStanding {
  accountId: number;
  name: string;
  mode: 'practising' | 'live';
  sent: number;
  hardBounces: number;
  complaints: number;
  verdict: 'well' | 'slow' | 'stop';
  stops: { channel: Stoppable; reason: string; cause: string; at: string }[];
  perHour: number | null;
  heldImports: number;
  confirmationReview: string | null;
  strikes: number;
}
