import { z } from 'zod';

export const SENDERS = ['account', 'owner', 'user', 'field', 'address'] as const;

const line = (most: number) =>
  z
    .string()
    .max(most, `At most ${most} characters.`)
    .refine((value) => !/[\r\n]/.test(value), 'This must be one line.');

const address = z
  .string()
  .trim()
  .max(254, 'An address has at most 254 characters.')
  .regex(/^[^\s@<>()[\]\\,;:"]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i, 'This is no e-mail address; it looks like name@example.com.');

/**
 * From whom letters come: the account as its settings say, the owner of each record, one user, the user whom a field of each record names, or
 * an address written out. A letter for which that is nobody comes from the account.
 */
export const senderSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('account') }),
  z.strictObject({ from: z.literal('owner') }),
  z.strictObject({ from: z.literal('user'), userId: z.int().positive('Choose a user.') }),
  z.strictObject({ from: z.literal('field'), fieldId: z.int().positive('Choose a field.') }),
  z.strictObject({ from: z.literal('address'), address, name: line(100).default('') }),
]);
export type LetterSender = z.infer<typeof senderSchema>;

const word = z
  .string()
  .trim()
  .max(200, 'At most 200 characters.')
  .refine((value) => !/[\r\n]/.test(value), 'This must be one line.');

/** What is put on the links of letters; a campaign left empty is the name of the broadcast, or else of the message. Null puts nothing on them. */
export const utmSchema = z.strictObject({
  source: word.default(''),
  medium: word.default('email'),
  campaign: word.default(''),
  content: word.default(''),
  term: word.default(''),
});
export type Utm = z.infer<typeof utmSchema>;
