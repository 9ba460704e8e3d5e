import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { identify } from '../src/accounts/index.ts';
import { buildServer } from '../src/app/server.ts';
import { signedIn, type TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';

export interface Asked {
  status: number;
  // Whatever the route says: what it should be is what the test states.
  body: any;
}

export interface Ask {
  (seat: TestSeat, method: string, url: string, payload?: object): Promise<Asked>;
  /** A file or a page, as it is. */
  raw: (seat: TestSeat, url: string) => Promise<{ status: number; body: string }>;
}

/** The product's routes for the tests of this file: asks as somebody who is signed in, and gives the status and what the answer's JSON says. */
export function routesOn(test: TestDatabase): Ask {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost', port: 0 });
  });
  afterAll(() => app.close());
  const ask = async (seat: TestSeat, method: string, url: string, payload?: object) => {
    const response = await app.inject({
      method: method as 'GET',
      url,
      headers: await signedIn(test, seat),
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
  };
  const raw = async (seat: TestSeat, url: string) => {
    const { statusCode: status, body } = await app.inject({ url, headers: await signedIn(test, seat) });
    return { status, body };
  };
  return Object.assign(ask, { raw });
}
