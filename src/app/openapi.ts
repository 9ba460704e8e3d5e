import { z } from 'zod';
import type { Domain } from './kernel/domain.ts';
import type { Route } from './http.ts';

/** The app's own API as OpenAPI 3.1, from the same schemas that validate its requests. */
export function openApi(domains: readonly Domain[], baseUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const domain of domains) {
    for (const route of domain.routes ?? []) {
      if (!route.path.startsWith('/api/')) continue;
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      (paths[path] ??= {})[route.method.toLowerCase()] = operation(domain.name, route);
    }
  }
  return { openapi: '3.1.0', info: { title: 'Quayside', version: '0.1.0' }, servers: [{ url: baseUrl }], paths };
}

function operation(tag: string, route: Route): Record<string, unknown> {
  return {
    tags: [tag],
    summary: route.summary,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body) } } } } : {}),
    responses: {
      200: { description: 'Done.', ...(route.reply ? { content: { 'application/json': { schema: schemaOf(route.reply) } } } : {}) },
      default: { description: 'Refused; says why.', content: { 'application/problem+json': { schema: PROBLEM } } },
    },
  };
}

function parameters(where: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema) as { properties?: Record<string, object>; required?: string[] };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: of,
  }));
}

const schemaOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

const PROBLEM = {
  type: 'object',
  required: ['title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'What happened, where, and what to do.' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; match on this.' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    requestId: { type: 'string' },
  },
};
