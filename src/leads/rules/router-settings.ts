import { z } from 'zod';

export const MOST_MEMBERS = 200;

const idSchema = z.int('Choose a user.').positive('Choose a user.').max(2_000_000_000, 'Give a smaller number.');
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Give a time such as 09:00.');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** One stretch of working hours on some days; `to` before `from` means until that time of the next day. */
const hours = z
  .strictObject({
    /** 1 is Monday, 7 is Sunday. */
    days: z.array(z.int().min(1).max(7)).min(1, 'Choose at least one day.').max(7),
    from: timeOfDay,
    to: timeOfDay,
  })
  .refine(({ from, to }) => from !== to, 'Working hours that begin and end at the same time are none.');
export type Hours = z.infer<typeof hours>;

const cap = z.int('Give a whole number.').min(1, 'Give at least 1.').max(100_000, 'Give at most 100,000.').nullable().default(null);

export const memberSettingsSchema = z
  .strictObject({
    /** When the member works; null is always. */
    hours: z.array(hours).min(1).max(14).nullable().default(null),
    /** Whose clock the hours are by; null is the account's. */
    zone: z.string().max(100).refine(isTimeZone, 'Choose a time zone of the list, such as Europe/Vienna.').nullable().default(null),
    capDay: cap,
    /** In a week that begins on Monday. */
    capWeek: cap,
    /** Away from the first to the last of these days. */
    away: z
      .strictObject({ from: z.iso.date('Give a date.'), to: z.iso.date('Give a date.') })
      .refine(({ from, to }) => from <= to, 'The last day away comes after the first.')
      .nullable()
      .default(null),
  })
  .refine(({ capDay, capWeek }) => capDay === null || capWeek === null || capDay <= capWeek, 'A day cannot hold more than its week.');
export type MemberSettings = z.infer<typeof memberSettingsSchema>;

export const memberSchema = z.strictObject({
  userId: idSchema,
  /** Percent of the records; of weighted routers alone. */
  percent: z.int('Give a whole number.').min(0, 'Give at least 0 %.').max(100, 'Give at most 100 %.').default(0),
  settings: memberSettingsSchema.prefault({}),
});
export type Member = z.infer<typeof memberSchema>;

/**
 * What becomes of a record when nobody is there: it waits until somebody is, whoever is back first gets it at once, a named user gets it, or it
 * stays as it is.
 */
const otherwise = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('wait') }),
  z.strictObject({ do: z.literal('first_back') }),
  z.strictObject({ do: z.literal('user'), userId: idSchema }),
  z.strictObject({ do: z.literal('leave') }),
]);
export type Otherwise = z.infer<typeof otherwise>;

export const routerSettingsSchema = z
  .strictObject({
    how: z.enum(['turns', 'weighted'], 'Choose turns or weighted.').default('turns'),
    members: z.array(memberSchema).min(1, 'Name at least one user.').max(MOST_MEMBERS, `A router may have at most ${MOST_MEMBERS} users.`),
    otherwise: otherwise.default({ do: 'wait' }),
    /** Whether records that have an owner keep them. */
    keepOwner: z.boolean().default(true),
  })
  .superRefine(({ how, members }, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', path: ['members'], message });
    if (new Set(members.map(({ userId }) => userId)).size < members.length) complain('A user is named twice.');
    const total = members.reduce((sum, { percent }) => sum + percent, 0);
    if (how === 'weighted' && total !== 100) complain(`The shares come to ${total} %; together they must be 100 %.`);
  });
export type RouterSettings = z.infer<typeof routerSettingsSchema>;
