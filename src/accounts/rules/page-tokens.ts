import { z } from 'zod';

/** An origin as browsers say it: scheme and host, with a port where it is not the usual one. */
const origin = z
  .string({ error: 'Write the address of a site.' })
  .max(300)
  .transform((text) => (URL.canParse(text.trim()) ? new URL(text.trim()).origin : 'null'))
  .refine(
    (text) => /^https:\/\/[^/]+$/.test(text) || /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(text),
    'Write the site’s address with https, such as https://shop.example.',
  );

export const newPageTokenSchema = z.strictObject({
  name: z
    .string({ error: 'Write which site it is for.' })
    .transform((text) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
    .pipe(z.string().min(1, 'Write which site it is for.').max(100, 'Use at most 100 characters.')),
  origins: z
    .array(origin, { error: 'Write at least one site.' })
    .min(1, 'Write at least one site.')
    .max(50, 'Write at most 50 sites.')
    .transform((all) => [...new Set(all)]),
});
export type NewPageToken = z.infer<typeof newPageTokenSchema>;

export const pageTokenChangesSchema = newPageTokenSchema.partial();
export type PageTokenChanges = z.infer<typeof pageTokenChangesSchema>;
