import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { ownSource } from './queries/sets.ts';
import type { Value } from './schema.ts';
import { writeRecords, type Written } from './write-records.ts';

/** What one record is to become: values by field id, null to clear one. */
export interface ChangeOfOne {
  id: number;
  changes: Readonly<Record<string, Value>>;
  /** Its new owner, 0 for nobody, null for the one it has. */
  ownerId: number | null;
}

/** Changes a set of records, each in its own way, with values in stored form. What cannot be written is left out and given as `rejected`. */
export async function changeRecords(
  db: AccountDb,
  actor: Actor,
  { objectId, records }: { objectId: number; records: readonly ChangeOfOne[] },
): Promise<Written> {
  const fieldIds = [...new Set(records.flatMap(({ changes }) => Object.keys(changes).map(Number)))];
  return writeRecords(db, actor, { objectId, source: ownSource(records), columns: ['owner_id'], fieldIds });
}
