import type { AccountDb } from '../app/db.ts';
import type { Follower } from '../app/kernel/domain.ts';
import { followers } from '../app/registry.ts';
import { publishBatch } from './publish-batch.ts';
import { insertBatches } from './queries/batches.ts';

/** Runs before each commit that recorded events: leaves a row for each follower that wants a kind among them, and tells open pages. */
export async function announceBatch(db: AccountDb): Promise<void> {
  const { id, kinds } = db.batch;
  if (id === undefined) return;
  const interested = followers().filter((follower) => wants(follower, kinds));
  if (interested.length > 0) {
    await insertBatches(
      db,
      id,
      interested.map(({ name }) => name),
      [...kinds],
    );
  }
  await publishBatch(db, id);
}

const wants = (follower: Follower, kinds: ReadonlySet<string>): boolean =>
  follower.kinds === 'all' || follower.kinds.some((kind) => kinds.has(kind));
