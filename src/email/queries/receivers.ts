import { empty, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Receivers } from '../rules/broadcast-schema.ts';
import { unopenedIds } from './broadcasts.ts';

/** Of a selection (a select of `id`) those that are named, without those taken out; of an earlier broadcast, who did not open it. */
export function chosenFrom(db: AccountDb, selection: Sql, { ids, except, unopenedOf }: Receivers): Sql {
  const named = ids ? sql`and m.id = any(${ids}::bigint[])` : empty;
  const kept = except && except.length > 0 ? sql`and not m.id = any(${except}::bigint[])` : empty;
  const unopened = unopenedOf === undefined ? empty : sql`and m.id in (${unopenedIds(db, unopenedOf)})`;
  return sql`select m.id from (${selection}) m where true ${named} ${kept} ${unopened}`;
}
