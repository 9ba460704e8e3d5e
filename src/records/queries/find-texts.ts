import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { AskedText as Asked, FoundText } from '../../app/kernel/domain.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { ObjectShape } from '../schema.ts';

interface TextRow {
  id: number;
  title: string;
  text: string;
  object_id: number | null;
  record_id: number | null;
  name: string | null;
}

interface AskedText extends Pick<Asked, 'query' | 'limit'> {
  viewer: Viewer;
  shapes: readonly ObjectShape[];
}

/** So many texts with the words are put in order. */
const ORDERED = 500;

/** Notes with the words on records the viewer may see, the latest first. */
export async function notesWithWords(db: AccountDb, { viewer, shapes, query, limit }: AskedText): Promise<FoundText[]> {
  const rows = await db.scan.many<TextRow>(
    sql`select n.id, n.body as text, '' as title, n.object_id, n.record_id, r.name
        from (select f.id, f.body, f.object_id, f.record_id from notes f
          where f.account_id = ${db.accountId} and f.search is not null and f.search @@ ${query}::tsquery limit ${ORDERED}) n
        join records r on r.account_id = ${db.accountId} and r.object_id = n.object_id and r.id = n.record_id and r.deleted_at is null
        where ${reached(viewer, shapes)}
        order by n.id desc limit ${limit}`,
  );
  return rows.map(presentText);
}

/** Tasks with the words that are the viewer's, wait for the viewer's role, or are about records the viewer may see; open ones first. */
export async function tasksWithWords(db: AccountDb, roleId: number | null, asked: AskedText): Promise<FoundText[]> {
  const { viewer, shapes, query, limit } = asked;
  const rows = await db.scan.many<TextRow>(
    sql`select t.id, t.body as text, t.subject as title, t.object_id, t.record_id, r.name
        from (select f.id, f.body, f.subject, f.object_id, f.record_id, f.assignee_id, f.role_id, f.status from tasks f
          where f.account_id = ${db.accountId} and f.search is not null and f.search @@ ${query}::tsquery limit ${ORDERED}) t
        left join records r on r.account_id = ${db.accountId} and r.object_id = t.object_id and r.id = t.record_id and r.deleted_at is null
          and ${reached(viewer, shapes)}
        where r.id is not null or t.record_id is null and (t.assignee_id = ${viewer.userId} or t.assignee_id is null and t.role_id = ${roleId}::bigint)
        order by t.status = 'pending' desc, t.id desc limit ${limit}`,
  );
  return rows.map(presentText);
}

function presentText({ id, title, text, object_id, record_id, name }: TextRow): FoundText {
  const isOnRecord = object_id !== null && record_id !== null;
  return { id, title, text, ...(isOnRecord && { record: { objectId: object_id, id: record_id, name: name ?? '' } }) };
}

/** True of the records `r` that the viewer's role reaches. */
function reached(viewer: Viewer, shapes: readonly ObjectShape[]): Sql {
  const of = (...scopes: string[]): number[] => shapes.filter(({ id }) => scopes.includes(viewer.on(id).view)).map(({ id }) => id);
  const owned = (objectIds: number[], owners: readonly number[]): Sql =>
    sql`r.object_id = any(${objectIds}::integer[]) and r.owner_id = any(${owners}::bigint[])`;
  const each = [
    sql`r.object_id = any(${of('all')}::integer[])`,
    owned(of('team'), [...new Set([viewer.userId, ...viewer.teamIds])]),
    owned(of('own'), [viewer.userId]),
  ];
  return sql`(${join(each, ' or ')})`;
}
