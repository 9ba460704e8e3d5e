import { empty, join, raw, sql, type Queries, type Sql } from '../../app/db.ts';

/** The tables that better-auth keeps; it names columns itself, so every name is checked before it stands in a statement. */
const TABLES = new Set(['auth_users', 'auth_sessions', 'auth_credentials', 'auth_verifications']);

export type AuthRow = Record<string, unknown>;

export interface Condition {
  field: string;
  value: unknown;
  operator: string;
  connector: 'AND' | 'OR';
  mode: 'sensitive' | 'insensitive';
}

export async function insertAuthRow(db: Queries, table: string, row: AuthRow): Promise<AuthRow> {
  const columns = Object.keys(row);
  return db.one<AuthRow>(
    sql`insert into ${tableOf(table)} (${join(columns.map(columnOf))}) values (${join(columns.map((column) => row[column]))}) returning *`,
  );
}

export async function authRows(
  db: Queries,
  table: string,
  conditions: readonly Condition[],
  page: { limit?: number; offset?: number; sortBy?: { field: string; direction: 'asc' | 'desc' } } = {},
): Promise<AuthRow[]> {
  const order = page.sortBy
    ? sql`order by ${columnOf(page.sortBy.field)} ${raw(page.sortBy.direction === 'desc' ? 'desc' : 'asc')}`
    : empty;
  return db.many<AuthRow>(
    sql`select * from ${tableOf(table)} ${where(conditions)} ${order} limit ${page.limit ?? null}::bigint offset ${page.offset ?? 0}`,
  );
}

export async function updateAuthRows(db: Queries, table: string, conditions: readonly Condition[], changes: AuthRow): Promise<AuthRow[]> {
  const sets = Object.entries(changes).map(([column, value]) => sql`${columnOf(column)} = ${value}`);
  return db.many<AuthRow>(sql`update ${tableOf(table)} set ${join(sets)} ${where(conditions)} returning *`);
}

/** Deletes the rows, at most `limit` of them, and gives those it deleted: of two who ask at once, one gets the row. */
export async function deleteAuthRows(db: Queries, table: string, conditions: readonly Condition[], limit?: number): Promise<AuthRow[]> {
  return db.many<AuthRow>(
    sql`delete from ${tableOf(table)} where id in (
          select id from ${tableOf(table)} ${where(conditions)} limit ${limit ?? null}::bigint for update)
        returning *`,
  );
}

export async function countAuthRows(db: Queries, table: string, conditions: readonly Condition[]): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`select count(*) as count from ${tableOf(table)} ${where(conditions)}`);
  return count;
}

function where(conditions: readonly Condition[]): Sql {
  return conditions.reduce<Sql>(
    (so, condition, index) =>
      index === 0 ? sql`where ${predicate(condition)}` : sql`${so} ${raw(condition.connector)} ${predicate(condition)}`,
    empty,
  );
}

const COMPARISONS: Record<string, string> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };

function predicate({ field, value, operator, mode }: Condition): Sql {
  const folded = mode === 'insensitive' && (typeof value === 'string' || Array.isArray(value));
  const column = folded ? sql`lower(${columnOf(field)})` : columnOf(field);
  if (value === null) return operator === 'ne' ? sql`${column} is not null` : sql`${column} is null`;
  if (operator === 'in' || operator === 'not_in') {
    const list = (value as unknown[]).map((item) => (folded && typeof item === 'string' ? item.toLowerCase() : item));
    return operator === 'in' ? sql`${column} = any(${list})` : sql`${column} <> all(${list})`;
  }
  const operand = folded ? String(value).toLowerCase() : value;
  if (operator === 'contains') return sql`position(${operand}::text in ${column}) > 0`;
  if (operator === 'starts_with') return sql`starts_with(${column}, ${operand}::text)`;
  if (operator === 'ends_with') return sql`right(${column}, length(${operand}::text)) = ${operand}::text`;
  return sql`${column} ${raw(COMPARISONS[operator] ?? '=')} ${operand}`;
}

function tableOf(name: string): Sql {
  if (!TABLES.has(name)) throw new Error(`There is no identity table ${name}.`);
  return raw(name);
}

function columnOf(name: string): Sql {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`${name} is not a column.`);
  return raw(name);
}
