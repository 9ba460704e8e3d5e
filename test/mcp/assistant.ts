import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll } from 'vitest';
import { createApiKey, identify } from '../../src/accounts/index.ts';
import { buildServer } from '../../src/app/server.ts';
import type { TestSeat } from '../factories.ts';
import { idsOf, type TestDatabase } from '../harness.ts';

export interface Said {
  isError: boolean;
  /** What the tool says for programs; of a refusal undefined. */
  told: any;
  text: string;
}

export interface Assistant {
  address: () => string;
  keyOf: (seat: TestSeat, scopes?: string[]) => Promise<Record<string, string>>;
  connect: (seat: TestSeat, scopes?: string[]) => Promise<Client>;
  /** Calls a tool as somebody; connections are kept. */
  use: (seat: TestSeat, name: string, input?: object) => Promise<Said>;
}

/** The tools for the tests of this file: over real HTTP, by the client of the protocol's own kit. */
export function assistantOn(test: TestDatabase): Assistant {
  let port = 0;
  let close: () => Promise<void>;
  const clients = new Map<TestSeat, Client>();
  beforeAll(async () => {
    const app = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost', port: 0 });
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
    close = () => app.close();
  });
  afterAll(async () => {
    for (const client of clients.values()) await client.close();
    await close();
  });

  const address = () => `http://127.0.0.1:${port}/mcp`;
  const keyOf: Assistant['keyOf'] = async (seat, scopes) => {
    const key = await test.database.account(seat.accountId, (db) =>
      createApiKey(db, seat.actor, idsOf(test.database, seat.accountId), {
        userId: seat.userId,
        name: 'An assistant',
        ...(scopes ? { scopes } : {}),
      }),
    );
    return { 'api-appid': key.appId, 'api-key': key.key };
  };
  const connect: Assistant['connect'] = async (seat, scopes) => {
    const client = new Client({ name: 'test', version: '1' });
    const transport = new StreamableHTTPClientTransport(new URL(address()), { requestInit: { headers: await keyOf(seat, scopes) } });
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    await client.listTools();
    return client;
  };
  return {
    address,
    keyOf,
    connect,
    async use(seat, name, input = {}) {
      const client = clients.get(seat) ?? (await connect(seat));
      clients.set(seat, client);
      const { isError = false, structuredContent, content } = await client.callTool({ name, arguments: { ...input } });
      const text = (content as { text: string }[]).map((part) => part.text).join('\n');
      return { isError: isError === true, told: structuredContent, text };
    },
  };
}
