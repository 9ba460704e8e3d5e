import type { Merger } from '../app/kernel/domain.ts';
import { moveDeliveries } from './queries/log.ts';

/** What was told about a merged record stands with the survivor; what still waits leaves as it was filled in. */
export const mergers: readonly Merger[] = [
  {
    name: 'webhooks.deliveries',
    isRepeated: true,
    async merge(db, _, { objectId, survivorId, mergedId }) {
      const ids = await moveDeliveries(db, { objectId, fromId: mergedId, toId: survivorId });
      return ids.length === 0 ? [] : [{ what: 'webhooks', ids }];
    },
    async unmerge(db, _, { objectId, survivorId, mergedId }, moves) {
      await moveDeliveries(
        db,
        { objectId, fromId: survivorId, toId: mergedId },
        moves.flatMap(({ ids }) => [...ids]),
      );
      return [];
    },
  },
];
