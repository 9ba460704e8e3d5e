import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { editRecord } from './edit-record.ts';
import { recordAsOf } from './record-as-of.ts';
import type { RecordId } from './record-for.ts';
import type { Moment } from './rules/roll-back.ts';
import type { Value } from './schema.ts';

/**
 * Puts fields of a record back to what stood in them at a moment of its history; the change has that event as its cause. Gives whether
 * anything changed. Refuses `value_not_kept`, and what reading and editing the record refuse: what is worked out has no way back.
 */
export async function putBack(
  db: AccountDb,
  actor: Actor,
  {
    viewer,
    record,
    moment,
    ...chosen
  }: { viewer: Viewer; record: RecordId; moment: Moment; fields: readonly number[]; version?: number | undefined },
): Promise<boolean> {
  const then = await recordAsOf(db, viewer, { record, moment });
  const lost = then.fields.find(({ id }) => chosen.fields.includes(id) && then.unknown.includes(id));
  if (lost) {
    throw new Problem('value_not_kept', `What stood in ${lost.label} then is no longer kept. Leave this field out.`, {
      fields: { [lost.id]: 'What stood here then is no longer kept.' },
    });
  }
  const values: Record<string, Value> = Object.fromEntries(chosen.fields.map((id) => [id, then.values[id] ?? null]));
  const edit = { ...record, values, version: chosen.version };
  return editRecord(db, { ...actor, causeId: moment.event }, { viewer, edit });
}
