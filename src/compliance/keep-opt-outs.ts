import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Channel } from './schema.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Keeps what a file says of people who do not want mail, or complained of it: whatever stood here before, they are unsubscribed. */
export async function keepOptOuts(
  db: AccountDb,
  actor: Actor,
  optOuts: {
    objectId: number;
    recordIds: readonly number[];
    channel: Channel;
    importId: number;
    /** What the file says of when and where, for each record. */
    evidences?: readonly (string | null)[];
    complained?: boolean;
    causeIds?: readonly (number | null)[];
  },
): Promise<void> {
  const { importId, complained = false, ...set } = optOuts;
  await unsubscribe(db, actor, { ...set, how: complained ? 'complaint' : 'import', sourceId: importId });
}
