import { z } from 'zod';
import { documentSchema } from '../../documents/schema.ts';
import { domainSchema } from '../../visits/schema.ts';

export const MOST_FORMS = 1_000;

const name = z.string('Give the form a name.').trim().min(1, 'Give the form a name.').max(200, 'A name may have at most 200 characters.');
const webAddress = z
  .string()
  .trim()
  .max(2_000, 'An address may have at most 2,000 characters.')
  .refine((url) => url === '' || isWebAddress(url), 'Give an address that begins with https:// or http://.');

/** An address of the web, written out: no merge field, no name and password in it. */
function isWebAddress(url: string): boolean {
  if (!/^https?:\/\/[^\s{}\\]+$/i.test(url) || !URL.canParse(url)) return false;
  const { username, password, hostname } = new URL(url);
  return username === '' && password === '' && hostname !== '';
}

/** The last part of /form/…: short, to be read aloud. */
export const formAddressSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{3,60}$)[a-z0-9]+(?:-[a-z0-9]+)*$/, 'An address has 3 to 60 small letters, digits and hyphens, such as spring-offer.')
  // Those that are made of numbers, and parts of the product.
  .refine((text) => !/^f[0-9a-z]+-[0-9a-z]+$/.test(text), 'This address looks like the number of a form. Choose another.');

const answeredSo = z.strictObject({
  fieldId: z.int().positive(),
  is: z.enum(['equals', 'not_equals', 'answered']),
  value: z.string().max(500).default(''),
});

/** What a form does besides asking. */
export const formSettingsSchema = z.strictObject({
  /** The title of its page; its name when blank. */
  title: z.string().trim().max(200, 'A title may have at most 200 characters.').default(''),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a language like en or de-AT.')
    .default('en'),
  /** What is said when it was handed in; merge fields of what was answered may stand in it. */
  thanks: z.string().max(20_000, 'At most 20,000 characters.').default('**Thank you.** We have received what you sent.'),
  /** Where people go instead of the words of thanks. */
  redirect: webAddress.default(''),
  /** Where people go who answered so; the first that fits. */
  redirects: z
    .array(answeredSo.extend({ url: webAddress.refine((url) => url !== '', 'Give the address.') }))
    .max(20, 'Give at most 20.')
    .default([]),
  tags: z
    .array(z.string().trim().min(1, 'Give the tag a name.').max(100, 'A tag may have at most 100 characters.'))
    .max(20, 'Give at most 20 tags.')
    .default([]),
  /** Whose new records are; the account’s owner’s without. */
  ownerId: z.int().positive().nullable().default(null),
  /** What becomes of the values of somebody who is known already: what is answered replaces them, or fills in blank ones alone. */
  known: z.enum(['replace', 'fill']).default('replace'),
  /** Whether browsers without script may hand it in; fewer times each. */
  withoutScript: z.boolean().default(true),
  /** The domains whose pages may show it in a frame; all of them when none is named. */
  framedBy: z.array(domainSchema).max(50, 'Name at most 50 domains.').default([]),
  isIndexed: z.boolean().default(false),
  /** Users who are told of each submission. */
  tells: z.array(z.int().positive()).max(50, 'Tell at most 50 users.').default([]),
});
export type FormSettings = z.infer<typeof formSettingsSchema>;

export const newFormBody = z.strictObject({
  objectId: z.int().min(0),
  name,
  document: documentSchema.optional(),
  settings: formSettingsSchema.partial().optional(),
});
export type NewForm = z.infer<typeof newFormBody>;

export const formBody = z.strictObject({
  name: name.optional(),
  /** Blank takes the address of its own away. */
  address: formAddressSchema.or(z.literal('')).optional(),
  document: documentSchema.optional(),
  settings: formSettingsSchema.partial().optional(),
  /** The revision that was looked at: where somebody saved another since, nothing is changed. */
  revision: z.int().positive().optional(),
});
export type FormChange = z.infer<typeof formBody>;

export const formParams = z.object({ id: z.coerce.number().int().positive() });
export const formVersionParams = formParams.extend({ version: z.coerce.number().int().positive() });
export const submissionsQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const addressParams = z.object({ address: z.string().max(80) });
export const seenQuery = z.object({ what: z.enum(['view', 'start']) });
