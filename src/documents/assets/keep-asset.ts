import { createHash } from 'node:crypto';
import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { assetAdded } from '../events.ts';
import { assetByHash, assetsById, hideAsset, insertAsset, insertCopy, type AssetRow } from '../queries/assets.ts';
import { pictureCopies, type PictureCopies } from './picture-copies.ts';

export interface NewAsset {
  bytes: Buffer;
  name: string;
  /** Where it was fetched from. */
  source?: string;
}

/**
 * Keeps a picture at the widths it is handed out in, for everybody who has its address; gives the one that is there when the same comes
 * again. Works the copies out before the transaction. Refuses with `not_an_image`.
 */
export async function keepAsset(database: Database, by: { accountId: number; actor: Actor }, asset: NewAsset): Promise<AssetRow> {
  const hash = createHash('sha256').update(asset.bytes).digest('hex');
  const known = await database.account(by.accountId, (db) => knownAsset(db, hash));
  if (known) return known;
  const made = await pictureCopies(asset.bytes);
  const id = await database.nextIds(by.accountId, 'asset', 1);
  return database.account(by.accountId, (db) => writeNew(db, by.actor, { ...asset, hash, id, made }));
}

async function knownAsset(db: AccountDb, hash: string): Promise<AssetRow | undefined> {
  const known = await assetByHash(db, hash);
  if (!known?.deleted_at) return known;
  await hideAsset(db, known.id, false);
  return { ...known, deleted_at: null };
}

async function writeNew(
  db: AccountDb,
  actor: Actor,
  asset: NewAsset & { hash: string; id: number; made: PictureCopies },
): Promise<AssetRow> {
  const { id, hash, made } = asset;
  await insertAsset(db, {
    id,
    name: plainName(asset.name),
    alt: '',
    type: made.type,
    width: made.width,
    height: made.height,
    bytes: made.copies.at(-1)!.bytes.length,
    hash,
    source: asset.source ?? null,
    uploaded_by: actor.type === 'user' ? Number(actor.id) : null,
  });
  for (const copy of made.copies) await insertCopy(db, id, copy);
  await recordEvent(db, actor, { kind: assetAdded, subject: { type: 'asset', id }, data: { width: made.width, height: made.height } });
  const [row] = await assetsById(db, [id]);
  return row!;
}

const plainName = (name: string): string =>
  name
    .replace(/[\p{C}/\\]+/gu, ' ')
    .trim()
    .slice(-200) || 'picture';
