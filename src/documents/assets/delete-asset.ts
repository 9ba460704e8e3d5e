import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { assetDeleted } from '../events.ts';
import { hideAsset } from '../queries/assets.ts';
import { assetById } from './asset-by-id.ts';

/** Offers a picture no more. Documents that have it, and letters that were sent, go on showing it. Refuses `not_found`. */
export async function deleteAsset(db: AccountDb, actor: Actor, id: number): Promise<void> {
  await assetById(db, id);
  await hideAsset(db, id, true);
  await recordEvent(db, actor, { kind: assetDeleted, subject: { type: 'asset', id } });
}
