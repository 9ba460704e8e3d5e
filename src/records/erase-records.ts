import type { AccountDb } from '../app/db.ts';
import { forgetAnswers } from '../app/idempotency.ts';
import { type Actor, system } from '../app/kernel/actor.ts';
import { noteMoved } from './computed/note-affected.ts';
import { workOutAffected } from './computed/work-out-affected.ts';
import { holdStructure } from './hold-structure.ts';
import { forgetPersonal } from '../ledger/index.ts';
import { objectShapes } from './object-shapes.ts';
import { deleteForGood, orphans } from './queries/bin.ts';
import { dropUnusedWords, lockWords, wordsOfRecords } from './queries/word-book.ts';
import { deleteFilesOfRecords } from './queries/files.ts';
import { forgetMerged, mergedAmong } from './queries/merging.ts';
import { deleteLinks, linksOf } from './queries/links.ts';
import { writeRecords } from './write-records.ts';

/**
 * Removes records for good, with everything on them and what the ledger says of them personally. Nothing points to them any more. With
 * `keepsMerged` the history of those that live on in another record stays, being that record's too.
 */
export async function eraseRecords(
  db: AccountDb,
  { objectId, recordIds, keepsMerged = false }: { objectId: number; recordIds: readonly number[]; keepsMerged?: boolean },
  actor: Actor = system,
): Promise<void> {
  await holdStructure(db, objectId);
  const affected = await noteMoved(db, { objectId, ids: recordIds }, false);
  for (const child of await objectShapes(db)) {
    const source = orphans(db, child, { objectId, ids: recordIds });
    if (source) await writeRecords(db, actor, { objectId: child.id, source });
  }
  const living = new Set(keepsMerged ? await mergedAmong(db, objectId, recordIds) : []);
  await forgetPersonal(
    db,
    objectId,
    recordIds.filter((id) => !living.has(id)),
  );
  await lockWords(db);
  const words = await wordsOfRecords(db, objectId, recordIds);
  await deleteLinks(db, linksOf(await objectShapes(db), objectId), recordIds);
  await forgetMerged(db, objectId, recordIds);
  await deleteFilesOfRecords(db, objectId, recordIds);
  await deleteForGood(db, objectId, recordIds);
  await workOutAffected(db, affected);
  await dropUnusedWords(db, words);
  await forgetAnswers(db);
}
