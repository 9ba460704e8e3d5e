import { z } from 'zod';

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

export const DELIVERY_STATUSES = ['queued', 'sending', 'sent', 'failed', 'captured', 'cancelled'] as const;
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
  | 'deleted';

export interface WebhookLine {
  id: number;
  status: DeliveryStatus;
  reason: string | null;
  method: string;
  host: string;
  record: { objectId: number; id: number; name: string };
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
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type WebhooksQuery = z.infer<typeof webhooksQuery>;

export const webhookParams = z.object({ id: z.coerce.number().int().positive() });
