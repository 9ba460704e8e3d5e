import type { AccountDb } from '../../app/db.ts';
import { placeTopics } from '../queries/topics.ts';

/** Puts topics into the order of their ids as given; that is how the preference centre shows them. */
export async function arrangeTopics(db: AccountDb, ids: readonly number[]): Promise<void> {
  await placeTopics(db, ids);
}
