import { z } from 'zod';

// Rights -------------------------------------------------------------------------------------------------------------------------

/** What may be allowed over the account as a whole. */
export const ACCOUNT_RIGHTS = [
  'users.manage',
  'roles.manage',
  'settings.manage',
  'keys.manage',
  'fields.manage',
  'records.import',
  'automations.manage',
  'messages.manage',
  'groups.manage',
  'leads.manage',
  'forms.manage',
  'account.golive',
  'privacy.erase',
  'outbox.view',
  'inbox.use',
] as const;

export const accountRightSchema = z.enum(ACCOUNT_RIGHTS, { error: 'This is not a right over the account.' });
export type AccountRight = z.infer<typeof accountRightSchema>;

export const scopeSchema = z.enum(['none', 'own', 'team', 'all'], { error: 'Choose none, own, team or all.' });

export const objectRightsSchema = z.strictObject({
  view: scopeSchema,
  edit: scopeSchema,
  delete: scopeSchema,
  create: z.boolean(),
  export: z.boolean(),
  bulk: z.boolean(),
  sections: z.record(z.string().regex(/^\d+$/, 'Name a section by its number.'), z.enum(['hidden', 'view', 'edit'])).default({}),
});

const byObject = z.record(z.string().regex(/^\d+$/, 'Name an object by its number.'), objectRightsSchema);

/** The rights of a role: over the account, on objects by their id, and on every object that is not named. */
export const rightsSchema = z.strictObject({
  account: z.array(accountRightSchema).max(ACCOUNT_RIGHTS.length),
  objects: byObject.default({}),
  otherObjects: objectRightsSchema,
});
export type Rights = z.infer<typeof rightsSchema>;

/** What one person may more or less than the role says. */
export const exceptionsSchema = z.strictObject({
  allow: z.array(accountRightSchema).default([]),
  withhold: z.array(accountRightSchema).default([]),
  objects: byObject.default({}),
});
export type Exceptions = z.infer<typeof exceptionsSchema>;

// Identity -----------------------------------------------------------------------------------------------------------------------

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** What people write in a field of one line: no control characters, no space at the ends, single spaces between. */
const line = (max: number, sentence: string) =>
  z
    .string({ error: sentence })
    .transform((text) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
    .pipe(z.string().min(1, sentence).max(max, `Use at most ${max} characters.`));

export const emailSchema = z
  .string({ error: 'Write an e-mail address.' })
  .max(254, 'Use at most 254 characters.')
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email('Write an e-mail address, such as name@example.com.'));

const passwordSchema = z.string({ error: 'Write a password.' }).max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`);
const tokenSchema = z
  .string({ error: 'The link is not complete.' })
  .min(10, 'The link is not complete.')
  .max(2000, 'The link is not valid.');
const legalName = line(200, 'Write your legal full name.');
const hasSingleName = z.boolean().default(false);

export const timeZoneSchema = z
  .string({ error: 'Choose a time zone.' })
  .max(100, 'Choose a time zone.')
  .refine(isTimeZone, 'Choose a time zone of the list, such as Europe/Vienna.');
export const currencySchema = z
  .string({ error: 'Choose a currency.' })
  .regex(/^[A-Z]{3}$/, 'Write a currency by its three letters, such as EUR.')
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'Write a currency by its three letters, such as EUR.');

const companyName = line(200, 'Write the name of the company.');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

export const signUpSchema = z.strictObject({
  name: legalName,
  hasSingleName,
  email: emailSchema,
  password: passwordSchema,
  companyName,
  timeZone: timeZoneSchema.default('UTC'),
  currency: currencySchema.default('USD'),
  ageConfirmed: z.literal(true, { error: 'Confirm your age.' }),
  termsVersion: z.string({ error: 'Accept the terms.' }).min(1, 'Accept the terms.').max(100),
  /** A field no person sees; what fills it in is a program. */
  website: z.string().max(1000).default(''),
  /** The solved proof of work, as the widget gives it. */
  proof: z.string({ error: 'Wait until the check is done.' }).min(1, 'Wait until the check is done.').max(10_000),
});
export type SignUp = z.infer<typeof signUpSchema>;

export const signInSchema = z.strictObject({ email: emailSchema, password: passwordSchema });
export type SignIn = z.infer<typeof signInSchema>;
export const emailOnlySchema = z.strictObject({ email: emailSchema });
export const tokenOnlySchema = z.strictObject({ token: tokenSchema });
export const resetPasswordSchema = z.strictObject({ token: tokenSchema, password: passwordSchema });
export const changePasswordSchema = z.strictObject({ currentPassword: passwordSchema, password: passwordSchema });

export const setUpSchema = z.strictObject({
  token: tokenSchema,
  name: legalName,
  hasSingleName,
  email: emailSchema,
  password: passwordSchema,
  hosting: z.enum(['own', 'hosts'], { error: 'Choose own or hosts.' }),
  companyName,
  timeZone: timeZoneSchema,
  currency: currencySchema,
});
export type SetUp = z.infer<typeof setUpSchema>;

export const acceptInvitationSchema = z.strictObject({
  token: tokenSchema,
  name: legalName.optional(),
  hasSingleName,
  password: passwordSchema.optional(),
  ageConfirmed: z.boolean().default(false),
  termsVersion: z.string().max(100).optional(),
});
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;

// Accounts, users, roles, keys ---------------------------------------------------------------------------------------------------

export const idSchema = z.coerce
  .number({ error: 'Write a number.' })
  .int('Write a whole number.')
  .min(1, 'Write a number above 0.')
  .max(Number.MAX_SAFE_INTEGER);
export const idParams = z.object({ id: idSchema });

export const newAccountSchema = z.strictObject({
  name: companyName,
  timeZone: timeZoneSchema.default('UTC'),
  currency: currencySchema.default('USD'),
});

export const accountSettingsSchema = z.strictObject({
  name: companyName,
  timeZone: timeZoneSchema,
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Write a language such as en or en-GB.'),
  currency: currencySchema,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write a country by its two letters, such as AT.')
    .nullable(),
  postalAddress: z.string({ error: 'Write the postal address.' }).trim().max(500, 'Use at most 500 characters.'),
  /** How many calls of programs a minute the account lets through. */
  callsPerMinute: z
    .number({ error: 'Write a number.' })
    .int('Write a whole number.')
    .min(10, 'Write at least 10 calls a minute.')
    .max(6000, 'Write at most 6,000 calls a minute.'),
});
export const accountChangesSchema = accountSettingsSchema.partial();
export type AccountChanges = z.infer<typeof accountChangesSchema>;

/** How far the clock moves in one go at most: a year and a day, so that a year of anything can be played. */
export const CLOCK_MOVE_MAX_MS = 366 * 86_400_000;

export const moveClockSchema = z.union(
  [
    z.strictObject({ by: z.enum(['hour', 'day', 'next']) }),
    z.strictObject({ byMs: z.number().int().positive().max(CLOCK_MOVE_MAX_MS) }),
    z.strictObject({ to: z.iso.datetime() }),
  ],
  {
    error:
      'Say how far: by an hour, a day or to the next event, byMs up to a year in milliseconds, or to a time such as 2027-01-31T09:00:00Z.',
  },
);
export type MoveClock = z.infer<typeof moveClockSchema>;

export const inviteUserSchema = z.strictObject({ email: emailSchema, name: line(200, 'Write the name.'), roleId: idSchema });
export type InviteUser = z.infer<typeof inviteUserSchema>;
export const updateUserSchema = z.strictObject({
  name: line(200, 'Write the name.').optional(),
  roleId: idSchema.optional(),
  exceptions: exceptionsSchema.nullable().optional(),
  /** Null for the account's. */
  timeZone: timeZoneSchema.nullable().optional(),
});
export type UpdateUser = z.infer<typeof updateUserSchema>;
export const removeUserSchema = z.strictObject({ reassignTo: idSchema });

export const roleSchema = z.strictObject({ name: line(100, 'Write the name of the role.'), managerRoleId: idSchema, rights: rightsSchema });
export type RoleInput = z.infer<typeof roleSchema>;
export const roleChangesSchema = roleSchema.partial();
export type RoleChanges = z.infer<typeof roleChangesSchema>;

export { newApiKeySchema, OLD_SECRET_HOURS_MAX, rotateApiKeySchema, type NewApiKeyInput, type RotateApiKey } from './rules/keys.ts';
export {
  appChangesSchema,
  authorizationSchema,
  clientIdParams,
  consentSchema,
  newAppSchema,
  type AppChanges,
  type Authorization,
  type Consent,
  type NewApp,
} from './rules/apps.ts';
export { newPageTokenSchema, pageTokenChangesSchema, type NewPageToken, type PageTokenChanges } from './rules/page-tokens.ts';

// The operator -------------------------------------------------------------------------------------------------------------------

export const smtpSchema = z.strictObject({
  url: z
    .string()
    .max(1000)
    .refine(
      (text) => URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol),
      'Write the server as smtp://user:password@host:587 or smtps://user:password@host:465.',
    ),
  from: emailSchema,
});
export const installationChangesSchema = z.strictObject({
  smtp: smtpSchema.nullable().optional(),
  minimumAge: z.number().int().min(13, 'The age is at least 13.').max(99).optional(),
  termsVersion: z.string().trim().min(1).max(100).optional(),
});
export type InstallationChanges = z.infer<typeof installationChangesSchema>;

// The command line ---------------------------------------------------------------------------------------------------------------

export const newOwnerSchema = z.strictObject({
  name: companyName,
  ownerName: legalName,
  ownerEmail: emailSchema,
  password: passwordSchema.optional(),
  timeZone: timeZoneSchema.default('UTC'),
  currency: currencySchema.default('USD'),
});
export type NewOwner = z.infer<typeof newOwnerSchema>;
