import { randomUUID } from 'node:crypto';
import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { countRecords } from '../../criteria/index.ts';
import type { BulkRunRow } from '../queries/bulk-runs.ts';
import { MOST_TAGGED, type TagMany } from '../rules/bulk.ts';
import { startBulk, type Person } from './start-bulk.ts';

/**
 * Begins to add a tag to the records that are named or match, or to take it off, as a bulk action that can be followed, stopped and undone. Refuses
 * `too_many_records` beyond 50,000, and what `startBulk` refuses.
 */
export async function tagMany(
  db: AccountDb,
  person: Person,
  { objectId, asked: { add, remove, ...which } }: { objectId: number; asked: TagMany },
): Promise<BulkRunRow> {
  const expected = await countRecords(db, { ...which, objectId, viewer: person.viewer });
  if (expected > MOST_TAGGED) {
    const sentence = `These are ${expected.toLocaleString('en')} records; a call tags at most ${MOST_TAGGED.toLocaleString('en')}. Narrow them down, or start a bulk action.`;
    throw new Problem('too_many_records', sentence, { details: { count: expected } });
  }
  const kind = add === undefined ? 'tag.remove' : 'tag.add';
  const settings = { tag: add ?? remove };
  return startBulk(db, person, { objectId, kind, settings, which: { ...which, bin: false }, expected, key: randomUUID() });
}
