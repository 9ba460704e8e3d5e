import type { AccountDb } from '../app/db.ts';
import { readyAtOnce } from './queries/positions.ts';

/** Sending is resumed: whoever stands ready before a step is looked at again at once. Who waits for the end of quiet hours goes on waiting for it. */
export async function goOnAfterStop(db: AccountDb): Promise<void> {
  await readyAtOnce(db);
}
