import type { Database } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { mergers } from '../../app/registry.ts';
import { lockedStanding, objectShape } from '../../records/index.ts';
import { closeGates, insertMoves, passGates } from '../queries/merges.ts';

const AT_ONCE = 50;

/**
 * Brings over what others were just putting on a record while it was merged away: a note, a child, a tag. Waits until every transaction has
 * ended that may not have known of the merge; after that nobody writes to the merged record. Gives how many merges it looked at.
 */
export async function sweepMerges(database: Database, accountId: number): Promise<number> {
  const closed = await database.account(accountId, closeGates);
  return database.account(accountId, async (db) => {
    const open = await passGates(db, AT_ONCE);
    for (const merge of open) {
      const pair = { objectId: merge.object_id, survivorId: merge.survivor_id, mergedId: merge.merged_id, causeId: merge.event_id };
      const shape = await objectShape(db, pair.objectId);
      const standing = await lockedStanding(db, shape, [pair.survivorId, pair.mergedId]);
      if (standing.length < 2 || standing.some(({ id, in_bin }) => in_bin !== (id === pair.mergedId))) continue;
      for (const { name, merge: move } of mergers().filter(({ isRepeated }) => isRepeated)) {
        const moves = await move(db, { ...system, causeId: merge.event_id }, pair);
        await insertMoves(
          db,
          merge.id,
          moves.map((each) => ({ ...each, merger: name })),
        );
      }
    }
    return closed + open.length;
  });
}
