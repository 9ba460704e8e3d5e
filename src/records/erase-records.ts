import type { AccountDb } from '../app/db.ts';
import { type Actor, system } from '../app/kernel/actor.ts';
import { noteMoved } from './computed/note-affected.ts';
import { workOutAffected } from './computed/work-out-affected.ts';
import { holdStructure } from './hold-structure.ts';
import { forgetPersonal } from '../ledger/index.ts';
import { objectShapes } from './object-shapes.ts';
import { deleteForGood, orphans } from './queries/bin.ts';
import { dropUnusedWords, lockWords, wordsOfRecords } from './queries/word-book.ts';
import { deleteFilesOfRecords } from './queries/files.ts';
import { deleteLinks, linksOf } from './queries/links.ts';
import { writeRecords } from './write-records.ts';

/** Removes records for good, with everything on them and what the ledger says of them personally. Nothing points to them any more. */
export async function eraseRecords(
  db: AccountDb,
  { objectId, recordIds }: { objectId: number; recordIds: readonly number[] },
  actor: Actor = system,
): Promise<void> {
  await holdStructure(db, objectId);
  const affected = await noteMoved(db, { objectId, ids: recordIds }, false);
  for (const child of await objectShapes(db)) {
    const source = orphans(db, child, { objectId, ids: recordIds });
    if (source) await writeRecords(db, actor, { objectId: child.id, source });
  }
  for (const id of recordIds) await forgetPersonal(db, objectId, id);
  await lockWords(db);
  const words = await wordsOfRecords(db, objectId, recordIds);
  await deleteLinks(db, linksOf(await objectShapes(db), objectId), recordIds);
  await deleteFilesOfRecords(db, objectId, recordIds);
  await deleteForGood(db, objectId, recordIds);
  await workOutAffected(db, affected);
  await dropUnusedWords(db, words);
}
