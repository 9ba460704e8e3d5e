import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { Database, type AccountDb } from '../src/app/db.ts';
import { movableClock } from '../src/app/kernel/clock.ts';
import { register } from '../src/app/registry.ts';
import { settle } from '../src/app/worker.ts';
import { domains } from '../src/domains.ts';
import { announceBatch, followNext } from '../src/ledger/index.ts';

register(domains);

export interface TestDatabase {
  /** The product's own door to the database, as the application's role. */
  database: Database;
  /** A connection as the owner, outside every wall: for looking, and for damage. */
  owner: pg.Client;
  ownerUrl: string;
  /** Real time of this database's product; stands still until moved. */
  clock: ReturnType<typeof movableClock>;
  /** Runs followers and loops until nothing is due. */
  settle(accountId?: number): Promise<number>;
}

let clones = 0;

/** A database of this test file's own, cloned from the migrated template; gone when the file is done. Call at the top of the file. */
export function testDatabase(options: { now?: string } = {}): TestDatabase {
  const test = {} as TestDatabase;
  const name = `quayside_test_${process.pid}_${++clones}_${Math.floor(performance.now())}`;
  beforeAll(async () => {
    await administer(`create database ${name} template ${inject('templateName')}`);
    const url = new URL(inject('serverUrl'));
    url.pathname = `/${name}`;
    test.ownerUrl = url.href;
    test.clock = movableClock(options.now ?? '2026-03-02T09:00:00Z');
    test.database = new Database({ url: url.href, clock: test.clock, poolSize: 5, beforeCommit: announceBatch });
    test.owner = new pg.Client({ connectionString: url.href });
    await test.owner.connect();
    test.settle = (accountId) => settle(test.database, followNext, accountId);
  });
  afterAll(async () => {
    await test.owner?.end();
    await test.database?.close();
    await administer(`drop database if exists ${name} with (force)`);
  });
  return test;
}

/** Ids for operations called without HTTP. */
export const idsOf =
  (database: Database, accountId: number) =>
  (name: string, count: number): Promise<number> =>
    database.nextIds(accountId, name, count);

/** One transaction in an account: `await inAccount(test.database, account, (db) => …)`. */
export const inAccount = <T>(database: Database, accountId: number, work: (db: AccountDb) => Promise<T>): Promise<T> => database.account(accountId, work);

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
