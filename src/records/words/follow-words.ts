import type { AccountDb } from '../../app/db.ts';
import { matterOfBatch } from '../../ledger/index.ts';
import { noteAdded, noteChanged, recordCreated, recordRestored, recordUpdated } from '../events.ts';
import { objectShapes } from '../object-shapes.ts';
import { addWordsOfBatch, dropUnusedWords, lockWords, wordsBeforeBatch } from '../queries/word-book.ts';

const SPEAKING = [recordCreated, recordUpdated, recordRestored, noteAdded, noteChanged] as const;
export const SPEAKING_KINDS = SPEAKING.map(({ kind }) => kind);

/** Keeps the account's words: adds those of what a batch of the ledger made or changed, takes out those that a change left to nobody. */
export async function followWords(db: AccountDb, batchId: number): Promise<void> {
  const matter = await matterOfBatch(db, batchId, SPEAKING_KINDS);
  const shapes = await objectShapes(db);
  await lockWords(db);
  for (const shape of shapes) {
    for (const kind of SPEAKING.filter(({ kind: name }) => matter.some((each) => each.object_id === shape.id && each.kind === name))) {
      await addWordsOfBatch(db, { batchId, kind, shape });
      if (kind === recordUpdated) await dropUnusedWords(db, await wordsBeforeBatch(db, shape, batchId));
    }
  }
}
