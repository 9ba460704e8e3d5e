import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from './kernel/problem.ts';
import { log } from './log.ts';
import { type Cluster, openCluster, startCluster, stopCluster } from './postgres-cluster.ts';

export { startEphemeralPostgres, type EphemeralPostgres } from './ephemeral-postgres.ts';

/** Held shared by every process that uses the embedded server: the last to leave stops it. */
const USING = 7_120_041;
/** Held while the role and the database are looked for and made. */
const MAKING = 7_120_043;
/** Held by the one process that serves from a data folder. */
const SERVING = 7_120_042;

export interface EmbeddedPostgres {
  /** The owner's connection. */
  url: string;
  /** Ends this process's use; the server stops with the last. */
  leave(): Promise<void>;
}

/**
 * The embedded PostgreSQL of a data folder: joined if it runs, started if not, made if there is none. Who is using it is kept in locks
 * of the server itself, so a killed process never leaves one behind. A long-lived process (`serving`, `staying`) brings the server
 * back, on the same port, should it be killed. Refuses a second `serving` process with `already_running`.
 */
export async function joinEmbeddedPostgres(dataDir: string, as: 'serving' | 'staying' | 'passing'): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dataDir);
  let leaving = false;
  let member = await enter(cluster, as);
  let returning = Promise.resolve();

  const watch = () => {
    member.on('error', () => undefined);
    member.on('end', () => {
      if (!leaving && as !== 'passing') returning = comeBack();
    });
  };
  const comeBack = async () => {
    for (let pause = 100; !leaving; pause = Math.min(pause * 2, 5000)) {
      try {
        member = await enter(cluster, as);
        log.warn('the embedded PostgreSQL had stopped and was started again');
        return watch();
      } catch (error) {
        log.error({ err: error }, 'the embedded PostgreSQL stopped and does not start');
        await sleep(pause);
      }
    }
  };
  watch();

  return {
    url: ownerUrl(cluster),
    async leave() {
      leaving = true;
      await returning;
      const last = await member
        .query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [USING])
        .then(({ rows }) => rows[0]!.last)
        .catch(() => false);
      if (last) await stopCluster(cluster);
      await member.end().catch(() => undefined);
    },
  };
}

/** Starts the server if need be and takes this process's locks; tried again when the server is just being stopped by the last to leave. */
async function enter(cluster: Cluster, as: string): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    await startCluster(cluster);
    const client = new pg.Client({ connectionString: ownerUrl(cluster), application_name: `quayside ${as}`, keepAlive: true });
    client.on('error', () => undefined);
    try {
      await makeDatabase(cluster);
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1)', [USING]);
    } catch (error) {
      await client.end().catch(() => undefined);
      if (attempt === 20 || !isPassing(error)) throw error;
      await sleep(250);
      continue;
    }
    if (as === 'serving') await refuseSecond(client, cluster);
    return client;
  }
}

async function refuseSecond(client: pg.Client, cluster: Cluster): Promise<void> {
  // A server that was killed a moment ago is still being noticed by PostgreSQL.
  for (let waited = 0; waited < 10; waited++) {
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [SERVING]);
    if (rows[0]!.alone) return;
    await sleep(100);
  }
  await client.end();
  throw new Problem(
    'already_running',
    `Quayside already runs on the data folder ${cluster.dataDir}: stop it first, or give this one a folder of its own with DATA_DIR.`,
  );
}

/** The owner's role and database: neither needs a superuser's rights, so neither has them. */
async function makeDatabase(cluster: Cluster): Promise<void> {
  const { user, password, database, port, superuserPassword } = cluster.credentials;
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: superuserPassword, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MAKING]);
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $2) as database`,
      [user, database],
    );
    const role = client.escapeIdentifier(user);
    if (!rows[0]!.role) await client.query(`create role ${role} login createrole password ${client.escapeLiteral(password)}`);
    if (!rows[0]!.database) await client.query(`create database ${client.escapeIdentifier(database)} owner ${role}`);
  } finally {
    await client.end();
  }
}

function isPassing(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['57P01', '57P03', '57P02', 'ECONNREFUSED', 'ECONNRESET'].includes(code) || /terminated|Connection ended/i.test(String(error));
}

function ownerUrl(cluster: Cluster): string {
  const { user, password, port, database } = cluster.credentials;
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}
