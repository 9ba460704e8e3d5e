import { sql, type AccountDb } from '../../app/db.ts';
import { completeMap, type AutomationMap } from '../schema.ts';

/** The draft and the running version of every map and rule but one. */
export async function mapsInUse(db: AccountDb, exceptId: number): Promise<{ objectId: number; map: AutomationMap }[]> {
  const rows = await db.many<{ object_id: number; map: AutomationMap }>(
    sql`select a.object_id, a.draft as map from automations a
        where a.account_id = ${db.accountId} and a.deleted_at is null and a.id <> ${exceptId}
        union all
        select a.object_id, v.map from automations a
        join automation_versions v on v.account_id = ${db.accountId} and v.automation_id = a.id and v.version = a.version
        where a.account_id = ${db.accountId} and a.deleted_at is null and a.id <> ${exceptId}`,
  );
  return rows.map(({ object_id: objectId, map }) => ({ objectId, map: completeMap(map) }));
}
