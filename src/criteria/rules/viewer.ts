import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { CriteriaContext, FieldShape } from './context.ts';
import { isHidden, objectOf } from './context.ts';
import type { SearchMeaning } from './search-query.ts';
import { FROM_ITS_END } from '../../records/schema.ts';

/** ` and …`: which of the object's records the viewer's role reaches. Empty for those who see all. */
export function visibleTo({ viewer, objectId }: CriteriaContext, record: Sql): Sql {
  switch (viewer.on(objectId).view) {
    case 'all':
      return empty;
    case 'team':
      return sql` and ${record}.owner_id = any(${[...new Set([viewer.userId, ...viewer.teamIds])]}::bigint[])`;
    case 'own':
      return sql` and ${record}.owner_id = ${viewer.userId}::bigint`;
    case 'none':
      return sql` and false`;
  }
}

/**
 * True of records with the words of a search, as far as the viewer may see where they stand: with a searched field hidden, or the records it
 * points to, the words are looked for again in what is left. A record is also found by its number.
 */
export function hasWords(context: CriteriaContext, record: Sql, { precise, tolerant, recordId }: SearchMeaning): Sql {
  const query = sql`${tolerant ?? precise}::tsquery`;
  const worded = hasVisibly(context, record, query);
  return recordId === null ? worded : sql`(${worded} or ${record}.id = ${recordId}::bigint)`;
}

/** True of records with the words of a query of the text search, as far as the viewer may see where they stand. */
export function hasVisibly(context: CriteriaContext, record: Sql, query: Sql): Sql {
  const inRecord = sql`${record}.search @@ ${query}`;
  const searched = objectOf(context).fields.filter(({ type }) => SEARCHED.has(type));
  const { viewer } = context;
  const hides = searched.some(
    (field) => isHidden(context, field) || (pointsAway(field) && viewer.on(field.parentObjectId!).view !== 'all'),
  );
  if (!hides) return inRecord;
  const visible = searched.filter((field) => !isHidden(context, field));
  const numbers = visible.filter(({ type }) => type === 'phone' || type === 'sms').map((field) => digitsOf(valueOf(field, record)));
  const texts = visible.filter(({ type }) => type === 'email').map((field) => valueOf(field, record));
  const parents = visible.filter(pointsAway).map((field) => visibleName(context, field, record));
  const left = sql`regexp_replace(concat_ws(' ', ${join([sql`${record}.name`, ...texts, ...parents])}), '[^[:alnum:]]+', ' ', 'g')`;
  return sql`(${inRecord} and to_tsvector('simple', concat_ws(' ', ${join([left, ...numbers])})) @@ ${query})`;
}

/** The types of field whose words the records domain puts beside the name into `search`. */
const SEARCHED = new Set(['email', 'phone', 'sms', 'parent']);

const pointsAway = ({ type, parentObjectId }: FieldShape): boolean => type === 'parent' && parentObjectId !== null;

const valueOf = ({ id, columnName }: FieldShape, record: Sql): Sql => {
  if (columnName === 'email') return sql`${record}.email`;
  return columnName === 'sms_number' ? sql`${record}.sms_number` : sql`${record}.values ->> ${String(id)}::text`;
};

/** A number as the records domain keeps it for search: its last ten digits, and all of it from its end. */
const digitsOf = (text: Sql): Sql => {
  const digits = sql`translate(${text}, '+-() ./', '')`;
  return sql`right(${digits}, 10) || ${` ${FROM_ITS_END}`}::text || reverse(${digits})`;
};

/** The name of the record a parent field points to, where the viewer may see it. */
const visibleName = (context: CriteriaContext, field: FieldShape, record: Sql): Sql => sql`(select pointed.name from records pointed
  where pointed.account_id = ${context.accountId}::bigint and pointed.object_id = ${field.parentObjectId}::integer
    and pointed.deleted_at is null${visibleTo({ ...context, objectId: field.parentObjectId! }, sql`pointed`)}
    and pointed.id = (${record}.values ->> ${String(field.id)}::text)::bigint)`;

/** True of the records `r` of the context's object that the viewer may find with a query of the text search. */
export const searchable = (context: CriteriaContext, query: Sql): Sql =>
  sql`r.account_id = ${context.accountId}::bigint and r.object_id = ${context.objectId}::integer and r.deleted_at is null${visibleTo(context, sql`r`)}
    and ${hasVisibly(context, sql`r`, query)}`;
