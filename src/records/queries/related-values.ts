import { join, sql, type AccountDb } from '../../app/db.ts';

interface Pointing {
  objectId: number;
  parentFieldId: number;
  recordIds: readonly number[];
}

export interface Pointers {
  of(pointing: Pointing): readonly { recordId: number; parentId: number }[];
}

/** Where parent fields of records point to, all in one statement. */
export async function pointersOf(db: AccountDb, asked: readonly Pointing[]): Promise<Pointers> {
  const groups = Map.groupBy(asked, ({ objectId, parentFieldId }) => `${objectId}:${parentFieldId}`);
  const parts = [...groups.values()].map((group) => {
    const { objectId, parentFieldId } = group[0]!;
    const ids = [...new Set(group.flatMap(({ recordIds }) => recordIds))];
    return sql`select v.object_id, v.field_id, v.record_id, v.number_value as parent_id from field_values v
      where v.account_id = ${db.accountId} and v.object_id = ${objectId}::integer and v.field_id = ${parentFieldId}::integer
        and v.record_id = any(${ids}::bigint[]) and v.number_value is not null`;
  });
  const rows =
    parts.length === 0
      ? []
      : await db.many<{ object_id: number; field_id: number; record_id: number; parent_id: number }>(join(parts, ' union all '));
  const found = new Map(rows.map((row) => [`${row.object_id}:${row.field_id}:${row.record_id}`, row.parent_id]));
  return {
    of: ({ objectId, parentFieldId, recordIds }) =>
      recordIds.flatMap((recordId) => {
        const parentId = found.get(`${objectId}:${parentFieldId}:${recordId}`);
        return parentId === undefined ? [] : [{ recordId, parentId }];
      }),
  };
}
