import type { AccountDb } from '../app/db.ts';
import { installationOf } from '../accounts/index.ts';
import type { Materials, Picture } from './rules/compiling.ts';
import { imagesIn } from './html/hrefs-in.ts';
import { pictureOf, presentSavedBlock } from './present.ts';
import { assetsById } from './queries/assets.ts';
import { brandOf } from './queries/brands.ts';
import { savedBlocksById } from './queries/saved-blocks.ts';
import { assetIdOf, blocksIn, DEEPEST_SAVED, savedIdsIn, type AnyBlock } from './rules/tree.ts';
import type { Brand, Document, SavedBlock } from './schema.ts';

/** What a document is compiled with besides itself: the brand, the saved blocks in it, and its pictures. */
export async function documentMaterials(db: AccountDb, document: Document): Promise<Materials> {
  const blocks = document.kind === 'plain' ? [] : document.blocks;
  const brand = await brandOf(db);
  const savedBlocks = await savedBlocksFor(db, blocks);
  const pictures = await picturesFor(db, assetIdsIn([...blocks, ...[...savedBlocks.values()].flatMap((saved) => saved.blocks)], brand));
  return { brand, savedBlocks, pictures };
}

/** The saved blocks that blocks ask for, and those that these ask for. */
async function savedBlocksFor(db: AccountDb, blocks: readonly AnyBlock[]): Promise<Map<number, SavedBlock>> {
  const found = new Map<number, SavedBlock>();
  let wanted = savedIdsIn(blocks);
  for (let depth = 0; wanted.length > 0 && depth <= DEEPEST_SAVED; depth++) {
    const rows = (await savedBlocksById(db, [...new Set(wanted)])).map(presentSavedBlock);
    for (const saved of rows) found.set(saved.id, saved);
    wanted = rows.flatMap((saved) => savedIdsIn(saved.blocks)).filter((id) => !found.has(id));
  }
  return found;
}

/** The uploaded pictures that blocks show, the brand's logo among them. */
function assetIdsIn(blocks: readonly AnyBlock[], brand: Brand): number[] {
  const sources = blocksIn(blocks, '').flatMap(({ block }) =>
    block.type === 'image' ? [block.src] : block.type === 'html' ? imagesIn(block.html) : [],
  );
  return [...new Set([brand.logo, ...sources].flatMap((source) => assetIdOf(source) ?? []))];
}

async function picturesFor(db: AccountDb, ids: readonly number[]): Promise<Map<number, Picture>> {
  if (ids.length === 0) return new Map();
  const { baseUrl } = installationOf(db.database);
  return new Map((await assetsById(db, ids)).map((row) => [row.id, pictureOf(baseUrl, db.accountId, row)]));
}
