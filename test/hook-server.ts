import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Arrived {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface HookServer {
  port: number;
  url: string;
  arrived: Arrived[];
  /** How requests are answered; 200 unless set. */
  answer: (request: Arrived, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A real program on this machine that takes webhooks. */
export async function startHookServer(): Promise<HookServer> {
  const arrived: Arrived[] = [];
  const ok = (_: Arrived, response: ServerResponse): void => void response.end('{"ok":true}');
  const hooks = { arrived, answer: ok } as unknown as HookServer;
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(parts).toString() };
      arrived.push(one);
      hooks.answer(one, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return Object.assign(hooks, {
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}
