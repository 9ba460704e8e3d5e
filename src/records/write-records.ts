import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { workOutAffected } from './computed/work-out-affected.ts';
import { writeSet, type Writes, type Written } from './write-set.ts';

export type { Writes, Written };

/**
 * The one way a record's fields are written, for one record or twenty thousand: columns, values, copies, unique values and the events
 * `record.created`, `record.updated` and `owner.changed`, in a handful of statements. Rows that change nothing write nothing. Unique
 * values are compared with those standing before the set, and rows of the set with each other in order of id. Formulas of the records are
 * worked out on the way; what rests upon them elsewhere follows in the same transaction where it is little, else soon after.
 */
export async function writeRecords(db: AccountDb, actor: Actor, writes: Writes): Promise<Written> {
  const { affected, ...written } = await writeSet(db, actor, writes);
  if (affected.length > 0) await workOutAffected(db, affected);
  return written;
}
