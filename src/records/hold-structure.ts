import type { AccountDb } from '../app/db.ts';
import { forgetShapes } from './object-shapes.ts';
import { openWrites } from './queries/write-records.ts';

/** Holds off changes of an object's structure to the end of the transaction, and reads the shapes as they now stand. */
export async function holdStructure(db: AccountDb, objectId: number): Promise<void> {
  if (await openWrites(db, objectId)) forgetShapes(db);
}
