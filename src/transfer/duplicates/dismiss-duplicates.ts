import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape, recordFor } from '../../records/index.ts';
import { deleteDismissals, insertDismissals, rulesOfObject } from '../queries/duplicates.ts';
import { putTogether } from './put-together.ts';

const MOST = 20;

export interface NotTheSame {
  objectId: number;
  recordIds: readonly number[];
  /** Takes the word back. */
  undo?: boolean;
}

/** Remembers that none of these records is the same as another of them, so that they are not found again. Refuses what the viewer may not change. */
export async function dismissDuplicates(db: AccountDb, viewer: Viewer, { objectId, recordIds, undo = false }: NotTheSame): Promise<void> {
  if (recordIds.length > MOST) throw new Problem('too_many_records', `Say so of at most ${MOST} records at once.`);
  for (const id of recordIds) await recordFor(db, viewer, 'edit', { objectId, id });
  const pairs = recordIds.flatMap((one, at) => recordIds.slice(at + 1).map((other) => [one, other] as const));
  await (undo ? deleteDismissals(db, objectId, recordIds) : insertDismissals(db, objectId, { pairs, userId: viewer.userId }));
  const shape = await objectShape(db, objectId);
  for (const rule of await rulesOfObject(db, objectId))
    if (rule.status !== 'new') await putTogether(db, { shape, rule, anew: true }, recordIds);
}
