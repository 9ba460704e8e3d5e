import type { Domain } from '../kernel/domain.ts';
import type { Route } from '../http.ts';
import { apiFacts, type Schema } from './facts.ts';
import { Inputs } from './inputs.ts';
import { templateOf } from './names.ts';
import { operationOf } from './operations.ts';
import { HEADERS, PARAMETERS, problemSchema, securitySchemes } from './parts.ts';
import { BEGINNING } from './words.ts';

/** A route with the domain whose it is. */
interface Placed {
  area: string;
  route: Route;
}

/**
 * The product's own API as OpenAPI 3.1: requests from the schemas that check them, replies from the types of the handlers (`npm run api`).
 * `further` are routes that no domain has.
 */
export function openApi(domains: readonly Domain[], baseUrl: string, further: readonly Placed[] = []): Schema {
  const routes = [...domains.flatMap(({ name: area, routes: own = [] }) => own.map((route) => ({ area, route }))), ...further].filter(
    ({ route }) => route.path.startsWith('/api/'),
  );
  const { schemas } = apiFacts();
  const inputs = new Inputs({ Problem: problemSchema(), ...schemas });
  const paths: Record<string, Schema> = {};
  for (const { area, route } of routes) {
    (paths[templateOf(route.path)] ??= {})[route.method.toLowerCase()] = operationOf(area, route, inputs);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quayside',
      version: '1',
      description: BEGINNING,
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: baseUrl }],
    tags: tagsOf(new Set(routes.map(({ area }) => area))),
    paths,
    components: {
      schemas: inputs.components,
      parameters: PARAMETERS,
      headers: HEADERS,
      responses: {
        Refused: {
          description: 'Refused, with the reason.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: securitySchemes(baseUrl, scopesOf(paths)),
    },
  };
}

const tagsOf = (areas: ReadonlySet<string>): Schema[] =>
  [...areas].map((name) => {
    const told = apiFacts().domains[name];
    return { name, ...(told && { description: told.sentence, 'x-title': told.title }) };
  });

function scopesOf(paths: Record<string, Schema>): string[] {
  const scopes = Object.values(paths).flatMap((path) => Object.values(path).map((operation) => (operation as Schema)['x-scope']));
  return [...new Set(scopes.filter((scope) => typeof scope === 'string'))].sort();
}
