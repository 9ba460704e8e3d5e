import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { livingRecords, nameHolders, normalText, uniqueForm, uniqueHolders, type FieldShape } from '../../records/index.ts';
import { keyHolders } from './keys.ts';
import { recordId, reject, staged, type StagedSet } from './staged.ts';

/** One column whose cells name the records that a parent field points to, or, several in a cell, those a relation field relates with. */
export interface ParentColumn {
  /** Its place in the file: the key under which `import_rows.parents` holds its cells. */
  at: number;
  name: string;
  field: FieldShape;
  parentObjectId: number;
  by: 'name' | 'id' | 'key' | FieldShape;
  missing: 'reject' | 'blank' | 'create';
  several: 'reject' | 'oldest';
}

const isMany = ({ field }: ParentColumn): boolean => field.type === 'relation';
const cellOf = ({ at }: ParentColumn): Sql => sql`(s.parents->>${String(at)})`;
const partsOf = ({ at }: ParentColumn): Sql => sql`jsonb_array_elements_text(s.parents->${String(at)}::text)`;
/** Rows whose cell names something; a field that points to one record may have been filled by another column. */
const isOpen = (column: ParentColumn): Sql =>
  isMany(column)
    ? sql`(s.parents->${String(column.at)}::text) is not null`
    : sql`${cellOf(column)} is not null and (s.changes->>${String(column.field.id)}) is null`;

/** The values of a column, as `(row_no, part, value)`. */
const valuesOf = (db: AccountDb, set: StagedSet, column: ParentColumn): Sql =>
  isMany(column)
    ? sql`(select s.row_no, v.part, v.value from import_rows s cross join lateral ${partsOf(column)} with ordinality v(value, part)
           where ${staged(db, set)} and ${isOpen(column)})`
    : sql`(select s.row_no, 1 as part, ${cellOf(column)} as value from import_rows s where ${staged(db, set)} and ${isOpen(column)})`;

export interface FoundParent {
  value: string;
  id: number;
  /** How many records it may mean. */
  times: number;
}

/** The records that the cells of a column mean, of rows whose field has none yet. */
export async function foundParents(db: AccountDb, set: StagedSet, column: ParentColumn): Promise<FoundParent[]> {
  const { by, parentObjectId } = column;
  return db.many(
    sql`with asked as materialized (
          select cell.value, ${askedForm(by, sql`cell.value`)} as key
          from (select distinct c.value from ${valuesOf(db, set, column)} c) cell)
        select asked.value, min(h.record_id) as id, count(*) as times
        from asked join ${holdersOf(db, set.keySource, column)} h on h.value = asked.key
        group by asked.value
        ${parentObjectId === set.objectId && by === 'key' ? besideEachOther(db, set, column) : sql``}`,
  );
}

/** A value as `holdersOf` compares it. */
export function askedForm(by: ParentColumn['by'], text: Sql): Sql {
  if (by === 'key') return text;
  if (by === 'id') return sql`${text}::bigint`;
  return by === 'name' ? normalText(text) : uniqueForm(by, text);
}

/** The records a column may mean: `value` and `record_id`, to be joined under an alias. */
export function holdersOf(db: AccountDb, keySource: string, { by, parentObjectId }: Pick<ParentColumn, 'by' | 'parentObjectId'>): Sql {
  if (by === 'key') return keyHolders(db, parentObjectId, keySource);
  if (by === 'id') return sql`(select l.id as value, l.id as record_id from ${livingRecords(db, parentObjectId)} l)`;
  if (by !== 'name') return uniqueHolders(db, parentObjectId, by.id);
  return nameHolders(db, parentObjectId);
}

/** A row may point to another of the same chunk, whose record is about to be made. */
const besideEachOther = (db: AccountDb, set: StagedSet, column: ParentColumn): Sql =>
  sql`union all
      select o.own_key as value, min(o.id) as id, 1 as times
      from (select s.own_key, ${recordId(set)} as id from import_rows s where ${staged(db, set)} and s.record_id is null) o
      where o.own_key in (select c.value from ${valuesOf(db, set, column)} c)
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
        where ${staged(db, set)} and ${isOpen(column)} and f.value = ${cellOf(column)}`,
  );
}

/** The values that are none of `known`, one spelling of each in order of the file, beside all spellings that mean the same. */
export async function unknownParents(
  db: AccountDb,
  set: StagedSet,
  column: ParentColumn,
  known: readonly string[],
): Promise<{ value: string; spellings: string[] }[]> {
  const { by } = column;
  const form = typeof by === 'string' ? normalText(sql`cell.value`) : uniqueForm(by, sql`cell.value`);
  return db.many(
    sql`select (array_agg(cell.value order by cell.row_no))[1] as value, array_agg(cell.value) as spellings
        from (select c.value, min(c.row_no) as row_no from ${valuesOf(db, set, column)} c
              where not exists (select from unnest(${known}::text[]) k(value) where k.value = c.value) group by 1) cell
        group by ${form} order by min(cell.row_no)`,
  );
}

/** Two imports at once make a record that neither has found only once: the second waits here, and then finds it. */
export async function lockParentsOf(db: AccountDb, objectId: number): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`parents:${objectId}`}, ${db.accountId}))`);
}

/** Rows whose cells have one of these values, which mean several records where that is refused. */
export const rejectAmbiguous = (
  db: AccountDb,
  set: StagedSet,
  column: ParentColumn,
  values: readonly string[],
  what: string,
): Promise<number> => rejectNaming(db, set, column, { values, problem: `there are several ${what}` });

/** Rows whose cells have one of these values, which mean no record, where that is refused. */
export const rejectUnknown = (
  db: AccountDb,
  set: StagedSet,
  column: ParentColumn,
  values: readonly string[],
  what: string,
): Promise<number> => rejectNaming(db, set, column, { values, problem: `there is no ${what}` });

const rejectNaming = (
  db: AccountDb,
  set: StagedSet,
  column: ParentColumn,
  { values, problem }: { values: readonly string[]; problem: string },
): Promise<number> => {
  const named = isMany(column)
    ? sql`(select v.value from ${partsOf(column)} v(value) where v.value = any(${values}::text[]) limit 1)`
    : sql`(select ${cellOf(column)} where ${cellOf(column)} = any(${values}::text[]))`;
  return reject(
    db,
    set,
    sql`${isOpen(column)} and ${named} is not null`,
    sql`'Row ' || s.row_no || ', column “' || ${column.name}::text || '”: ' || ${problem}::text || ' “' || left(${named}, 80) || '”.'`,
  );
};

/** The records of rows beside the values of a column of relations; to be asked when the rows are written. */
export async function valuesOfRecords(db: AccountDb, set: StagedSet, column: ParentColumn): Promise<{ id: number; value: string }[]> {
  return db.many(
    sql`select ${recordId(set)} as id, v.value from import_rows s cross join lateral ${partsOf(column)} v(value)
        where ${staged(db, set)} and ${isOpen(column)}`,
  );
}

/** Lets those values of a column wait whose record may come later; to be asked when the rows are written. */
export async function keepWaiting(db: AccountDb, set: StagedSet, column: ParentColumn, values: readonly string[]): Promise<void> {
  await db.run(
    sql`insert into import_waiting (account_id, import_id, column_no, row_no, part, record_id, value, asked_by)
        select ${db.accountId}, ${set.importId}, ${column.at}, c.row_no, c.part, ${recordId(set)}, c.value, 0
        from ${valuesOf(db, set, column)} c
        join import_rows s on ${staged(db, set)} and s.row_no = c.row_no
        where c.value = any(${values}::text[])
        on conflict do nothing`,
  );
}
