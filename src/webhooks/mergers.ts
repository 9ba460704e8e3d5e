import type { AccountDb } from '../app/db.ts';
import type { Merger } from '../app/kernel/domain.ts';
import { moveDeliveries } from './queries/log.ts';
import { openAbout, promoteNext } from './queries/order.ts';
import { lockedSubscriptions } from './queries/subscriptions.ts';

/** What was told about a merged record stands with the survivor; what still waits leaves as it was filled in. */
export const mergers: readonly Merger[] = [
  {
    name: 'webhooks.deliveries',
    isRepeated: true,
    async merge(db, _, { objectId, survivorId, mergedId }) {
      const ids = await inOrder(db, { objectId, recordIds: [survivorId, mergedId] }, () =>
        moveDeliveries(db, { objectId, fromId: mergedId, toId: survivorId }),
      );
      return ids.length === 0 ? [] : [{ what: 'webhooks', ids }];
    },
    async unmerge(db, _, { objectId, survivorId, mergedId }, moves) {
      const ids = moves.flatMap((move) => [...move.ids]);
      await inOrder(db, { objectId, recordIds: [survivorId, mergedId] }, () =>
        moveDeliveries(db, { objectId, fromId: survivorId, toId: mergedId }, ids),
      );
      return [];
    },
  },
];

/** Moves deliveries between records while nobody else decides which of them lead; afterwards each record has one that does. */
async function inOrder<T>(
  db: AccountDb,
  { objectId, recordIds }: { objectId: number; recordIds: readonly number[] },
  move: () => Promise<T>,
): Promise<T> {
  const subscriptionIds = await openAbout(db, objectId, recordIds);
  if (subscriptionIds.length > 0) await lockedSubscriptions(db, subscriptionIds);
  const moved = await move();
  const keys = subscriptionIds.flatMap((subscriptionId) => recordIds.map((recordId) => ({ subscriptionId, objectId, recordId })));
  if (keys.length > 0) await promoteNext(db, keys);
  return moved;
}
