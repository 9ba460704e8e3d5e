import type { AccountDb } from '../../app/db.ts';
import { recordsOfCause } from '../../ledger/index.ts';
import { chunkedRecords } from '../queries/bulk-chunks.ts';
import { UNDOABLE } from '../rules/plan-undo.ts';

/** The records of an object on which an event had an effect that can be undone, in chunks. */
export const chosenRecordsOf = (db: AccountDb, eventId: number, objectId: number): Promise<number[][]> =>
  chunkedRecords(db, recordsOfCause(db, eventId, UNDOABLE), objectId);
