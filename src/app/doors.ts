import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from './db.ts';
import type { Door, Identify } from './http.ts';
import { log } from './log.ts';
import { asProblem, problemReply } from './problems.ts';

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
    if (door.refuse) inside.setErrorHandler((error, request, reply) => refuseAt(door, error, { request, reply }));
    for (const url of [door.prefix, `${door.prefix}/*`]) inside.route({ method: [...METHODS], url, handler });
  });
}

interface Refusing {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Refuses what failed on its way, in the manner of the door it was going to. */
export function refuseByDoor(doors: readonly Door[], error: unknown, refusing: Refusing): FastifyReply {
  const url = refusing.request.raw.url ?? '';
  const door = doors.find(({ prefix }) => url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`));
  return refuseAt(door, error, refusing);
}

function refuseAt(door: Door | undefined, error: unknown, { request, reply }: Refusing): FastifyReply {
  if (!door?.refuse) return problemReply(error, request, reply);
  const problem = asProblem(error);
  if (problem.status >= 500) log.error({ requestId: request.id, method: request.method, url: door.prefix, err: error }, 'call failed');
  const { status, headers, body } = door.refuse(problem);
  return reply.code(status).headers(headers).send(body);
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
