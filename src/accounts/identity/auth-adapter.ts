import { createAdapterFactory, type AdapterFactory, type CustomAdapter } from 'better-auth/adapters';
import type { BetterAuthOptions } from 'better-auth';
import type { Database, Queries } from '../../app/db.ts';
import {
  authRows,
  countAuthRows,
  deleteAuthRows,
  insertAuthRow,
  updateAuthRows,
  type AuthRow,
  type Condition,
} from '../queries/auth-rows.ts';
import { hashOf } from './tokens.ts';

type Transaction = <T>(work: (db: Queries) => Promise<T>) => Promise<T>;

/** Keeps better-auth's rows in our own database, through our own pool, as the application's role. */
export function authAdapter(database: Database): AdapterFactory<BetterAuthOptions> {
  let options: BetterAuthOptions;
  const over = (transaction: Transaction): AdapterFactory<BetterAuthOptions> =>
    createAdapterFactory({
      config: {
        adapterId: 'quayside',
        supportsJSON: true,
        supportsArrays: true,
        transaction: (work) => database.system((db) => work(over((inside) => inside(db))(options))),
      },
      adapter: ({ getFieldName }) => rowsThrough(transaction, (model, field) => getFieldName({ model, field })),
    });
  return (given: BetterAuthOptions) => over((work) => database.system(work))((options = given));
}

function rowsThrough(transaction: Transaction, columnOf: (model: string, field: string) => string): CustomAdapter {
  const first = (rows: AuthRow[]) => (rows[0] ?? null) as never;
  return {
    create: ({ model, data }) =>
      transaction(async (db) => {
        const row = await insertAuthRow(db, model, keptRow(model, data));
        // The caller gets the token itself, once; what is kept of it cannot be turned back.
        return (model === SESSIONS ? { ...row, token: data.token } : row) as never;
      }),
    findOne: ({ model, where }) => transaction(async (db) => first(await authRows(db, model, kept(model, where), { limit: 1 }))),
    findMany: ({ model, where = [], sortBy, ...page }) =>
      transaction(async (db) => {
        const order = sortBy && { ...sortBy, field: columnOf(model, sortBy.field) };
        return (await authRows(db, model, kept(model, where), { ...page, sortBy: order })) as never;
      }),
    count: ({ model, where = [] }) => transaction((db) => countAuthRows(db, model, kept(model, where))),
    update: ({ model, where, update }) =>
      transaction(async (db) => first(await updateAuthRows(db, model, kept(model, where), keptRow(model, update as AuthRow)))),
    updateMany: ({ model, where, update }) =>
      transaction(async (db) => (await updateAuthRows(db, model, kept(model, where), keptRow(model, update))).length),
    delete: ({ model, where }) => transaction(async (db) => void (await deleteAuthRows(db, model, kept(model, where)))),
    deleteMany: ({ model, where }) => transaction(async (db) => (await deleteAuthRows(db, model, kept(model, where))).length),
    consumeOne: ({ model, where }) => transaction(async (db) => first(await deleteAuthRows(db, model, kept(model, where), 1))),
  };
}

const SESSIONS = 'auth_sessions';

/** Session tokens are kept as hashes, so that whoever reads the database, or a backup of it, is nobody's session. */
function keptRow(model: string, row: AuthRow): AuthRow {
  return model === SESSIONS && typeof row.token === 'string' ? { ...row, token: hashOf(row.token) } : row;
}

function kept(model: string, conditions: readonly Condition[]): Condition[] {
  return conditions.map((condition) =>
    model === SESSIONS && condition.field === 'token' ? { ...condition, value: hashedValue(condition.value) } : condition,
  );
}

const hashedValue = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((token) => hashOf(String(token))) : hashOf(String(value));
