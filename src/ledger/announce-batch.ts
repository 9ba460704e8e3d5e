import type { AccountDb } from '../app/db.ts';
import type { Follower } from '../app/kernel/domain.ts';
import { followers } from '../app/registry.ts';
import { publishBatch } from './publish-batch.ts';
import { insertBatches } from './queries/batches.ts';

/**
 * Runs before each commit that recorded events: leaves a row for each follower that wants a kind among them, always or in this account, and tells
 * open pages.
 */
export async function announceBatch(db: AccountDb): Promise<void> {
  const { id, kinds } = db.batch;
  if (id === undefined) return;
  const all = followers();
  const interested = all.filter((follower) => wants(follower, kinds));
  const isAnyOnRequest = all.some((follower) => follower.kinds === 'requested');
  if (interested.length > 0 || isAnyOnRequest) {
    const names = interested.map(({ name }) => name);
    await insertBatches(db, { id, kinds: [...kinds] }, { followers: names, isAnyOnRequest });
  }
  await publishBatch(db, id);
}

const wants = ({ kinds }: Follower, happened: ReadonlySet<string>): boolean =>
  kinds === 'all' || (kinds !== 'requested' && kinds.some((kind) => happened.has(kind)));
