import type { AccountDb } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { AT_ONCE, type Affected } from './note-affected.ts';
import { lockFree, queueRecords, staleRows } from '../queries/stale-values.ts';
import { workedOutSource } from '../queries/sets.ts';
import { writeSet } from '../write-set.ts';

/**
 * Works out what rests upon a change, and what rests upon that, in the transaction of the change. Records that others hold, and whatever
 * goes beyond a bounded number, are queued: nobody waits here for anybody, and nothing is lost.
 */
export async function workOutAffected(db: AccountDb, affected: readonly Affected[]): Promise<void> {
  let left = AT_ONCE;
  for (let wave = affected; wave.length > 0;) {
    const next: Affected[] = [];
    for (const { objectId, records } of merged(wave)) {
      const { free, held } = left >= records.length ? await lockFree(db, objectId, idsOf(records)) : { free: [], held: idsOf(records) };
      const later = records.filter(({ id }) => held.includes(id));
      if (later.length > 0) await queueRecords(db, objectId, staleRows(later));
      if (free.length === 0) continue;
      left -= free.length;
      const source = workedOutSource(records.filter(({ id }) => free.includes(id)));
      const written = await writeSet(db, system, { objectId, source, columns: ['cause_id'], workOut: 'told' });
      next.push(...written.affected);
    }
    wave = next;
  }
}

const idsOf = (records: Affected['records']): number[] => records.map(({ id }) => id);

/** One entry an object, each record once, in order of id. */
function merged(affected: readonly Affected[]): Affected[] {
  return [...Map.groupBy(affected, ({ objectId }) => objectId)]
    .sort(([one], [other]) => one - other)
    .map(([objectId, parts]) => {
      const byId = new Map(parts.flatMap(({ records }) => records).map((record) => [record.id, record]));
      return { objectId, records: [...byId.values()].sort((one, other) => one.id - other.id) };
    });
}
