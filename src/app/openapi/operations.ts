import { isTagged } from '../conditions.ts';
import type { Route } from '../http.ts';
import { scopeOf } from '../scopes.ts';
import { apiFacts, type RouteFacts, type Schema } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { capitalized, operationIdOf } from './names.ts';
import { accessInWords, parameterInWords } from './words.ts';

/** One call as the document tells it. */
export function operationOf(area: string, route: Route, inputs: Inputs): Schema {
  const facts = apiFacts().routes[`${route.method} ${route.path}`] ?? {};
  const id = operationIdOf(route.method, route.path);
  const scope = isScoped(route) ? scopeOf(area, route) : undefined;
  return {
    operationId: id,
    tags: [area],
    summary: route.summary,
    description: [accessInWords(route.access), ...(scope ? [`Scope: \`${scope}\`.`] : [])].join(' '),
    ...(scope && { 'x-scope': scope }),
    security: securityOf(route, scope),
    parameters: [...parametersOf('path', route, facts, inputs), ...parametersOf('query', route, facts, inputs), ...headersOf(route)],
    ...(route.body || route.upload ? { requestBody: bodyOf({ area, route, facts, inputs }) } : {}),
    responses: { ...answersOf(route, facts), default: { $ref: '#/components/responses/Refused' } },
  };
}

const isScoped = ({ access }: Route): boolean => !['public', 'page', 'signed-in', 'operator'].includes(access);

function securityOf({ access }: Route, scope: string | undefined): Schema[] {
  if (access === 'public') return [];
  if (access === 'page') return [{ publishable: [] }];
  if (!scope) return [{ session: [] }];
  return [{ key: [scope] }, { appId: [scope], apiKey: [scope] }, { oauth: [scope] }, { session: [] }];
}

function parametersOf(where: 'path' | 'query', { method, path, params, query }: Route, facts: RouteFacts, inputs: Inputs): Schema[] {
  const schema = where === 'path' ? params : query;
  const said = where === 'path' ? facts.params : facts.query;
  if (!schema) return [];
  return inputs.properties(schema, said, operationIdOf(method, path)).map(({ name, schema: of, required }) => {
    const { description = parameterInWords(name, where, path), ...rest } = of;
    return { name, in: where, required: where === 'path' || required, ...(description ? { description } : {}), schema: rest };
  });
}

const isWrite = ({ method, reads }: Route): boolean => method !== 'GET' && !reads;

function headersOf(route: Route): Schema[] {
  if (!isScoped(route)) return [];
  const names = [
    'Account',
    ...(isWrite(route) ? ['IdempotencyKey'] : []),
    ...(route.ifMatch ? ['IfMatch'] : []),
    ...(isTagged(route) ? ['IfNoneMatch'] : []),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

interface Taking {
  area: string;
  route: Route;
  facts: RouteFacts;
  inputs: Inputs;
}

function bodyOf({ area, route: { method, path, body, upload }, facts, inputs }: Taking): Schema {
  if (upload) return { required: true, content: { 'multipart/form-data': { schema: FILE } } };
  const schema = inputs.body(body!, facts.body, { area, otherwise: capitalized(`${operationIdOf(method, path)}Body`) });
  return { required: !body!.safeParse({}).success, content: { 'application/json': { schema } } };
}

const FILE = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream', description: 'The file.' } },
};

function answersOf(route: Route, { schema, isEmpty, isRaw }: RouteFacts): Schema {
  const headers = isScoped(route) ? { ...HEADERS, ...(isTagged(route) && { ETag: { $ref: '#/components/headers/ETag' } }) } : {};
  const raw = Object.entries(route.answers ?? (isRaw ? { 200: 'application/octet-stream' } : {}));
  return {
    ...(isTagged(route) && { 304: { description: 'Nothing has changed since.', headers } }),
    ...(schema && { 200: { description: 'Done.', content: { 'application/json': { schema } }, headers } }),
    ...(isEmpty && { 204: { description: 'Done; there is nothing to say.', headers } }),
    ...Object.fromEntries(
      raw.map(([status, type]) => [status, { description: 'Done.', ...(type && { content: { [type]: { schema: rawSchema(type) } } }) }]),
    ),
  };
}

const rawSchema = (type: string): Schema => (type === 'application/json' ? {} : { type: 'string' });

const HEADERS = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
};
