import { z } from 'zod';
import { DECLARATION_LONGEST } from './rules/declaration.ts';

export { declarationProblem, DECLARATION_LONGEST } from './rules/declaration.ts';
export { STOPPABLE, type AbuseCase, type CaseState, type MailStanding, type Stoppable } from './rules/abuse-schema.ts';
export { type ImportReview, type ReviewFinding } from './rules/review-schema.ts';
export { CORRECTABLE_TYPES } from './rules/correctable.ts';
export { type SuppressionCounts, type SuppressionFound, type TakenLines } from './rules/suppression-schema.ts';
export {
  CONFIRMATION_REVIEWS,
  CONFIRM_DAYS_MOST,
  CORRECTABLE_MOST,
  DOUBLE_OPT_IN,
  permissionSettingsBody,
  type ConfirmationReview,
  type DoubleOptIn,
  type PermissionSettings,
  type PermissionSettingsChanges,
} from './rules/settings-schema.ts';
export {
  arrangeTopicsBody,
  createTopicBody,
  PAGE_LANGUAGES,
  topicParams,
  TOPICS_MOST,
  TOPIC_BEGINS,
  updateTopicBody,
  type NewTopic,
  type PageLanguage,
  type Topic,
  type TopicBegins,
  type TopicChanges,
} from './rules/topic-schema.ts';

export const CHANNELS = ['email', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * What a letter is for. `bulk`: anything the receiver must have asked for. `transactional`: what a deal with them requires, such as a
 * receipt. `one-to-one`: typed by a user to one person. `confirmation`: asks whether somebody really wants the mail (double opt-in).
 */
export const PURPOSES = ['bulk', 'transactional', 'one-to-one', 'confirmation'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Why the gate refuses a letter: codes that stay, in the order in which they are looked at. */
export const REFUSALS = [
  'operator_stopped',
  'account_stopped',
  'deleted',
  'no_address',
  'hard_bounce',
  'operator_suppressed',
  'suppressed',
  'pending_review',
  'unconfirmed',
  'transactional_only',
  'topic_declined',
  'topic_not_chosen',
  'paused',
  'capped',
  'no_postal_address',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Reasons that pass without anybody asking again: a letter that is refused for one of them waits where it is. */
export const HOLDS = ['operator_stopped', 'account_stopped', 'throttled'] as const;
export type Hold = (typeof HOLDS)[number];

/**
 * What one line of proof says. The first four say whether mail is permitted, or about a topic; the rest what was asked for beside it: a
 * confirmation, a pause and its end, fewer letters.
 */
export const CONSENT_STATES = ['given', 'confirmed', 'declared', 'withdrawn', 'requested', 'paused', 'continued', 'rationed'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

/** On which way a permission came or went. */
export const CONSENT_WAYS = ['user', 'import', 'form', 'link', 'api', 'reply', 'complaint', 'preferences', 'review', 'merge'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** How often people want letters to many: all of them, or at most one a week or a month. */
export const FREQUENCIES = ['all', 'weekly', 'monthly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export const evidenceSchema = z
  .string()
  .trim()
  .min(3, 'Say how the person gave or withdrew this permission.')
  .max(DECLARATION_LONGEST, `Say it in at most ${DECLARATION_LONGEST} characters.`);

export const permissionParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });

export const giveConsentBody = z.strictObject({ channel: z.enum(CHANNELS), evidence: evidenceSchema });
export const withdrawConsentBody = z.strictObject({
  channel: z.enum(CHANNELS),
  evidence: evidenceSchema.optional(),
});

export const chooseTopicsBody = z.strictObject({
  topics: z
    .array(z.strictObject({ topicId: z.int().positive(), wanted: z.boolean() }))
    .min(1, 'Choose a topic.')
    .max(50),
  evidence: evidenceSchema.optional(),
});
export const wishesBody = z.strictObject({
  frequency: z.enum(FREQUENCIES).optional(),
  pauseWeeks: z.int('Write a whole number of weeks.').min(0).max(52, 'At most 52 weeks.').optional(),
});

export const stopSendingBody = z.strictObject({
  channel: z.enum(CHANNELS),
  reason: z.string().trim().min(3, 'Say why sending stops.').max(500, 'Say it in at most 500 characters.'),
});
export const resumeSendingBody = z.strictObject({ channel: z.enum(CHANNELS) });

export const suppressAddressBody = z.strictObject({
  channel: z.enum(CHANNELS),
  address: z.string().trim().min(3, 'Give the address.').max(254, 'An address has at most 254 characters.'),
});

/** What the permission card of a record shows for one channel. */
export interface ChannelPermission {
  address: string | null;
  status: number;
  /** For each purpose null where a letter may go, and the reason where none may. */
  refusals: Record<Purpose, Refusal | null>;
  /** When the present state of the permission began, and how; null when nobody ever said anything. */
  since: string | null;
  how: ConsentWay | null;
  evidence: string | null;
}

export interface ConsentLine {
  id: number;
  channel: Channel;
  state: ConsentState;
  how: ConsentWay;
  sourceId: number | null;
  at: string;
  /** What it was about; null for all mail. */
  topic: { id: number; name: string } | null;
  until: string | null;
  evidence: string | null;
  page: string | null;
  ip: string | null;
  /** Who noted it, where a user did. */
  by: string | null;
}

/** Whether letters about one topic reach a person, and why not. */
export interface TopicStanding {
  id: number;
  name: string;
  isPublic: boolean;
  wanted: boolean;
  refusal: Refusal | null;
}

export interface PermissionCard {
  email: ChannelPermission;
  topics: TopicStanding[];
  wishes: { frequency: Frequency; pausedUntil: string | null };
  /** Since when a confirmation is waited for, and until when it counts. */
  confirmation: { requestedAt: string; expiresAt: string; askedCount: number } | null;
  preferencesUrl: string | null;
  sms: { address: string | null; status: number };
  history: ConsentLine[];
}

/** An address as records keep it: without spaces around it, in small letters. */
export const normalisedAddress = (address: string): string => address.trim().toLowerCase();

/** What is stopped and what is slowed down. */
export interface SendingStanding {
  stopped: {
    channel: Channel | 'all';
    stoppedAt: string;
    reason: string;
    /** Who stopped it: only what the account stopped itself can it resume. */
    by: 'account' | 'operator' | 'complaints' | 'bounces' | 'abuse';
  }[];
  slowed: { perHour: number; reason: string; since: string } | null;
}
