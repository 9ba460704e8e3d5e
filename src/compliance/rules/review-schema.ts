import { z } from 'zod';

/** What a look at an import may find. */
export const FINDINGS = ['role_addresses', 'disposable', 'unreadable', 'look_alike', 'known_bad', 'bounced_before', 'growth'] as const;
export type Finding = (typeof FINDINGS)[number];
export const REVIEW_STATES = ['scanning', 'passed', 'held', 'released', 'refused'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export interface ReviewFinding {
  code: Finding;
  count: number;
  /** Of all people of the import, in percent. */
  percent: number;
  /** Whether it alone holds the import. */
  holds: boolean;
}

export interface ImportReview {
  importId: number;
  state: ReviewState;
  /** Who may decide: the account itself, or only the operator. */
  decides: 'account' | 'operator';
  people: number;
  findings: ReviewFinding[];
  at: string;
  decidedAt: string | null;
  note: string | null;
}

export const reviewParams = z.object({ import: z.coerce.number().int().positive() });
export const decideReviewBody = z.strictObject({
  decision: z.enum(['released', 'refused']),
  note: z.string().trim().min(10, 'Say in a sentence why.').max(1_000, 'Say it in at most 1,000 characters.'),
});
export type ReviewDecision = z.infer<typeof decideReviewBody>;
