import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { savedBlocksById, type SavedBlockRow } from '../queries/saved-blocks.ts';

/** Refuses `not_found`. */
export async function savedBlockById(db: AccountDb, id: number): Promise<SavedBlockRow> {
  const [saved] = await savedBlocksById(db, [id]);
  if (!saved) throw notFound('saved block');
  return saved;
}
