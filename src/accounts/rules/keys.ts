import { z } from 'zod';

const DAY_MS = 86_400_000;

/** How long an old secret may go on working beside the new one. */
export const OLD_SECRET_HOURS_MAX = 7 * 24;

/** What a key or an app may be given; which scopes there are, the server knows. */
export const scopesSchema = z
  .array(z.string().max(60, 'There is no such scope.'), { error: 'Name the scopes, such as records:read.' })
  .min(1, 'Choose at least one thing that it may do.')
  .max(200)
  .transform((scopes) => [...new Set(scopes)].toSorted());

const keyName = z
  .string({ error: 'Write what the key is for.' })
  .transform((text) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
  .pipe(z.string().min(1, 'Write what the key is for.').max(100, 'Use at most 100 characters.'));

export const newApiKeySchema = z.strictObject({
  name: keyName,
  /** Null for all that its user may. */
  scopes: scopesSchema.nullable().default(null),
  /** Null for no end. */
  expiresAt: z.iso.datetime({ error: 'Write a time such as 2027-01-31T09:00:00Z.' }).nullable().default(null),
});
export type NewApiKeyInput = z.infer<typeof newApiKeySchema>;

export const rotateApiKeySchema = z.strictObject({
  /** How many hours the old secret goes on working: up to seven days. */
  keepOldForHours: z
    .number({ error: 'Write how many hours the old key goes on working.' })
    .int('Write whole hours.')
    .min(0, 'Write 0 or more hours.')
    .max(OLD_SECRET_HOURS_MAX, `Write at most ${OLD_SECRET_HOURS_MAX} hours: seven days.`)
    .default(24),
});
export type RotateApiKey = z.infer<typeof rotateApiKeySchema>;

export interface KeyState {
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** Whether a key works at a time, and why not. */
export function stateOfKey({ expiresAt, revokedAt }: KeyState, now: Date): 'works' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'works';
}

/** Whether a key was seen in a page so lately that nobody needs to be told again. */
export const isToldOf = (exposedAt: Date | null, now: Date): boolean => exposedAt !== null && exposedAt.getTime() > now.getTime() - DAY_MS;
