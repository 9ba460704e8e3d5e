import sql, { empty, type Sql } from 'sql-template-tag';
import type { CriteriaContext } from './context.ts';
import { isHidden, objectOf } from './context.ts';
import { wordsOf } from './language.ts';

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

/** The words of a search as a query of the text search: each begins a word of the record. */
export const prefixesOf = (search: string): string =>
  wordsOf(search)
    .map((word) => `${word}:*`)
    .join(' & ');

/** True of records with the words, as far as the viewer may see where they stand: with a searched field hidden, in the name alone. */
export function hasWords(context: CriteriaContext, record: Sql, search: string): Sql {
  const words = sql`to_tsquery('simple', ${prefixesOf(search)})`;
  const inRecord = sql`${record}.search @@ ${words}`;
  const hidden = objectOf(context).fields.some((field) => SEARCHED.has(field.type) && isHidden(context, field));
  return hidden
    ? sql`(${inRecord} and to_tsvector('simple', regexp_replace(${record}.name, '[^[:alnum:]]+', ' ', 'g')) @@ ${words})`
    : inRecord;
}

/** The types of field whose words the records domain puts beside the name into `search`. */
const SEARCHED = new Set(['email', 'phone', 'sms', 'parent']);

/** True of the records `r` of the context's object that the viewer may find with these words, beyond what `r.search` says. */
export const searchable = (context: CriteriaContext, search: string): Sql =>
  sql`(r.object_id = ${context.objectId}::integer${visibleTo(context, sql`r`)} and ${hasWords(context, sql`r`, search)})`;
