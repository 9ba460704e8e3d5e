import type { Database } from '../../app/db.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import type { BulkInput } from '../rules/bulk.ts';
import type { BulkPreview } from '../schema.ts';
import { MERGE, unmergeOfRun } from '../duplicates/merge-run.ts';
import { mergedByRun } from '../queries/merges.ts';
import { undoChunk } from '../undo/undo-chunk.ts';
import type { BulkRunRow } from '../queries/bulk-runs.ts';
import { chosenRecordsOf } from '../undo/records-to-undo.ts';
import { applyChunk } from './apply-chunk.ts';
import { chooseRecords } from './choose-records.ts';
import { permittedAction } from './permitted-action.ts';
import { rehearse } from './rehearse.ts';
import type { Person } from './start-bulk.ts';

interface Asking {
  database: Database;
  accountId: number;
  person: Person;
}

/** Tells what would become of the chosen records, by doing it and rolling it back. Refuses what `startBulk` refuses of the action and the set. */
export async function previewBulk({ database, accountId, person }: Asking, asked: BulkInput): Promise<BulkPreview> {
  const { actor, viewer } = person;
  const { objectId } = asked;
  const prepared = await database.account(accountId, async (db) => {
    const permitted = await permittedAction(db, viewer, asked);
    const which = { ...asked.which, bin: permitted.action.inBin ?? false };
    return { ...permitted, chunks: await chooseRecords(db, { objectId, viewer, which }) };
  });
  const { action, settings, chunks } = prepared;
  const ids: NextIds = (name, count) => database.nextIds(accountId, name, count);
  return rehearse(database, accountId, {
    actor,
    viewer,
    objectId,
    count: chunks.reduce((sum, { count }) => sum + count, 0),
    // Nothing erased comes back, not even for a moment: who would lose an index to it would wait for the whole of it.
    chunks: action.kind === 'record.erase' ? [] : chunks.map((chunk) => numbersOf(chunk.ids)),
    canUndo: action.canUndo ?? false,
    work: (db, causing, recordIds) => applyChunk(db, { action, settings, viewer, actor: causing, ids, objectId, recordIds }),
  });
}

/** Tells what undoing a run would do, the same way. */
export async function previewUndo({ database, accountId, person }: Asking, run: BulkRunRow): Promise<BulkPreview> {
  const { actor, viewer } = person;
  const isMerging = run.kind === MERGE;
  const chunks = await database.account(accountId, (db) =>
    isMerging ? mergedByRun(db, run.id) : chosenRecordsOf(db, run.event_id, run.object_id),
  );
  const ids: NextIds = (name, count) => database.nextIds(accountId, name, count);
  return rehearse(database, accountId, {
    actor,
    viewer,
    objectId: run.object_id,
    count: chunks.reduce((sum, ids) => sum + ids.length, 0),
    chunks,
    canUndo: true,
    work: (db, causing, recordIds) =>
      isMerging
        ? unmergeOfRun(db, { viewer, actor: causing, ids, objectId: run.object_id, recordIds, undoneRunId: run.id })
        : undoChunk(db, { undoes: run.event_id, viewer, actor: causing, objectId: run.object_id, recordIds }),
  });
}

/** `{1,2,3}` as numbers. */
const numbersOf = (text: string): number[] => text.slice(1, -1).split(',').map(Number);
