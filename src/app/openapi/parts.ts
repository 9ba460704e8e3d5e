import { apiFacts, type Schema } from './facts.ts';

export const PARAMETERS = {
  Account: {
    name: 'X-Account',
    in: 'header',
    required: false,
    description: 'Which of their accounts somebody who is signed in by cookie means. Keys and tokens know theirs.',
    schema: { type: 'integer' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Chosen by the caller, up to 255 visible characters: the same key and request within 24 hours give the first answer again.',
    schema: { type: 'string', maxLength: 255 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` last read: refused with 412 `changed_meanwhile` where the thing is another by now.',
    schema: { type: 'string' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` last read: answered with 304 and no body where nothing has changed.',
    schema: { type: 'string' },
  },
};

export const HEADERS = {
  RateLimit: {
    description: 'To programs: how many calls are left to the account (`r`) and in how many seconds there are more (`t`).',
    schema: { type: 'string', examples: ['"calls";r=179;t=60'] },
  },
  RateLimitPolicy: {
    description: 'To programs: how many calls (`q`) there may be in so many seconds (`w`).',
    schema: { type: 'string', examples: ['"calls";q=180;w=60'] },
  },
  ETag: { description: 'Changes whenever the thing does.', schema: { type: 'string' } },
};

/** The form of every refusal, with all the codes there are and a sentence of each. */
export function problemSchema(): Schema {
  const { problems } = apiFacts();
  return {
    type: 'object',
    description: 'A refusal: what happened, where, and what to do.',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string', description: '`urn:quayside:problem:` and the code.' },
      title: { type: 'string', description: 'One sentence for people.' },
      status: { type: 'integer' },
      code: { type: 'string', description: 'Stays as it is; match on it.', enum: problems.map(({ code }) => code) },
      fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'A sentence for each wrong input, by its path.' },
      details: { type: 'object', additionalProperties: true, description: 'What a program may want to know besides.' },
      requestId: { type: 'string', description: 'Names this call in the log.' },
    },
    'x-codes': Object.fromEntries(problems.map(({ code, status, sentence }) => [code, { status, title: sentence }])),
  };
}

export const securitySchemes = (baseUrl: string, scopes: readonly string[]): Schema => ({
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'APPID:KEY',
    description: 'A key from Settings, API keys: `Authorization: Bearer APPID:KEY`.',
  },
  appId: { type: 'apiKey', in: 'header', name: 'Api-Appid', description: 'With `Api-Key`: the other way to send a key.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'Api-Key', description: 'With `Api-Appid`.' },
  oauth: {
    type: 'oauth2',
    description: 'OAuth 2.1 for apps of others: authorization code with PKCE.',
    flows: {
      authorizationCode: {
        authorizationUrl: `${baseUrl}/oauth/authorize`,
        tokenUrl: `${baseUrl}/oauth/token`,
        refreshUrl: `${baseUrl}/oauth/token`,
        scopes: Object.fromEntries(scopes.map((scope) => [scope, scopeInWords(scope)])),
      },
    },
  },
  publishable: { type: 'http', scheme: 'bearer', bearerFormat: 'qsp_…', description: 'A publishable token, which may stand in a page.' },
  session: { type: 'apiKey', in: 'cookie', name: 'quayside_session', description: 'Somebody signed in in a browser.' },
});

function scopeInWords(scope: string): string {
  const [area, doing] = scope.split(':') as [string, string];
  const title = apiFacts().domains[area]?.title ?? area;
  return doing === 'read' ? `Read: ${title}` : doing === 'write' ? `Read and change: ${title}` : scope;
}
