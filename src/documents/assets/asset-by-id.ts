import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { assetsById, type AssetRow } from '../queries/assets.ts';

/** A picture, a deleted one too: documents that have it go on showing it. Refuses `not_found`. */
export async function assetById(db: AccountDb, id: number): Promise<AssetRow> {
  const [asset] = await assetsById(db, [id]);
  if (!asset) throw notFound('picture');
  return asset;
}
