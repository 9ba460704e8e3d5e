import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { nameHolders, normalText, uniqueForm, uniqueHolders, type FieldShape } from '../../records/index.ts';
import { keyHolders } from './keys.ts';
import { recordId, reject, staged, type StagedSet } from './staged.ts';

/** One column whose cells name the records that a parent field points to. */
export interface ParentColumn {
  /** Its place in the file: the key under which `import_rows.parents` holds its cells. */
  at: number;
  name: string;
  field: FieldShape;
  parentObjectId: number;
  by: 'name' | 'key' | FieldShape;
  missing: 'reject' | 'blank' | 'create';
  several: 'reject' | 'oldest';
}

const cellOf = (at: number): Sql => sql`(s.parents->>${String(at)})`;
const isOpen = (db: AccountDb, set: StagedSet, { at, field }: ParentColumn): Sql =>
  sql`${staged(db, set)} and ${cellOf(at)} is not null and (s.changes->>${String(field.id)}) is null`;

export interface FoundParent {
  value: string;
  id: number;
  /** How many records it may mean. */
  times: number;
}

/** The records that the cells of a column mean, of rows whose field has none yet. */
export async function foundParents(db: AccountDb, set: StagedSet, column: ParentColumn): Promise<FoundParent[]> {
  const { by, parentObjectId, at } = column;
  const form = (text: Sql): Sql => (by === 'key' ? text : by === 'name' ? normalText(text) : uniqueForm(by, text));
  return db.many(
    sql`with asked as materialized (
          select cell.value, ${form(sql`cell.value`)} as key
          from (select distinct ${cellOf(at)} as value from import_rows s where ${isOpen(db, set, column)}) cell)
        select asked.value, min(h.record_id) as id, count(*) as times
        from asked join ${holdersOf(db, set, column)} h on h.value = asked.key
        group by asked.value
        ${parentObjectId === set.objectId && by === 'key' ? besideEachOther(db, set, column) : sql``}`,
  );
}

function holdersOf(db: AccountDb, set: StagedSet, { by, parentObjectId }: ParentColumn): Sql {
  if (by === 'key') return keyHolders(db, parentObjectId, set.keySource);
  if (by !== 'name') return uniqueHolders(db, parentObjectId, by.id);
  return nameHolders(db, parentObjectId);
}

/** A row may point to another of the same chunk, whose record is about to be made. */
const besideEachOther = (db: AccountDb, set: StagedSet, column: ParentColumn): Sql =>
  sql`union all
      select o.own_key as value, min(o.id) as id, 1 as times
      from (select s.own_key, ${recordId(set)} as id from import_rows s where ${staged(db, set)} and s.record_id is null) o
      where o.own_key in (select ${cellOf(column.at)} from import_rows s where ${isOpen(db, set, column)})
      group by o.own_key`;

/** Fills the field of the rows whose cells mean these records. */
export async function pointToParents(
  db: AccountDb,
  set: StagedSet,
  column: ParentColumn,
  found: ReadonlyMap<string, number>,
): Promise<void> {
  if (found.size === 0) return;
  await db.run(
    sql`update import_rows s set changes = s.changes || jsonb_build_object(${String(column.field.id)}::text, f.id)
        from unnest(${[...found.keys()]}::text[], ${[...found.values()]}::bigint[]) f(value, id)
        where ${isOpen(db, set, column)} and f.value = ${cellOf(column.at)}`,
  );
}

/** The values for which there is no record yet, one spelling of each in order of the file, beside all spellings that mean the same. */
export async function unknownParents(
  db: AccountDb,
  set: StagedSet,
  column: ParentColumn,
): Promise<{ value: string; spellings: string[] }[]> {
  const { by, at } = column;
  const form = by === 'name' || by === 'key' ? normalText(sql`cell.value`) : uniqueForm(by, sql`cell.value`);
  return db.many(
    sql`select (array_agg(cell.value order by cell.row_no))[1] as value, array_agg(cell.value) as spellings
        from (select ${cellOf(at)} as value, min(s.row_no) as row_no from import_rows s where ${isOpen(db, set, column)} group by 1) cell
        group by ${form} order by min(cell.row_no)`,
  );
}

/** Two imports at once make a record that neither has found only once: the second waits here, and then finds it. */
export async function lockParentsOf(db: AccountDb, objectId: number): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`parents:${objectId}`}, ${db.accountId}))`);
}

/** Rows whose cells name several records, where that is refused. */
export const rejectAmbiguous = (
  db: AccountDb,
  set: StagedSet,
  column: ParentColumn,
  values: readonly string[],
  what: string,
): Promise<number> =>
  reject(
    db,
    set,
    sql`${cellOf(column.at)} = any(${values}::text[]) and (s.changes->>${String(column.field.id)}) is null`,
    sql`'Row ' || s.row_no || ', column “' || ${column.name}::text || '”: there are several ' || ${what}::text || ' “' || left(${cellOf(column.at)}, 80) || '”.'`,
  );

/** Rows whose cells name a record that is not there, where that is refused. */
export const rejectUnknown = (db: AccountDb, set: StagedSet, column: ParentColumn, what: string): Promise<number> =>
  reject(
    db,
    set,
    sql`${cellOf(column.at)} is not null and (s.changes->>${String(column.field.id)}) is null`,
    sql`'Row ' || s.row_no || ', column “' || ${column.name}::text || '”: there is no ' || ${what}::text || ' “' || left(${cellOf(column.at)}, 80) || '”.'`,
  );
