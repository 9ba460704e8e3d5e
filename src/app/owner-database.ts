import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Config } from './config.ts';
import { joinEmbeddedPostgres } from './embedded-postgres.ts';
import { Problem } from './kernel/problem.ts';

const OLDEST_SERVER = 15;
/** Machines that start together: the database may come up after the product. */
const PATIENCE_MS = 30_000;

export interface OwnerDatabase {
  /** The owner's direct connection. */
  url: string;
  leave(): Promise<void>;
}

/**
 * The database of the settings: the server of DATABASE_URL, or the embedded one of the data folder. `serving` and `staying` processes
 * wait half a minute for a server that does not answer yet. Refuses servers older than 15 with `database_too_old`.
 */
export async function openOwnerDatabase(config: Config, as: 'serving' | 'staying' | 'passing'): Promise<OwnerDatabase> {
  if (config.databaseUrl === undefined) return joinEmbeddedPostgres(config.dataDir, as);
  await refuseOldServer(config.databaseUrl, as === 'passing' ? 0 : PATIENCE_MS);
  return { url: config.databaseUrl, leave: async () => undefined };
}

async function refuseOldServer(url: string, patienceMs: number): Promise<void> {
  const version = await serverVersion(url, performance.now() + patienceMs);
  if (version < OLDEST_SERVER) {
    throw new Problem('database_too_old', `The server of DATABASE_URL is PostgreSQL ${version}; Quayside needs ${OLDEST_SERVER} or newer.`);
  }
}

async function serverVersion(url: string, deadline: number): Promise<number> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
      return Math.floor(Number(rows[0]!.version) / 10_000);
    } catch (error) {
      if (performance.now() > deadline || !isPassing(error)) throw error;
      await sleep(500);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function isPassing(error: unknown): boolean {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes((first as { code?: string }).code ?? '');
}
