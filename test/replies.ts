import { subscribe } from 'node:diagnostics_channel';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance } from 'fastify';
import { apiFacts, type Schema } from '../src/app/openapi/facts.ts';
import { Problem } from '../src/app/kernel/problem.ts';

const validators = new Map<string, ValidateFunction>();
let compiler: Ajv2020 | undefined;

/**
 * Holds every JSON answer of every server under test against what the document says of its route: a reply with too little, too much or of another
 * type becomes a 500 that says what is wrong.
 */
function checkReplies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const call = `${request.method} ${request.routeOptions.url}`;
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const schema = apiFacts().routes[call]?.schema;
    if (!schema || !String(reply.getHeader('content-type')).startsWith('application/json')) return payload;
    const validate = validatorOf(call, schema);
    if (validate(JSON.parse(payload))) return payload;
    const wrong = validate.errors!.map(
      ({ instancePath, message, params }) => `${instancePath || 'the reply'} ${message} ${JSON.stringify(params)}`,
    );
    throw new Problem('reply_undescribed', `${call}: ${wrong.join('; ')}. If the handler is right, run npm run api.`, { status: 500 });
  });
}

function validatorOf(call: string, schema: Schema): ValidateFunction {
  const known = validators.get(call);
  if (known) return known;
  compiler ??= new Ajv2020({
    strict: false,
    validateFormats: false,
    schemas: [{ $id: 'api', components: { schemas: closed(apiFacts().schemas) } }],
  });
  const validate = compiler.compile(JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components', '"api#/components')));
  validators.set(call, validate);
  return validate;
}

/** The same schemas, but an object has no properties besides those that are named. */
function closed<T>(schemas: T): T {
  return JSON.parse(JSON.stringify(schemas), (_key, value: unknown) => {
    const isObject = value !== null && typeof value === 'object' && (value as Schema).type === 'object' && 'properties' in value;
    return isObject && !('additionalProperties' in (value as Schema)) ? { ...value, additionalProperties: false } : value;
  }) as T;
}

const TOLD = Symbol.for('quayside.replies-checked');
const process = globalThis as { [TOLD]?: true };
if (!process[TOLD]) {
  process[TOLD] = true;
  subscribe('fastify.initialization', (told) => checkReplies((told as { fastify: FastifyInstance }).fastify));
}
