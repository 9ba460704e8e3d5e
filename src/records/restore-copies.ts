import type { Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { FieldOfAccount } from './make-sortable.ts';
import { makeSortable } from './make-sortable.ts';
import { objectShape } from './object-shapes.ts';
import { orphansOf } from './queries/deleted-fields.ts';
import { endOfNext } from './queries/options.ts';
import { copyNextValues, dropNextCopies } from './queries/structure.ts';
import { writeRecords } from './write-records.ts';

const ROWS = 20_000;

/** Copies the values of a field that came back to field_values, and clears what points to records removed for good meanwhile. */
export async function restoreCopies(database: Database, asked: FieldOfAccount, stopping: AbortSignal): Promise<void> {
  const { accountId, objectId, fieldId } = asked;
  for (let dropped = ROWS; dropped === ROWS && !stopping.aborted;) {
    dropped = await database.account(accountId, (db) => dropNextCopies(db, objectId, fieldId, ROWS));
  }
  for (let after: number | undefined = 0; after !== undefined;) {
    if (stopping.aborted) throw new Error('Stopped while restoring a field; it goes on with the next start.');
    const from: number = after;
    after = await database.account(accountId, async (db) => {
      const shape = await objectShape(db, objectId);
      const field = shape.fields.find(({ id }) => id === fieldId);
      if (field?.type !== 'parent') return undefined;
      const upTo = await endOfNext(db, objectId, from, ROWS);
      if (upTo === undefined) return undefined;
      await copyNextValues(db, shape, field, { after: from, limit: ROWS });
      const source = orphansOf(db, objectId, field, { after: from, upTo });
      await writeRecords(db, system, { objectId, source, fieldIds: [fieldId] });
      return upTo;
    });
  }
  await makeSortable(database, asked, stopping);
}
