import { z } from 'zod';
import { scopesSchema } from './keys.ts';
import { problemOfRedirect } from './redirects.ts';

const MOST_REDIRECTS = 20;

/** What people read on the consent screen: no control characters, nothing that turns the text around. */
const appName = z
  .string({ error: 'Write the name of the app.' })
  .transform((text) => text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim())
  .pipe(z.string().min(1, 'Write the name of the app.').max(80, 'Use at most 80 characters.'));

export const redirectUriSchema = z.string({ error: 'Write an address.' }).superRefine((uri, context) => {
  const problem = problemOfRedirect(uri);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

const redirectUris = z
  .array(redirectUriSchema, { error: 'Write at least one address.' })
  .min(1, 'Write at least one address.')
  .max(MOST_REDIRECTS, `Write at most ${MOST_REDIRECTS} addresses.`);

const homePage = z
  .url({ protocol: /^https?$/, error: 'Write an address that begins with https.' })
  .max(500)
  .nullable()
  .default(null);

export const newAppSchema = z.strictObject({
  name: appName,
  homePage,
  redirectUris,
  /** Whether it runs on a server, where it can keep a secret. */
  isConfidential: z.boolean(),
});
export type NewApp = z.infer<typeof newAppSchema>;

export const appChangesSchema = z.strictObject({
  name: appName.optional(),
  homePage: homePage.optional(),
  redirectUris: redirectUris.optional(),
});
export type AppChanges = z.infer<typeof appChangesSchema>;

export const clientIdParams = z.object({ clientId: z.string().regex(/^app_[\w-]{10,60}$/, 'There is no such app.') });

/** What an app says of itself when it registers (RFC 7591); what is not named here is passed over. */
export const registrationSchema = z.object({
  client_name: appName.default('An app without a name'),
  client_uri: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  redirect_uris: redirectUris,
  token_endpoint_auth_method: z.enum(['none', 'client_secret_basic', 'client_secret_post']).default('client_secret_basic'),
  grant_types: z.array(z.enum(['authorization_code', 'refresh_token'])).optional(),
  response_types: z.array(z.enum(['code'])).optional(),
});
export type Registration = z.infer<typeof registrationSchema>;

const text = (max: number) => z.string().max(max).optional();

/** What an app asks for when it sends a person to us. */
export const authorizationSchema = z.object({
  response_type: text(50),
  client_id: text(200),
  redirect_uri: text(2000),
  scope: text(5000),
  state: text(4000),
  code_challenge: text(200),
  code_challenge_method: text(20),
  resource: z.union([z.string().max(2000), z.array(z.string().max(2000)).max(5)]).optional(),
});
export type Authorization = z.infer<typeof authorizationSchema>;

export const consentSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('refuse'), request: authorizationSchema }),
  z.strictObject({
    decision: z.literal('allow'),
    request: authorizationSchema,
    accountId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
    /** What of the scopes asked for is given. */
    scopes: scopesSchema,
  }),
]);
export type Consent = z.infer<typeof consentSchema>;
