import type { Merger } from '../app/kernel/domain.ts';
import { moveConversationsOf } from './queries/people.ts';

/** What was said with a merged record was said with the survivor. */
export const mergers: readonly Merger[] = [
  {
    name: 'inbox.conversations',
    isRepeated: true,
    async merge(db, _, { objectId, survivorId, mergedId }) {
      const ids = await moveConversationsOf(db, { objectId, fromId: mergedId, toId: survivorId });
      return ids.length === 0 ? [] : [{ what: 'conversations', ids }];
    },
    async unmerge(db, _, { objectId, survivorId, mergedId }, moves) {
      await moveConversationsOf(
        db,
        { objectId, fromId: survivorId, toId: mergedId },
        moves.flatMap(({ ids }) => [...ids]),
      );
      return [];
    },
  },
];
