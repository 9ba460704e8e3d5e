import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Route } from '../http.ts';
import { domains } from '../registry.ts';
import { openApi } from './document.ts';

interface Told {
  text: Buffer;
  packed: Buffer;
  etag: string;
}

/** Serves the document at `/api/openapi.json` to anyone; it is made when it is first asked for, and once. */
export function addOpenApi(app: FastifyInstance, baseUrl: string, further: readonly { area: string; route: Route }[]): void {
  let told: Told | undefined;
  app.get('/api/openapi.json', async (request, reply) => {
    told ??= made(openApi(domains(), baseUrl, further));
    reply.headers({ etag: told.etag, 'cache-control': 'public, max-age=300', vary: 'accept-encoding', 'access-control-allow-origin': '*' });
    if (request.headers['if-none-match'] === told.etag) return reply.code(304).send();
    reply.type('application/json');
    const packs = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    return packs ? reply.header('content-encoding', 'gzip').send(told.packed) : reply.send(told.text);
  });
}

function made(document: object): Told {
  const text = Buffer.from(JSON.stringify(document));
  return { text, packed: gzipSync(text), etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
