import { z } from 'zod';
import { RawReply, route, type Call, type Route } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { knownScopes } from '../../app/scopes.ts';
import { installationOf } from '../identity/installation.ts';
import { exchangeCode } from '../oauth/exchange-code.ts';
import { appCredentialsOf, findApp } from '../oauth/find-app.ts';
import { OAuthRefusal, type OAuthCode } from '../oauth/oauth-refusal.ts';
import { refreshTokens } from '../oauth/refresh-tokens.ts';
import { registerItself } from '../oauth/register-app.ts';
import { revokeToken } from '../oauth/revoke-token.ts';
import { registrationSchema } from '../rules/apps.ts';
import { isOurResource, scopesOf } from '../rules/oauth.ts';

const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' };
const formSchema = z.record(z.string().max(100), z.string().max(5000));
type Form = Record<string, string | undefined>;

/** What apps of others ask, by the standards: OAuth 2.1, RFC 7009, 7591, 8414, 9728. Refusals are in the form these give. */
export const oauthRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/oauth/token',
    access: 'public',
    summary: 'Exchange a code or a refresh token for tokens',
    crossSite: true,
    perMinute: 120,
    handle: (call) =>
      answered(async () => {
        const { form, app } = await appAsking(call);
        if (form.resource !== undefined && !isOurResource(form.resource, installationOf(call.database).baseUrl)) {
          throw new OAuthRefusal('invalid_target', 'The resource is not one of this installation.');
        }
        if (form.grant_type === 'authorization_code') {
          const [code, verifier] = [needed(form, 'code'), needed(form, 'code_verifier')];
          return json(200, await exchangeCode(call.database, { app, code, verifier, redirectUri: form.redirect_uri }));
        }
        if (form.grant_type !== 'refresh_token')
          throw new OAuthRefusal('unsupported_grant_type', 'Use authorization_code or refresh_token.');
        return json(200, await refreshTokens(call.database, { app, token: needed(form, 'refresh_token'), scopes: scopesOf(form.scope) }));
      }),
  }),
  route({
    method: 'POST',
    path: '/oauth/revoke',
    access: 'public',
    summary: 'Take a token back',
    crossSite: true,
    perMinute: 120,
    handle: (call) =>
      answered(async () => {
        const { form, app } = await appAsking(call);
        await revokeToken(call.database, app, needed(form, 'token'));
        return new RawReply(200, NOT_KEPT);
      }),
  }),
  route({
    method: 'POST',
    path: '/oauth/register',
    access: 'public',
    summary: 'Register an app',
    crossSite: true,
    handle: (call) =>
      answered(async () => {
        const read = registrationSchema.safeParse(call.request.body ?? {});
        if (!read.success) {
          const [issue] = read.error.issues;
          const code = issue?.path[0] === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata';
          throw new OAuthRefusal(code, `${issue?.path.join('.')}: ${issue?.message}`);
        }
        const { clientId, secret, createdAt } = await registerItself(call.database, call.request.ip, read.data);
        return json(201, {
          client_id: clientId,
          client_id_issued_at: Math.floor(createdAt.getTime() / 1000),
          ...(secret === undefined ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
          ...read.data,
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
        });
      }),
  }),
  metadata('/.well-known/oauth-authorization-server', (baseUrl) => ({
    issuer: baseUrl,
    authorization_endpoint: `${baseUrl}/oauth/authorize`,
    token_endpoint: `${baseUrl}/oauth/token`,
    revocation_endpoint: `${baseUrl}/oauth/revoke`,
    registration_endpoint: `${baseUrl}/oauth/register`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    revocation_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    authorization_response_iss_parameter_supported: true,
    scopes_supported: knownScopes(),
  })),
  metadata('/.well-known/oauth-protected-resource', (baseUrl) => resource(baseUrl, baseUrl)),
  metadata('/.well-known/oauth-protected-resource/mcp', (baseUrl) => resource(`${baseUrl}/mcp`, baseUrl)),
];

const resource = (address: string, baseUrl: string) => ({
  resource: address,
  authorization_servers: [baseUrl],
  bearer_methods_supported: ['header'],
  scopes_supported: knownScopes(),
  resource_name: 'Quayside',
});

/** What everybody may know, so that pages may read it too. */
function metadata(path: string, tell: (baseUrl: string) => object): Route {
  return route({
    method: 'GET',
    path,
    access: 'public',
    summary: 'What apps need to know to ask for access',
    handle: async ({ database }) =>
      new RawReply(
        200,
        { 'content-type': 'application/json', 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
        JSON.stringify(tell(installationOf(database).baseUrl)),
      ),
  });
}

const json = (status: number, body: object): RawReply =>
  new RawReply(status, { ...NOT_KEPT, 'content-type': 'application/json' }, JSON.stringify(body));

/** Apps ask again of themselves; the sentence says when it is of use. */
const RETRY_SECONDS = 600;

async function answered(work: () => Promise<RawReply>): Promise<RawReply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.status === 429) {
      const asked = json(429, { error: 'temporarily_unavailable' satisfies OAuthCode, error_description: error.message });
      asked.headers['retry-after'] = String(RETRY_SECONDS);
      return asked;
    }
    if (!(error instanceof OAuthRefusal)) throw error;
    const { status, code, message } = error;
    const refused = json(status, { error: code, error_description: message });
    if (status === 401) refused.headers['www-authenticate'] = 'Basic realm="Quayside", charset="UTF-8"';
    return refused;
  }
}

/** The parameters of a call, and the app that asks by them. */
async function appAsking({ database, request }: Pick<Call, 'database' | 'request'>) {
  const { success, data: form } = formSchema.safeParse(request.body);
  if (!success) throw new OAuthRefusal('invalid_request', 'Send the parameters as application/x-www-form-urlencoded.');
  const asked: Form = form;
  return { form: asked, app: await findApp(database, appCredentialsOf(request.headers.authorization, asked)) };
}

function needed(form: Form, name: string): string {
  const value = form[name];
  if (!value) throw new OAuthRefusal('invalid_request', `The parameter ${name} is missing.`);
  return value;
}
