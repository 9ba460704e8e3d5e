import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/** Where programs call. */
const FOR_PROGRAMS = /^\/(?:api|1|mcp|oauth)(?:[/?]|$)/;
const PREFLIGHT_SECONDS = '600';

/**
 * Whether a page in a browser sent this: browsers say where it stands (`Origin`) or how it stands to us (`Sec-Fetch-Site`). `Sec-Fetch-Mode` alone
 * says nothing, since programs on Node.js send it with every `fetch`.
 */
export function isFromPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin !== undefined || (site !== undefined && site !== 'none');
}

const bearsKey = (headers: IncomingHttpHeaders): boolean => headers['api-key'] !== undefined || headers.authorization !== undefined;

/**
 * Lets pages read why they are refused: preflights are answered, and what is told to a page that came with a key or a token may be read by it. Cookies
 * never go with such a call, since nothing here allows them.
 */
export function addCrossOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { headers, method, url } = request;
    if (!FOR_PROGRAMS.test(url)) return;
    if (method === 'OPTIONS' && headers['access-control-request-method'] !== undefined) {
      return reply
        .code(204)
        .headers({
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
          'access-control-allow-headers': String(headers['access-control-request-headers'] ?? 'authorization, content-type'),
          'access-control-max-age': PREFLIGHT_SECONDS,
          vary: 'access-control-request-headers',
        })
        .send();
    }
    if (headers.origin !== undefined && bearsKey(headers)) reply.header('access-control-allow-origin', '*');
  });
}
