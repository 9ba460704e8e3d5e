import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { createApiKey, identify } from '../src/accounts/index.ts';
import { buildServer } from '../src/app/server.ts';
import type { TestSeat } from './factories.ts';
import { idsOf, type TestDatabase } from './harness.ts';

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // Whatever the call says: what it should be is what the test states.
  json: any;
}

export interface Sent {
  body?: string | Buffer;
  type?: string;
  headers?: Record<string, string>;
}

export type CallOf = (seat: TestSeat | null, method: string, path: string, sent?: Sent) => Promise<Answered>;

/** Calls the API below `/1` as programs do: over a real connection, with bodies on any method and whatever label they bear. */
export function callsOn(test: TestDatabase): CallOf {
  let port = 0;
  let close: () => Promise<void>;
  const keys = new Map<TestSeat, { appId: string; key: string }>();
  beforeAll(async () => {
    const app = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost', port: 0 });
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
    close = () => app.close();
  });
  afterAll(() => close());

  async function keyOf(seat: TestSeat): Promise<{ appId: string; key: string }> {
    const known = keys.get(seat);
    if (known) return known;
    const key = await test.database.account(seat.accountId, (db) =>
      createApiKey(db, seat.actor, idsOf(test.database, seat.accountId), { userId: seat.userId, name: 'A program' }),
    );
    keys.set(seat, key);
    return key;
  }

  return async (seat, method, path, { body, type, headers = {} } = {}) => {
    const key = seat ? await keyOf(seat) : undefined;
    return send({
      port,
      method,
      path: `/1${path}`,
      body,
      headers: {
        ...(key ? { 'Api-Appid': key.appId, 'Api-Key': key.key } : {}),
        ...(type ? { 'Content-Type': type } : {}),
        ...(body === undefined || headers['Transfer-Encoding'] ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
  };
}

function send({
  body,
  ...options
}: {
  port: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: text.startsWith('{') ? JSON.parse(text) : undefined,
        });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
