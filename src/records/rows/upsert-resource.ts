import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { RecordResource } from './present-resource.ts';
import { readResource } from './read-resource.ts';
import { writeRows, type RowToWrite } from './write-rows.ts';

const STATUSES: Readonly<Record<string, number>> = { not_allowed: 403, not_found: 404, value_taken: 409, was_merged: 409 };

/** Changes the record that has the row's value of a unique field, or makes one, and reads it. Refuses what a single call would. */
export async function upsertResource(
  db: AccountDb,
  actor: Actor,
  { row, objectId, viewer, ...asked }: { viewer: Viewer; ids: NextIds; objectId: number; by: string; row: RowToWrite },
): Promise<{ created: boolean; record: RecordResource }> {
  const [result] = await writeRows(db, actor, { ...asked, viewer, objectId, mode: 'upsert', rows: [row] });
  if (result!.status === 'refused') {
    const { code, problem, fields } = result!;
    throw new Problem(code, problem, { status: STATUSES[code] ?? 422, fields });
  }
  return { created: result!.status === 'created', record: await readResource(db, viewer, { record: { objectId, id: result!.id } }) };
}
