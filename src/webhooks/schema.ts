import { z } from 'zod';
import { criteriaSchema, type Criteria } from '../criteria/schema.ts';

export const METHODS = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];
export const ENCODINGS = ['json', 'form', 'text', 'none'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** No request is larger once it is filled in. */
export const MOST_BODY_BYTES = 256 * 1024;
export const MOST_URL = 4_000;

const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const OURS = /^(?:host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*|quayside-.*)$/i;

/** Headers and fields of forms whose value lets somebody in elsewhere: nobody's to read in a log, or in a file that leaves the account. */
const SECRET = /^(?:cookie|set-cookie|.*(?:auth|key|token|secret|password|signature).*)$/i;
export const tellsSecret = (name: string): boolean => SECRET.test(name.trim());

const headerSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Name the header.')
    .max(100, 'A header’s name may have at most 100 characters.')
    .refine((name) => TOKEN.test(name), 'A header’s name has letters, digits and hyphens only.')
    .refine((name) => !OURS.test(name), 'This header is set by Quayside itself. Remove it.'),
  value: z.string().max(2_000, 'A header may have at most 2,000 characters.'),
});

const formFieldSchema = z.strictObject({
  name: z.string().trim().min(1, 'Name the field of the form.').max(200, 'A name may have at most 200 characters.'),
  value: z.string().max(10_000, 'A value may have at most 10,000 characters.').default(''),
});

/** One request a record. The host is written out; merge fields may stand in the rest of the address, in headers and in the body. */
export const webhookSettings = z.strictObject({
  method: z.enum(METHODS, `Choose one of ${METHODS.join(', ')}.`).default('POST'),
  url: z
    .string('Give the address to call.')
    .trim()
    .min(1, 'Give the address to call.')
    .max(MOST_URL, 'An address may have at most 4,000 characters.'),
  headers: z.array(headerSchema).max(20, 'Give at most 20 headers.').default([]),
  encoding: z.enum(ENCODINGS, `Choose one of ${ENCODINGS.join(', ')}.`).default('json'),
  /** For `json` and `text`. */
  body: z.string().max(100_000, 'A body may have at most 100,000 characters.').default(''),
  /** For `form`. */
  fields: z.array(formFieldSchema).max(100, 'Give at most 100 fields.').default([]),
});
export type WebhookSettings = z.infer<typeof webhookSettings>;

/** Which subscription is told of the record. */
export const tellSettings = z.strictObject({ subscriptionId: z.number('Choose the program to tell.').int().positive() });
export type TellSettings = z.infer<typeof tellSettings>;

export const DELIVERY_STATUSES = ['waiting', 'queued', 'sending', 'sent', 'failed', 'captured', 'cancelled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why a delivery stands as it does, where its status does not say it: a key of the message catalogue. */
export type DeliveryReason =
  | 'answered'
  | 'gone'
  | 'redirected'
  | 'timed_out'
  | 'no_such_host'
  | 'private_host'
  | 'cannot_connect'
  | 'not_secure'
  | 'broken_off'
  | 'practising'
  | 'deleted'
  | 'unsubscribed'
  | 'held_too_long';

export interface WebhookLine {
  id: number;
  status: DeliveryStatus;
  reason: string | null;
  method: string;
  host: string;
  /** Whose it is, and of what kind of event it tells; null of a step of a map. */
  subscriptionId: number | null;
  event: string | null;
  /** Null where the event is about no record. */
  record: { objectId: number; id: number; name: string } | null;
  attempts: number;
  responseStatus: number | null;
  madeAt: string;
  dueAt: string | null;
  settledAt: string | null;
}

export interface WebhookDetail extends WebhookLine {
  /** Null once what was personal has been erased. */
  url: string | null;
  headers: { name: string; value: string }[] | null;
  body: string | null;
  tookMs: number | null;
  triedAt: string | null;
  responseHeaders: { name: string; value: string }[] | null;
  responseBody: string | null;
  repeats: number | null;
  mayRepeat: boolean;
}

export interface SecretState {
  madeAt: string | null;
  /** Until when the one before it signs too. */
  previousEndsAt: string | null;
}

export const webhooksQuery = z.object({
  status: z.enum(DELIVERY_STATUSES).optional(),
  host: z.string().max(255).optional(),
  subscription: z.coerce.number().int().positive().optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type WebhooksQuery = z.infer<typeof webhooksQuery>;

export const webhookParams = z.object({ id: z.coerce.number().int().positive() });

export const FORMATS = ['json', 'form'] as const;
export type Format = (typeof FORMATS)[number];
/** How much of a record is told: everything, the little by which people know it, or its number alone. */
export const AMOUNTS = ['all', 'light', 'id'] as const;
export type Amount = (typeof AMOUNTS)[number];
export const SUBSCRIPTION_STATES = ['active', 'paused', 'ended'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];
/** Why a subscription is paused or ended: a key of the message catalogue. */
export type SubscriptionReason = 'person' | 'dead' | 'gone' | 'user_left' | 'too_many';

export const MOST_WISHES = 50;

/** A kind of event that is asked for: about anything, or about one thing (a tag, a form), or of records of one object. */
export const wishSchema = z.strictObject({
  kind: z.string('Name the event.').trim().min(1, 'Name the event.').max(100, 'No event has so long a name.'),
  subjectId: z.number().int().positive().nullish(),
  objectId: z.number().int().min(0).nullish(),
});
export type Wish = z.infer<typeof wishSchema>;

const address = z
  .string('Give the address to call.')
  .trim()
  .min(1, 'Give the address to call.')
  .max(MOST_URL, 'An address may have at most 4,000 characters.');
const wishes = z
  .array(wishSchema, 'Choose the events to be told of.')
  .min(1, 'Choose at least one event.')
  .max(MOST_WISHES, `Choose at most ${MOST_WISHES} events.`);
/** Told of are only records of this object that match. */
const narrowing = z.strictObject({ objectId: z.number().int().min(0), criteria: criteriaSchema });

export const newSubscription = z.strictObject({
  url: address,
  events: wishes,
  format: z.enum(FORMATS, `Choose one of ${FORMATS.join(', ')}.`).default('json'),
  fields: z.enum(AMOUNTS, `Choose one of ${AMOUNTS.join(', ')}.`).default('all'),
  only: narrowing.nullish(),
});
export type NewSubscription = z.infer<typeof newSubscription>;

export const subscriptionChange = newSubscription.partial();
export type SubscriptionChange = z.infer<typeof subscriptionChange>;

export interface Subscription {
  id: number;
  url: string;
  host: string;
  events: { kind: string; subjectId: number | null; objectId: number | null }[];
  format: Format;
  fields: Amount;
  only: { objectId: number; criteria: Criteria } | null;
  /** With whose rights it sees. */
  user: { id: number; name: string };
  state: SubscriptionState;
  reason: SubscriptionReason | null;
  stateAt: string;
  madeAt: string;
  failingSince: string | null;
  failures: number;
  triedAt: string | null;
  triedStatus: number | null;
  takenAt: string | null;
  /** How many deliveries wait. */
  waiting: number;
}

/** A kind of event that can be subscribed to. */
export interface SubscribableEvent {
  kind: string;
  /** A key of the message catalogue. */
  label: string;
  /** The part of the product that records it. */
  domain: string;
  subject: string | null;
}

export interface TestOutcome {
  /** The delivery in the log. */
  id: number;
  taken: boolean;
  status: number | null;
  reason: string | null;
  tookMs: number | null;
  answer: string | null;
}

/** Which deliveries of the log are sent again: all that failed, or whatever was asked for in a span of time. */
export const replaySchema = z.strictObject({
  failedOnly: z.boolean().default(true),
  from: z.iso.datetime({ offset: true, error: 'Give a time such as 2026-03-02T09:00:00Z.' }).optional(),
  to: z.iso.datetime({ offset: true, error: 'Give a time such as 2026-03-02T09:00:00Z.' }).optional(),
});
export type Replay = z.infer<typeof replaySchema>;

/** How many days the log keeps what subscriptions sent, unless an account asks for more. */
export const LOG_DAYS = { taken: 2, failed: 7 } as const;
export const MOST_LOG_DAYS = 90;
const days = (least: number) =>
  z.number().int().min(least, `Keep it for at least ${least} days.`).max(MOST_LOG_DAYS, `Keep it for at most ${MOST_LOG_DAYS} days.`);
export const logDays = z.strictObject({ taken: days(LOG_DAYS.taken), failed: days(LOG_DAYS.failed) });
export type LogDays = z.infer<typeof logDays>;
