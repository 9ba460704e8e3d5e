import { sql, type AccountDb, type Database, type Queries } from '../src/app/db.ts';
import type { TestDatabase } from './harness.ts';

/**
 * The product's database, whose connections are ended from outside in the middle of a transaction: before a statement, after it, or
 * before the commit, as `mayBreak` says each time it is asked.
 */
export function breakingDatabase(test: TestDatabase, mayBreak: () => boolean): Database {
  const { database } = test;
  return {
    clock: database.clock,
    nextIds: database.nextIds.bind(database),
    system: database.system.bind(database),
    account: <T>(accountId: number, work: (db: AccountDb) => Promise<T>) =>
      database.account(accountId, async (db) => {
        const { pid } = await db.one<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        const breakHere = async (): Promise<void> => {
          if (mayBreak()) await test.owner.query('select pg_terminate_backend($1, 10000)', [pid]);
        };
        const result = await work(breaking(db, breakHere));
        await breakHere();
        return result;
      }),
  } as unknown as Database;
}

function breaking(db: AccountDb, breakHere: () => Promise<void>): AccountDb {
  return { ...db, ...queries(db, breakHere), scan: queries(db.scan, breakHere) } as AccountDb;
}

function queries(inner: Queries, breakHere: () => Promise<void>): Queries {
  const around =
    <Args extends unknown[], Result>(query: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await breakHere();
      const result = await query(...args);
      await breakHere();
      return result;
    };
  return { many: around(inner.many), one: around(inner.one), maybeOne: around(inner.maybeOne), run: around(inner.run) } as Queries;
}
