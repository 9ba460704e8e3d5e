import fastify from 'fastify';
import pg from 'pg';
import { identify, prepareInstallation } from '../../src/accounts/index.ts';
import { Database } from '../../src/app/db.ts';
import { movableClock } from '../../src/app/kernel/clock.ts';
import { register } from '../../src/app/registry.ts';
import { startServer } from '../../src/app/server.ts';
import { domains } from '../../src/domains.ts';
import { announceBatch } from '../../src/ledger/index.ts';
import { numberGiven, renumbered, type Sent } from './statements.ts';

// The product's server, and beside it a bare one of the same HTTP library that only sends the statements that the product was seen to send, over as
// many connections of the same role, and answers with the text it was seen to answer with.

export interface Played {
  statements: Sent[];
  answer: string;
  /** The number in the call that is another one each time. */
  mark: number;
}

export interface Serving {
  ownerUrl: string;
  now: string;
  connections: number;
  played: Record<string, Played>;
}

process.once('message', (serving: Serving) => void serve(serving));

async function serve({ ownerUrl, now, connections, played }: Serving): Promise<void> {
  register(domains);
  const database = new Database({ url: ownerUrl, clock: movableClock(now), poolSize: connections, beforeCommit: announceBatch });
  prepareInstallation(database, { baseUrl: 'http://localhost', secretKey: 'k'.repeat(40) });
  const product = await startServer({ database, identify, baseUrl: 'http://localhost', port: 0, host: '127.0.0.1' });
  const bare = fastify();
  const pool = asTheProduct(ownerUrl, connections);
  const counters = asTheProduct(ownerUrl, 2);
  bare.removeAllContentTypeParsers();
  bare.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  bare.route({
    method: ['GET', 'POST', 'PUT'],
    url: '/1/*',
    handler: async (request, reply) => {
      const { job, mark } = request.headers as { job: string; mark: string };
      await play(played[job]!, Number(mark), { pool, counters });
      return reply.header('content-type', 'application/json').send(played[job]!.answer);
    },
  });
  await bare.listen({ port: 0, host: '127.0.0.1' });
  const address = bare.server.address();
  process.send!({ product: Number(new URL(product.address).port), bare: typeof address === 'object' ? address!.port : 0 });
}

const asTheProduct = (connectionString: string, max: number): pg.Pool =>
  new pg.Pool({ connectionString, max, options: '-c role=quayside_app -c timezone=UTC -c hash_mem_multiplier=16' });

async function play({ statements, mark }: Played, given: number, { pool, counters }: { pool: pg.Pool; counters: pg.Pool }): Promise<void> {
  const numbers = new Map([[mark, given]]);
  const clients = new Map([[0, await pool.connect()]]);
  try {
    for (const { connection, text, name, values, gave } of statements) {
      const client = clients.get(connection) ?? (await counters.connect());
      clients.set(connection, client);
      const result = await client.query({
        text,
        ...(name ? { name } : {}),
        ...(values ? { values: renumbered(values, numbers) } : {}),
      } as pg.QueryConfig);
      const column = numberGiven(text);
      if (column && gave !== undefined) numbers.set(gave, Number(result.rows[0][column]));
      // Numbers come over connections of their own, which others wait for.
      if (connection > 0 && text === 'commit') {
        client.release();
        clients.delete(connection);
      }
    }
  } finally {
    for (const client of clients.values()) client.release();
  }
}
