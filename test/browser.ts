import type { FastifyInstance } from 'fastify';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { expect } from 'vitest';

/** Somebody at a browser, as far as the server can tell: keeps the cookie, sends our header, has one account open. */
export interface Visitor {
  account: number | undefined;
  get<T = any>(url: string): Promise<T>;
  post<T = any>(url: string, body?: object): Promise<T>;
  patch<T = any>(url: string, body: object): Promise<T>;
  put<T = any>(url: string, body: object): Promise<T>;
  delete<T = any>(url: string): Promise<T>;
  upload<T = any>(url: string, file: { name: string; text: string }): Promise<T>;
  /** A proof of work for a form that asks for one. */
  proof(): Promise<string>;
}

export function visitor(server: FastifyInstance, signedIn: Record<string, string> = {}): Visitor {
  let cookie = signedIn.cookie ?? '';
  const headers = (self: Visitor, more: Record<string, string> = {}): Record<string, string> => ({
    'x-quayside': '1',
    ...(cookie ? { cookie } : {}),
    ...(self.account === undefined ? {} : { 'x-account': String(self.account) }),
    ...more,
  });
  const send = async (
    self: Visitor,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object | string,
    more = {},
  ): Promise<any> => {
    const answer = await server.inject({ method, url, headers: headers(self, more), ...(payload === undefined ? {} : { payload }) });
    const set = String(answer.headers['set-cookie'] ?? '').split(';')[0]!;
    if (set.includes('=')) cookie = set;
    expect(answer.statusCode, `${method} ${url}: ${answer.body.slice(0, 500)}`).toBeLessThan(400);
    const isJson = String(answer.headers['content-type']).includes('json');
    return answer.body === '' ? undefined : isJson ? answer.json() : answer.body;
  };
  const self: Visitor = {
    account: signedIn['x-account'] === undefined ? undefined : Number(signedIn['x-account']),
    get: (url) => send(self, 'GET', url),
    post: (url, body = {}) => send(self, 'POST', url, body),
    patch: (url, body) => send(self, 'PATCH', url, body),
    put: (url, body) => send(self, 'PUT', url, body),
    delete: (url) => send(self, 'DELETE', url),
    upload(url, { name, text }) {
      const boundary = 'a-boundary-nobody-writes';
      const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`;
      return send(self, 'POST', url, body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
    },
    async proof() {
      const challenge = await self.get('/api/identity/challenge');
      return Buffer.from(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })).toString('base64');
    },
  };
  return self;
}
