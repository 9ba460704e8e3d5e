import type { AccountDb } from '../app/db.ts';
import type { Hearing, Topic } from '../app/kernel/domain.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordById } from './queries/records.ts';
import { reaches } from './rules/rights.ts';

/** What pages may follow of records: one of them, `record/0/12`, and all of an object, `records/0`. */
export const topics: readonly Topic[] = [
  { prefix: 'record', mayFollow: hearingOfRecord },
  { prefix: 'records', mayFollow: async (_db, viewer, rest) => hearingOfObject(viewer, rest) },
];

async function hearingOfRecord(db: AccountDb, viewer: Viewer, rest: string): Promise<Hearing> {
  const [, objectId, id] = /^(\d{1,9})\/(\d{1,15})$/.exec(rest) ?? [];
  if (objectId === undefined || viewer.on(Number(objectId)).view === 'none') return 'nothing';
  const record = await recordById(db, Number(objectId), Number(id));
  return record && reaches(viewer, viewer.on(record.object_id).view, record.owner_id) ? 'everything' : 'nothing';
}

/** Whoever sees some of the records only hears that something happened: the ids of the others are nothing to them. */
function hearingOfObject(viewer: Viewer, rest: string): Hearing {
  if (!/^\d{1,9}$/.test(rest)) return 'nothing';
  const { view } = viewer.on(Number(rest));
  if (view === 'none') return 'nothing';
  return view === 'all' ? 'everything' : 'that-something-happened';
}
