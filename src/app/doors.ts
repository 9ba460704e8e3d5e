import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from './db.ts';
import type { Door, Identify } from './http.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;
const MOST_BYTES = 8 * 1024 * 1024;
/** What is longer than this is not even read to its end, so that whoever sends it may never hear why it was refused. */
const MOST_READ = 64 * 1024 * 1024;

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
        method: request.method === 'HEAD' ? 'GET' : (request.method as (typeof METHODS)[number]),
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

/** As text; undefined when it is longer than any body may be, or packed and cannot be unpacked. */
async function bodyOf(request: FastifyRequest): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.raw as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_READ) return undefined;
    if (size <= MOST_BYTES) parts.push(part);
  }
  if (size > MOST_BYTES) return undefined;
  const packing = String(request.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  return packing === 'identity' || size === 0 ? Buffer.concat(parts).toString('utf8') : unpacked(Buffer.concat(parts), packing);
}

const UNPACK = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

async function unpacked(body: Buffer, packing: string): Promise<string | undefined> {
  try {
    return (await UNPACK.get(packing)?.(body, { maxOutputLength: MOST_BYTES }))?.toString('utf8');
  } catch {
    return undefined;
  }
}

function splitOnce(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
