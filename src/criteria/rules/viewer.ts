import sql, { empty, type Sql } from 'sql-template-tag';
import type { CriteriaContext } from './context.ts';

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
