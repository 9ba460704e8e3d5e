import type { Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { fetchFollowing } from '../outward/fetch-following.ts';
import type { AssetRow } from '../queries/assets.ts';
import { keepAsset } from './keep-asset.ts';
import { MOST_BYTES } from './uploaded-bytes.ts';

const TIMEOUT_MS = 20_000;

/**
 * Fetches a picture from where it stands and keeps it here, so that it is there as long as it is needed and nobody else sees who looks at
 * it. Refuses what connecting outwards refuses, `picture_not_fetched` where none is given, and `not_an_image`.
 */
export async function fetchAsset(database: Database, by: { accountId: number; actor: Actor }, url: string): Promise<AssetRow> {
  const answer = await fetchFollowing(url, { method: 'GET', timeoutMs: TIMEOUT_MS, keptBytes: MOST_BYTES + 1 });
  if (answer.status !== 200 || answer.bytes.length === 0) {
    throw new Problem(
      'picture_not_fetched',
      `There is no picture at this address: its server answers with ${answer.status}. Check it in a browser.`,
    );
  }
  if (answer.bytes.length > MOST_BYTES) {
    throw new Problem('file_too_large', `A picture may have at most ${MOST_BYTES / 1024 / 1024} MB. Make it smaller first.`, {
      status: 413,
    });
  }
  const name = decodeURIComponentSafely(new URL(answer.url).pathname.split('/').at(-1) ?? '');
  return keepAsset(database, by, { bytes: answer.bytes, name, source: url });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
