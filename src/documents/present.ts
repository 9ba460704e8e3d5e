import { assetAddress } from './assets/asset-address.ts';
import type { Picture } from './rules/compiling.ts';
import type { AssetRow } from './queries/assets.ts';
import type { SavedBlockRow } from './queries/saved-blocks.ts';
import type { Asset, SavedBlock } from './schema.ts';

const SMALL = 320;

export function presentAsset(baseUrl: string, accountId: number, row: AssetRow): Asset {
  const { id, name, alt, type, width, height, bytes } = row;
  const { copies } = pictureOf(baseUrl, accountId, row);
  const small = copies.findLast((copy) => copy.width <= SMALL) ?? copies[0]!;
  return {
    id,
    name,
    alt,
    type,
    width,
    height,
    bytes,
    url: copies.at(-1)!.url,
    smallUrl: small.url,
    createdAt: row.created_at.toISOString(),
  };
}

/** A picture as documents are compiled with it. */
export function pictureOf(baseUrl: string, accountId: number, row: AssetRow): Picture {
  const copies = row.copies.map(({ width, size }) => ({ width, bytes: size, url: assetAddress(baseUrl, accountId, { ...row, width }) }));
  return { id: row.id, width: row.width, height: row.height, copies };
}

export const presentSavedBlock = ({ id, name, blocks, updated_at }: SavedBlockRow): SavedBlock => ({
  id,
  name,
  blocks,
  updatedAt: updated_at.toISOString(),
});
