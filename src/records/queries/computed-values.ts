import { empty, join, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { isComputed, isElsewhere, pointsTo, referencesOf, type Computation, type FormulaField } from '../rules/computed.ts';
import { NAME_OF_RECORD, type Reference } from '../rules/formula/references.ts';
import type { Formula } from '../rules/formula/tree.ts';
import type { FieldShape, ObjectShape, ResultType, Value } from '../schema.ts';
import { storedType } from '../rules/format-value.ts';
import { formulaSql, storedJson, storedText, type FormulaTerms } from './formula-sql.ts';
import { valuesOf } from './stored-forms.ts';
import { linksBetween } from '../rules/links.ts';

/** What the staging of a set works out: the object's formulas, and of a set that is worked out again its roll-ups. */
export interface Computing {
  shape: ObjectShape;
  objects: readonly ObjectShape[];
  computation: Computation;
  /** Whether the roll-ups are made anew; else they stand as they are, and new records begin with those of nothing. */
  rollsUp: boolean;
  terms: FormulaTerms;
}

/** The keys of values that nobody writes into a record of the object. */
export const unwritable = (shape: ObjectShape): string[] =>
  shape.fields.filter((field) => isComputed(field) || isElsewhere(field)).map(({ id }) => String(id));

const MOST_PAIRS = 40;

/**
 * CTEs that work out `computed` from `merged`, whose rows have id, is_new, changes, before and after; `rest` are its other columns, which go
 * through. Pointers to parents are made a column first: behind the wall only a plain column finds its index.
 */
export function computedRows(db: AccountDb, computing: Computing, rest: Sql): Sql {
  const { shape, computation, rollsUp } = computing;
  const formulas = computation.formulasOf(shape.id);
  const through = [...new Set(formulas.flatMap(({ formula }) => referencesOf(formula)).flatMap((each) => each.through ?? []))];
  const pointers = through.map((id) => sql`, (m.after->>${raw(`'${id}'`)})::bigint as ${raw(`k${id}`)}`);
  const rollups = computation.rollupsOf(shape.id);
  const laterals = [
    ...through.map((id) => parentJoin(db, shape, id)),
    ...(rollsUp ? rollups.map((field) => rollupLateral(db, computing, field)) : []),
    ...formulas.map((formula) => formulaLateral(computing, formula)),
  ];
  const values = [
    ...rollups.map((field) => [field, rollsUp ? raw(`r${field.id}.t`) : standing(field)] as const),
    ...formulas.map(({ field }) => [field, raw(`f${field.id}.t`)] as const),
  ];
  return sql`, pointed as materialized (select m.*, m.id::float8 as float_id${pointers.length > 0 ? join(pointers, '') : empty} from merged m),
    computed as (
      select q.id, q.is_new, q.changes || d.doc as changes, q.before, jsonb_strip_nulls(q.after || d.doc) as after, ${rest}
      from pointed q ${laterals.length > 0 ? join(laterals, ' ') : empty}
      cross join lateral (select ${documentOf(values)} as doc offset 0) d)`;
}

function documentOf(values: readonly (readonly [FieldShape, Sql])[]): Sql {
  const parts: Sql[] = [];
  for (let first = 0; first < values.length; first += MOST_PAIRS) {
    const pairs = values
      .slice(first, first + MOST_PAIRS)
      .map(([field, text]) => sql`${raw(`'${field.id}'`)}, ${storedJson(text, field.settings.result ?? 'text')}`);
    parts.push(sql`jsonb_build_object(${join(pairs)})`);
  }
  return join(parts, ' || ');
}

/** A roll-up as it stands; of a new record, to which nothing points yet, that of nothing. */
function standing(field: FieldShape): Sql {
  const stored = sql`q.after->>${raw(`'${field.id}'`)}`;
  return field.settings.function === 'count' || field.settings.function === 'sum' ? sql`coalesce(${stored}, '0')` : sql`(${stored})`;
}

function parentJoin(db: AccountDb, shape: ObjectShape, parentFieldId: number): Sql {
  const field = shape.fields.find(({ id }) => id === parentFieldId)!;
  const parent = raw(`p${parentFieldId}`);
  return sql`left join records ${parent} on ${parent}.account_id = ${db.accountId} and ${parent}.object_id = ${field.parentObjectId}
    and ${parent}.id = q.${raw(`k${parentFieldId}`)} and ${parent}.deleted_at is null`;
}

function formulaLateral(computing: Computing, { field, formula }: FormulaField): Sql {
  const text = resultText(computing, formula, field.settings.result ?? 'text');
  return sql`cross join lateral (select ${text} as t offset 0) ${raw(`f${field.id}`)}`;
}

/** What a formula gives for the row `q`, as the text of its stored value. */
function resultText({ shape, objects, computation, rollsUp, terms }: Computing, formula: Formula | undefined, result: ResultType): Sql {
  const earlier = new Set(computation.formulasOf(shape.id).map((one) => one.field.id));
  const place = ({ fieldId, through, part }: Reference): { text: Sql; field: FieldShape | undefined } => {
    const object =
      through === undefined ? shape : objects.find(({ id }) => id === shape.fields.find((one) => one.id === through)?.parentObjectId)!;
    const alias = through === undefined ? 'q' : `p${through}`;
    if (fieldId === NAME_OF_RECORD) return { text: raw(`${alias}.name`), field: undefined };
    const read = object.fields.find(({ id }) => id === fieldId)!;
    if (through === undefined && earlier.has(fieldId)) return { text: raw(`f${fieldId}.t`), field: read };
    if (through === undefined && read.type === 'rollup') return { text: rollsUp ? raw(`r${fieldId}.t`) : standing(read), field: read };
    if (through !== undefined && read.columnName !== null) return { text: raw(`nullif(${alias}.${read.columnName}, '')`), field: read };
    const document = through === undefined ? 'q.after' : `${alias}.values`;
    return {
      text: raw(part === undefined ? `${document}->>'${fieldId}'` : `${document}->'${fieldId}'->>'${part}'`),
      field: part === undefined ? read : undefined,
    };
  };
  return formula === undefined ? sql`null::text` : storedText(formulaSql(formula, place, terms), result, terms);
}

/** The roll-up of the living records that point to the row, by its definition, as the text of its stored value. */
function rollupLateral(db: AccountDb, { shape, objects }: Computing, field: FieldShape): Sql {
  const { settings } = field;
  const child = objects.find(({ id }) => id === settings.objectId);
  const via = child?.fields.find(({ id }) => id === settings.fieldId);
  const of = child?.fields.find(({ id }) => id === settings.ofFieldId);
  const alias = raw(`r${field.id}`);
  const isMade = child && via && pointsTo(via, shape) && (settings.function === 'count' || of !== undefined);
  if (!isMade) return sql`cross join lateral (select null::text as t) ${alias}`;
  return sql`cross join lateral (
    select ${aggregateOf(field, of)} as t ${pointing(db, shape, child, via)} and c.account_id = ${db.accountId} and c.object_id = ${child.id}
      and c.deleted_at is null) ${alias}`;
}

/** `from … where` of the records `c` that point to the row `q`. */
function pointing(db: AccountDb, shape: ObjectShape, child: ObjectShape, via: FieldShape): Sql {
  if (via.type === 'parent') {
    return sql`from field_values v join records c on c.id = v.record_id
      where v.account_id = ${db.accountId} and v.object_id = ${child.id} and v.field_id = ${via.id} and v.number_value = q.float_id`;
  }
  const links = linksBetween({ objectId: child.id, field: via, otherObjectId: shape.id });
  return sql`from record_links l join records c on c.id = ${raw(`l.${links.own}`)}
    where l.account_id = ${db.accountId} and l.object_id = ${links.objectId} and l.field_id = ${links.fieldId} and ${raw(`l.${links.other}`)} = q.id`;
}

function aggregateOf(field: FieldShape, of: FieldShape | undefined): Sql {
  if (field.settings.function === 'count' || of === undefined) return sql`count(*)::text`;
  const key = raw(`'${of.id}'`);
  const type = storedType(of);
  if (type === 'date' || type === 'datetime')
    return raw(`${field.settings.function === 'max' ? 'max' : 'min'}((c.values->>'${of.id}') collate "C")`);
  const number = sql`(case when jsonb_typeof(c.values->${key}) = 'number' then (c.values->>${key})::numeric end)`;
  const digits = field.settings.result === 'price' ? 0 : 10;
  const rounded = (value: Sql): Sql => sql`trim_scale(round(${value}, ${raw(String(digits))}))::text`;
  switch (field.settings.function) {
    case 'sum':
      return rounded(sql`coalesce(sum(${number}), 0)`);
    case 'average':
      return rounded(sql`avg(${number})`);
    case 'median':
      return rounded(sql`(percentile_cont(0.5) within group (order by ${number}::float8))::numeric`);
    case 'max':
      return rounded(sql`max(${number})`);
    default:
      return rounded(sql`min(${number})`);
  }
}

/** What `computedRows` has to make room for: nothing where the object has no computed fields. */
export const isWorkedOut = ({ shape, computation }: Computing): boolean =>
  computation.formulasOf(shape.id).length > 0 || computation.rollupsOf(shape.id).length > 0;

export interface TriedFormula {
  computing: Computing;
  formula: Formula | undefined;
  /** The field that has the formula now. */
  fieldId: number | undefined;
  result: ResultType;
  /** Which of the records `r`: those that the viewer may see, or a set. */
  reach: Sql;
  limit: number;
}

/** A set of records. */
export const amongIds = (ids: readonly number[]): Sql => sql`r.id = any(${ids}::bigint[])`;

/** What a formula that is not kept gives for the newest of the object's records, other formulas standing as they are. */
export async function formulaResults(
  db: AccountDb,
  { computing, formula, fieldId, result, reach, limit }: TriedFormula,
): Promise<{ id: number; name: string; value: Value }[]> {
  const { shape, computation } = computing;
  const through = [...new Set(referencesOf(formula).flatMap((each) => each.through ?? []))];
  const pointers = through.map((id) => sql`, (n.after->>${raw(`'${id}'`)})::bigint as ${raw(`k${id}`)}`);
  const others = computation.formulasOf(shape.id).filter(({ field }) => field.id !== fieldId);
  const joins = [
    ...through.map((id) => parentJoin(db, shape, id)),
    ...others.map(({ field }) => sql`cross join lateral (select q.after->>${raw(`'${field.id}'`)} as t) ${raw(`f${field.id}`)}`),
    sql`cross join lateral (select ${resultText(computing, formula, result)} as t offset 0) tried`,
  ];
  return db.many(
    sql`with newest as materialized (
          select r.id, r.name, ${raw(valuesOf(shape, 'r'))} as after from records r
          where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null and ${reach} order by r.id desc limit ${limit}),
        q as materialized (select n.*${pointers.length > 0 ? join(pointers, '') : empty} from newest n)
        select q.id, q.name, ${storedJson(raw('tried.t'), result)} as value from q ${join(joins, ' ')} order by q.id desc`,
  );
}
