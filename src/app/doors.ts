import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from './db.ts';
import type { Door, Identify } from './http.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;
const MOST_BYTES = 8 * 1024 * 1024;

interface Machinery {
  database: Database;
  identify: Identify;
}

/** Puts a door on the server: everything below its prefix comes to it with the body as it was sent, also of a GET. */
export async function mountDoor(app: FastifyInstance, door: Door, { database, identify }: Machinery): Promise<void> {
  await app.register(async (inside) => {
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const [path = '', query = ''] = splitOnce(request.raw.url ?? '', '?');
      const answer = await door.answer({
        method: request.method as (typeof METHODS)[number],
        path: path.slice(door.prefix.length),
        query,
        headers: request.headers,
        body: await bodyOf(request),
        requestId: request.id,
        database,
        identify: () => identify(database, request),
      });
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    };
    for (const url of [door.prefix, `${door.prefix}/*`]) inside.route({ method: [...METHODS], url, handler });
  });
}

/** As text; undefined when it is longer than any body may be. */
async function bodyOf(request: FastifyRequest): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.raw as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function splitOnce(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
