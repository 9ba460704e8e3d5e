import { z } from 'zod';

export const STREAMS = ['all', 'bulk', 'transactional', 'confirmation'] as const;
export const TRANSPORT_KINDS = ['smtp', 'direct'] as const;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]+$/, 'Give a domain, such as example.com.');
const letters = z.int().min(1, 'At least one letter.').max(10_000_000, 'At most ten million letters.');

/** How many letters may leave by a transport: in an hour, in a day, and in an hour for single domains of receivers. */
const paceSchema = z.strictObject({
  perHour: letters.nullable().default(null),
  perDay: letters.nullable().default(null),
  domains: z
    .array(z.strictObject({ domain, perHour: letters }))
    .max(50, 'At most fifty domains.')
    .default([]),
});
export type Pace = z.infer<typeof paceSchema>;

/** A new sender begins with few letters a day and more each day, until `days` have passed. */
const warmUpSchema = z.strictObject({
  startedOn: z.iso.date('Give the day it began.'),
  first: letters.default(50),
  /** Percent of the day before: 150 is half as many again. */
  growth: z.int().min(105, 'It must grow.').max(300, 'At most three times the day before.').default(150),
  days: z.int().min(2, 'Two days at least.').max(90, 'Ninety days at most.').default(21),
});
export type WarmUp = z.infer<typeof warmUpSchema>;

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[a-z0-9.:_-]+$/i, 'Give the server’s name, such as smtp.example.com.');

/** A password that is left out stays as it is, unless the server changes. One of kind `direct` needs no server. */
export const transportBody = z
  .strictObject({
    name: z.string().trim().min(1, 'Give it a name.').max(100, 'A name has at most 100 characters.'),
    kind: z.enum(TRANSPORT_KINDS, 'Choose smtp or direct.'),
    stream: z.enum(STREAMS, 'Choose all, bulk, transactional or confirmation.'),
    smtpHost: z.union([z.literal(''), host]).default(''),
    smtpPort: z.int().min(1, 'A port lies between 1 and 65535.').max(65_535, 'A port lies between 1 and 65535.').default(587),
    smtpSecurity: z.enum(['tls', 'starttls', 'none'], 'Choose tls, starttls or none.').default('starttls'),
    smtpUser: z.string().max(254, 'At most 254 characters.').default(''),
    smtpPassword: z.string().max(500, 'At most 500 characters.').optional(),
    connections: z.int().min(1, 'One connection at least.').max(50, 'Fifty connections at most.').default(10),
    pace: paceSchema.nullable().default(null),
    warmUp: warmUpSchema.nullable().default(null),
    isActive: z.boolean().default(true),
  })
  .refine(({ kind, smtpHost }) => kind === 'direct' || smtpHost !== '', { path: ['smtpHost'], error: 'Name the mail server.' });
export type TransportInput = z.infer<typeof transportBody>;

export const transportParams = z.object({ id: z.coerce.number().int().positive() });

/** A transport as settings show it; the password never leaves. */
export interface MailTransport extends Omit<TransportInput, 'smtpPassword'> {
  id: number;
  hasPassword: boolean;
  /** How many letters may leave today while it warms up; null when it does not, or is done. */
  warmUpToday: number | null;
  sentToday: number;
}
