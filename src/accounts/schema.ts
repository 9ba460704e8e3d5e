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
  'account.golive',
  'privacy.erase',
  'outbox.view',
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
