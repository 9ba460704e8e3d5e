import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sql } from 'sql-template-tag';
import type { Clock } from './kernel/clock.ts';
import { systemClock } from './kernel/clock.ts';
import { Problem } from './kernel/problem.ts';

export { default as sql, join, empty, raw, type Sql } from 'sql-template-tag';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const INT8_ARRAY = 1016;
const textArray = pg.types.getTypeParser(INT8_ARRAY as never) as (text: string) => (string | null)[];
pg.types.setTypeParser(INT8_ARRAY as never, (text: string) => textArray(text).map((item) => (item === null ? null : Number(item))));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

declare const onlyTheDbLayerMakesOne: unique symbol;

/** What may be asked of a transaction, whoever it runs as. */
export interface Queries {
  /** Every row of a statement. Give a name to statements that run often: they are then prepared once a connection. */
  many<Row>(statement: Sql, name?: string): Promise<Row[]>;
  /** The one row of a statement; throws when there is none. */
  one<Row>(statement: Sql, name?: string): Promise<Row>;
  maybeOne<Row>(statement: Sql, name?: string): Promise<Row | undefined>;
  /** Runs a statement and gives the number of rows it touched. */
  run(statement: Sql, name?: string): Promise<number>;
}

/**
 * A transaction in one account: every row it can see or write is that account's, by row-level security and not by courtesy. Only
 * `Database.account` makes one; it commits when the callback returns and rolls back when it throws.
 */
export interface AccountDb extends Queries {
  readonly [onlyTheDbLayerMakesOne]: true;
  readonly accountId: number;
  /** What the transaction is in, for what is known beside every account, such as the installation's address; never for a second transaction. */
  readonly database: Database;
  /** The account's own time when the transaction began. */
  readonly now: Date;
  /** This transaction as it would be at another of the account's times, with a ledger batch of its own; for rehearsals. */
  at(time: Date): AccountDb;
  /** The ledger batch of this transaction, and the kinds of event in it; kept here because it lives exactly as long. */
  readonly batch: EventBatch;
  /**
   * Reads across the wall, for search and compiled criteria alone: their operators are not leakproof, so no index would serve them
   * behind it. The statement must state account_id for every table; a test reads each one.
   */
  readonly scan: Queries;
  /** A writable that takes rows in COPY's text or csv form. */
  copyFrom(statement: string): Writable;
  copyTo(statement: string): Readable;
  /** Runs `work` so that, if it throws, its writes alone are undone. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /** Runs after the commit, never after a rollback. */
  afterCommit(work: () => void): void;
  /** Notifies every process that listens on `TOLD`, soon after the commit and never after a rollback; `publish` makes the payload. */
  tell(payload: string): void;
}

export interface EventBatch {
  id: number | undefined;
  kinds: Set<string>;
}

/** Runs as the product without an account: only account-free tables and the few functions that look across accounts. */
export interface SystemDb extends Queries {
  readonly [onlyTheDbLayerMakesOne]: 'system';
}

export interface DatabaseOptions {
  url: string;
  clock?: Clock;
  poolSize?: number;
  /** Called in each transaction that recorded events, just before its commit. */
  beforeCommit?: (db: AccountDb) => Promise<void>;
  /** Sees the text of every statement that reads across the wall; the tests refuse one that does not state its account. */
  onScan?: (text: string) => void;
}

/** Stands around every transaction of one account that a piece of work opens. */
export interface TransactionGuard {
  accountId: number;
  /** Asked as each of them begins. */
  begin(): GuardedTransaction;
}

export interface GuardedTransaction {
  /** Runs `work`, the transaction's own, and whatever is to be in the same transaction. */
  around<T>(db: AccountDb, work: () => Promise<T>): Promise<T>;
  /** It was rolled back. */
  undone(): void;
}

const guards = new AsyncLocalStorage<TransactionGuard>();

/** The channel on which what was published is told to every process. */
export const TOLD = 'quayside_told';
/** How long what is to be told is gathered, so that many commits cost one notification. */
const TELL_AFTER_MS = 15;
/** A rehearsal gives up rather than wait longer for what others have locked. */
const REHEARSAL_WAITS_MS = 300;

/**
 * Room for hashes: with the server's own 8 MB the planner gives up hashing an account's suppressed addresses at some 80,000, and walks over all of them
 * for every record. Sorting needs no more than before.
 */
const AS_THE_PRODUCT = '-c role=quayside_app -c timezone=UTC -c hash_mem_multiplier=16';

export class Database {
  readonly clock: Clock;
  readonly #url: string;
  readonly #pool: pg.Pool;
  readonly #counters: pg.Pool;
  readonly #beforeCommit: DatabaseOptions['beforeCommit'];
  readonly #onScan: DatabaseOptions['onScan'];
  readonly #toTell = new Set<string>();
  #telling: Promise<void> | undefined;

  constructor(options: DatabaseOptions) {
    this.clock = options.clock ?? systemClock;
    this.#url = options.url;
    this.#beforeCommit = options.beforeCommit;
    this.#onScan = options.onScan;
    const asTheProduct = { connectionString: options.url, options: AS_THE_PRODUCT, application_name: 'quayside' };
    this.#pool = new pg.Pool({ ...asTheProduct, max: options.poolSize ?? 10 });
    this.#counters = new pg.Pool({ ...asTheProduct, max: 2 });
    // A connection that breaks also fails the query at hand, or the next one: nobody has to hear of it twice, and least of all the process.
    for (const pool of [this.#pool, this.#counters]) {
      pool.on('error', () => undefined);
      pool.on('connect', (client) => void client.on('error', () => undefined));
    }
  }

  /**
   * One transaction in one account; with `snapshot` all its statements see what was there when it began. Refuses with `account_not_found`.
   */
  async account<T>(accountId: number, work: (db: AccountDb) => Promise<T>, options: { snapshot?: boolean } = {}): Promise<T> {
    const guard = guardOf(accountId)?.begin();
    const guarded = guard ? (db: AccountDb) => guard.around(db, () => work(db)) : work;
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      return await this.#inTransaction(client, openingOf(accountId, options.snapshot), { accountId, work: guarded });
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      guard?.undone();
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Runs `work` with a guard around each transaction of its account that it opens. */
  guarding<T>(guard: TransactionGuard, work: () => Promise<T>): Promise<T> {
    return guards.run(guard, work);
  }

  /**
   * One transaction in one account of which nothing stays: it is undone whatever happens, nobody is told, and nothing runs after it. It
   * never waits long for what others have locked, but throws (`lock_not_available`), so that it ends no deadlock of theirs.
   */
  async rehearse<T>(accountId: number, work: (db: AccountDb) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      const db = await this.#open(client, openingOf(accountId), accountId);
      await client.query(`set local lock_timeout = ${REHEARSAL_WAITS_MS}`);
      return await work(db);
    } finally {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      client.release(broken);
    }
  }

  /** One transaction outside every account. */
  async system<T>(work: (db: SystemDb) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(queriesOn(client) as SystemDb);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /**
   * Hands out `count` consecutive ids of the account's counter `name` and gives the first. A transaction of its own on connections
   * of its own, so that no two writers ever wait for each other's commit; gaps are allowed.
   */
  async nextIds(accountId: number, name: string, count: number): Promise<number> {
    const client = await this.#counters.connect();
    try {
      await client.query(openingOf(accountId));
      const { rows } = await client.query<{ first: number }>({
        name: 'next-ids',
        text: `insert into counters (account_id, name, next_id) values ($1, $2, 1 + $3::bigint)
               on conflict (account_id, name) do update set next_id = counters.next_id + $3::bigint
               returning next_id - $3::bigint as first`,
        values: [accountId, name, count],
      });
      await client.query('commit');
      return rows[0]!.first;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** A connection outside the pools and every account, for listening to what is told. Whoever asked for it ends it. */
  async connectListener(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      options: '-c role=quayside_app',
      application_name: 'quayside live',
      keepAlive: true,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async close(): Promise<void> {
    await this.#telling;
    await Promise.all([this.#pool.end(), this.#counters.end()]);
  }

  /**
   * Notifications are sent after the commit in a transaction of their own, many at once: a transaction that notifies holds one lock of the
   * whole server through its commit, so that all commits of all accounts would stand in line. What is lost when the process dies in
   * between is a hint to look again, never data.
   */
  #tellSoon(payloads: readonly string[]): void {
    for (const payload of payloads) this.#toTell.add(payload);
    this.#telling ??= sleep(TELL_AFTER_MS).then(() => this.#tell());
  }

  async #tell(): Promise<void> {
    const payloads = [...this.#toTell];
    this.#toTell.clear();
    this.#telling = undefined;
    const statement = { name: 'tell', text: 'select pg_notify($1, p) from unnest($2::text[]) p', values: [TOLD, payloads] };
    await this.#counters.query(statement).catch(() => undefined);
  }

  async #inTransaction<T>(
    client: pg.PoolClient,
    opening: string,
    { accountId, work }: { accountId: number; work: (db: AccountDb) => Promise<T> },
  ): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const told: string[] = [];
    const db = await this.#open(client, opening, accountId, { afterCommit, told });
    const result = await work(db);
    if (db.batch.id !== undefined) await this.#beforeCommit?.(db);
    await client.query('commit');
    if (told.length > 0) this.#tellSoon(told);
    for (const then of afterCommit) then();
    return result;
  }

  async #open(
    client: pg.PoolClient,
    opening: string,
    accountId: number,
    { afterCommit, told }: Pick<Opened, 'afterCommit' | 'told'> = { afterCommit: [], told: [] },
  ): Promise<AccountDb> {
    const opened = (await client.query(opening)) as unknown as pg.QueryResult<{ offset_ms: number }>[];
    const clock = opened[2]?.rows[0];
    if (!clock) throw new Problem('account_not_found', `There is no account ${accountId}.`, { status: 404 });
    const now = new Date(this.clock.now().getTime() + clock.offset_ms);
    return accountDb({ client, database: this, accountId, now, afterCommit, told, onScan: this.#onScan });
  }
}

function guardOf(accountId: number): TransactionGuard | undefined {
  const guard = guards.getStore();
  return guard?.accountId === accountId ? guard : undefined;
}

/** Opens a transaction, sets its account and asks the account's clock, in one round trip. The id is a checked integer. */
function openingOf(accountId: number, snapshot = false): string {
  if (!Number.isSafeInteger(accountId) || accountId < 1)
    throw new Problem('account_not_found', 'There is no such account.', { status: 404 });
  const begin = snapshot ? 'begin isolation level repeatable read' : 'begin';
  return `${begin}; set local app.account_id = '${accountId}'; select offset_ms from account_clocks where account_id = ${accountId}`;
}

interface Opened {
  client: pg.PoolClient;
  database: Database;
  accountId: number;
  now: Date;
  afterCommit: (() => void)[];
  told: string[];
  onScan: DatabaseOptions['onScan'];
}

function accountDb({ client, database, accountId, now, afterCommit, told, onScan }: Opened): AccountDb {
  const queries = queriesOn(client);
  const base = {
    ...queries,
    accountId,
    database,
    scan: scanQueries(client, queries, onScan),
    copyFrom: (statement: string) => client.query(copyFrom(statement)),
    copyTo: (statement: string) => client.query(copyTo(statement)),
    savepoint: <T>(work: () => Promise<T>) => inSavepoint(client, work),
    afterCommit: (work: () => void) => void afterCommit.push(work),
    tell: (payload: string) => void told.push(payload),
  };
  const at = (time: Date): AccountDb =>
    ({ ...base, now: time, batch: { id: undefined, kinds: new Set<string>() }, at }) as unknown as AccountDb;
  return at(now);
}

function queriesOn(client: pg.PoolClient): Queries {
  const rows = async <Row>(statement: Sql, name?: string) =>
    (await client.query({ text: statement.text, values: statement.values as unknown[], ...(name ? { name } : {}) })) as pg.QueryResult & {
      rows: Row[];
    };
  return {
    many: async <Row>(statement: Sql, name?: string) => (await rows<Row>(statement, name)).rows,
    maybeOne: async <Row>(statement: Sql, name?: string) => (await rows<Row>(statement, name)).rows[0],
    async one<Row>(statement: Sql, name?: string) {
      const row = (await rows<Row>(statement, name)).rows[0];
      if (row === undefined) throw new Error(`Expected a row of: ${statement.text}`);
      return row;
    },
    run: async (statement: Sql, name?: string) => (await rows(statement, name)).rowCount ?? 0,
  };
}

function scanQueries(client: pg.PoolClient, queries: Queries, onScan: DatabaseOptions['onScan']): Queries {
  const asScan = async <T>(statement: Sql, work: () => Promise<T>): Promise<T> => {
    onScan?.(statement.text);
    await client.query('set local role quayside_scan');
    const result = await work();
    await client.query('set local role quayside_app');
    return result;
  };
  return {
    many: (statement, name) => asScan(statement, () => queries.many(statement, name)),
    one: (statement, name) => asScan(statement, () => queries.one(statement, name)),
    maybeOne: (statement, name) => asScan(statement, () => queries.maybeOne(statement, name)),
    run: (statement, name) => asScan(statement, () => queries.run(statement, name)),
  };
}

async function inSavepoint<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('savepoint part');
  try {
    const result = await work();
    await client.query('release savepoint part');
    return result;
  } catch (error) {
    await client.query('rollback to savepoint part; set local role quayside_app');
    throw error;
  }
}
