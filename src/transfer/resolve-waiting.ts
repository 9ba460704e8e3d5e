import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { objectShapes, recordsByIds, writeRecords } from '../records/index.ts';
import { importById, type ImportRow } from './queries/imports.ts';
import { deleteWaiting, endWaiting, filledLater, foundLater, othersToCome, takeWaiting, waitingColumn } from './queries/waiting.ts';
import { relatePairs } from './relate-rows.ts';
import { parentColumns } from './resolve-parents.ts';

/** So many values are asked for in one transaction. */
const AT_ONCE = 5_000;

/**
 * Asks, when all rows of a file are merged, once more for the records that cells of it and of the files before it in its set have named in
 * vain: by now they may be there. Fills parent fields that are still blank, and relates; each because of the import whose row it was. Takes
 * one step of a bounded size; false when there is nothing left to ask for, and then forgets what waits where no file of the set is to come.
 */
export async function resolveWaiting(db: AccountDb, imported: ImportRow): Promise<boolean> {
  const next = await waitingColumn(db, imported);
  if (!next) {
    if ((await othersToCome(db, imported)).length === 0) await endWaiting(db, imported);
    return false;
  }
  const owner = (await importById(db, next.import_id))!;
  const waiting = await takeWaiting(db, imported, { ...next, limit: AT_ONCE });
  const column = parentColumns(owner, await objectShapes(db)).find(({ at }) => at === next.column_no);
  if (!column) return true;
  const values = waiting.map(({ value }) => value);
  const found = new Map(
    (await foundLater(db, owner.options!.keySource, column, values))
      .filter(({ times }) => times === 1 || column.several === 'oldest')
      .map(({ value, id }) => [value, id]),
  );
  const done = waiting.filter(({ value }) => found.has(value));
  if (done.length === 0) return true;
  const actor: Actor = { type: 'import', id: String(owner.id), ...(owner.event_id === null ? {} : { causeId: owner.event_id }) };
  const pairs = done.map(({ record_id, value }) => [record_id, found.get(value)!] as const);
  const fill = { objectId: owner.object_id, fieldId: column.field.id };
  if (column.field.type === 'relation') await relatePairs(db, actor, { ...fill, pairs });
  else {
    const records = await recordsByIds(db, owner.object_id, [...new Set(pairs.map(([own]) => own))]);
    const blank = new Set(records.filter(({ values }) => values[column.field.id] == null).map(({ id }) => id));
    const source = filledLater(
      column.field.id,
      pairs.filter(([own]) => blank.has(own)),
      owner.event_id,
    );
    await writeRecords(db, actor, { objectId: owner.object_id, source, columns: ['cause_id'] });
  }
  await deleteWaiting(db, next, done);
  return true;
}
