import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Database } from '../../src/app/db.ts';
import { joinEmbeddedPostgres } from '../../src/app/embedded-postgres.ts';
import type { Clock } from '../../src/app/kernel/clock.ts';
import { migrate } from '../../src/app/migrate.ts';
import { register } from '../../src/app/registry.ts';
import { domains } from '../../src/domains.ts';
import { announceBatch } from '../../src/ledger/index.ts';
import type { Measured } from './measure.ts';

export interface FreshDatabase {
  database: Database;
  ownerUrl: string;
  /** The owner's connection, for what an honest limit does without the product. */
  owner: pg.Client;
  /** A folder that is gone afterwards. */
  home: string;
}

/** Runs a bench on a database of its own, which is thrown away afterwards, and prints what was measured; with `--json` for programs. */
export async function onFreshDatabase(
  how: { poolSize: number; clock?: Clock },
  measure: (fresh: FreshDatabase) => Promise<Measured | Measured[]>,
): Promise<void> {
  register(domains);
  const home = mkdtempSync(join(tmpdir(), 'quayside-bench-'));
  chmodSync(home, 0o755);
  const server = await joinEmbeddedPostgres(home, 'passing');
  try {
    await migrate(server.url);
    const database = new Database({ url: server.url, ...how, beforeCommit: announceBatch });
    const owner = new pg.Client({ connectionString: server.url });
    await owner.connect();
    try {
      print(await measure({ database, ownerUrl: server.url, owner, home }));
    } finally {
      await database.close();
      await owner.end();
    }
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
}

/** A connection of its own with the rights of the product, behind the same wall. */
export async function asTheProduct({ host, port, user, password, database }: pg.Client): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    user,
    password: password!,
    database: database!,
    options: '-c role=quayside_app -c timezone=UTC',
  });
  await client.connect();
  return client;
}

function print(results: Measured | Measured[]): void {
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(results)}\n`);
  else console.table([results].flat().map(({ limit, ...row }) => ({ ...row, limit: limit.perSecond })));
}
