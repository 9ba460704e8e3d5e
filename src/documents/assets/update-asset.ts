import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { assetUpdated } from '../events.ts';
import { writeAsset, type AssetRow } from '../queries/assets.ts';
import { assetById } from './asset-by-id.ts';

/** Changes a picture's name, or the words that stand for it where it is not seen. Refuses `not_found`. */
export async function updateAsset(
  db: AccountDb,
  actor: Actor,
  id: number,
  changes: { name?: string | undefined; alt?: string | undefined },
): Promise<AssetRow> {
  const asset = await assetById(db, id);
  const changed = { ...asset, name: changes.name ?? asset.name, alt: changes.alt ?? asset.alt };
  await writeAsset(db, id, changed);
  await recordEvent(db, actor, { kind: assetUpdated, subject: { type: 'asset', id } });
  return changed;
}
