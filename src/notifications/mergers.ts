import type { Merger } from '../app/kernel/domain.ts';
import { moveNotifications } from './queries/notifications.ts';

/** What users were told of a merged record leads to the survivor. */
export const mergers: readonly Merger[] = [
  {
    name: 'notifications.told',
    isRepeated: true,
    async merge(db, _, { objectId, survivorId, mergedId }) {
      const ids = await moveNotifications(db, { objectId, fromId: mergedId, toId: survivorId });
      return ids.length === 0 ? [] : [{ what: 'told', ids }];
    },
    async unmerge(db, _, { objectId, survivorId, mergedId }, moves) {
      await moveNotifications(
        db,
        { objectId, fromId: survivorId, toId: mergedId },
        moves.flatMap(({ ids }) => [...ids]),
      );
      return [];
    },
  },
];
