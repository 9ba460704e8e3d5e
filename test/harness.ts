import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** The product on a database that a test has made itself; `close` before that is dropped. */
export async function productOn(ownerUrl: string, now: string): Promise<TestDatabase & { close(): Promise<void> }> {
  const test = {} as TestDatabase;
  await open(test, ownerUrl, now);
  return Object.assign(test, { close: () => close(test) });
}

/** A database of this test file's own, cloned from the migrated template; gone when the file is done. Call at the top of the file. */
export function testDatabase(options: { now?: string } = {}): TestDatabase {
  const test = {} as TestDatabase;
  const name = `quayside_test_${process.pid}_${++clones}_${Math.floor(performance.now())}`;
  beforeAll(async () => {
    await administer(`create database ${name} template ${inject('templateName')}`);
    const url = new URL(inject('serverUrl'));
    url.pathname = `/${name}`;
    await open(test, url.href, options.now ?? '2026-03-02T09:00:00Z');
  });
  afterAll(async () => {
    await close(test);
    await administer(`drop database if exists ${name} with (force)`);
  });
  return test;
}

async function open(test: TestDatabase, ownerUrl: string, now: string): Promise<void> {
  test.ownerUrl = ownerUrl;
  test.clock = movableClock(now);
  test.database = new Database({
    url: ownerUrl,
    clock: test.clock,
    poolSize: 5,
    beforeCommit: announceBatch,
    onScan: refuseUnstatedAccounts,
  });
  test.owner = new pg.Client({ connectionString: ownerUrl });
  await test.owner.connect();
  test.settle = (accountId) => settle(test.database, followNext, accountId);
}

async function close(test: TestDatabase): Promise<void> {
  await test.owner?.end();
  await test.database?.close();
}

/** Ids for operations called without HTTP. */
export const idsOf =
  (database: Database, accountId: number) =>
  (name: string, count: number): Promise<number> =>
    database.nextIds(accountId, name, count);

/** One transaction in an account: `await inAccount(test.database, account, (db) => …)`. */
export const inAccount = <T>(database: Database, accountId: number, work: (db: AccountDb) => Promise<T>): Promise<T> =>
  database.account(accountId, work);

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/**
 * A statement that reads across the wall must bind account_id of every table it names to a value or to another table's; one that does
 * not fails the test it runs in, whichever that is.
 */
export function refuseUnstatedAccounts(text: string): void {
  for (const [, table, alias] of text.matchAll(
    /\b(?:from|join)\s+([a-z_]+)(?:\s+(?:as\s+)?(?!where\b|on\b|join\b|left\b|cross\b|order\b|group\b|limit\b|using\b|and\b|union\b)([a-z_][a-z0-9_]*))?/gi,
  )) {
    if (!TENANT_TABLES.has(table!)) continue;
    const name = alias ?? table!;
    const bound = new RegExp(`\\b${name}\\.account_id\\s*=|=\\s*${name}\\.account_id\\b|\\(${name}\\.account_id,`, 'i');
    const bare = alias === undefined && /(?<![.\w])account_id\s*=/.test(text);
    if (!bound.test(text) && !bare)
      throw new Error(`A statement reads ${table} across accounts without stating account_id for ${name}:\n${text}`);
  }
}

const TENANT_TABLES = new Set(
  [...readFileSync(join(import.meta.dirname, '../db/schema.sql'), 'utf8').matchAll(/^create table (\w+) \(\n {2}account_id /gm)].map(
    ([, table]) => table!,
  ),
);
