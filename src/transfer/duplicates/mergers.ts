import type { Merger } from '../../app/kernel/domain.ts';
import { moveKeys } from '../queries/keys.ts';

/** Ids in other programs lead to the survivor, so that a further import updates it. Kept as source and key in turn. */
export const mergers: readonly Merger[] = [
  {
    name: 'transfer.keys',
    isRepeated: true,
    async merge(db, _, { objectId, survivorId, mergedId }) {
      const moved = await moveKeys(db, { objectId, fromId: mergedId, toId: survivorId });
      return moved.length === 0 ? [] : [{ what: 'keys', ids: [], keys: moved.flatMap(({ source, key }) => [source, key]) }];
    },
    async unmerge(db, _, { objectId, survivorId, mergedId }, moves) {
      const keys = moves.flatMap((move) => move.keys ?? []);
      const named = keys.flatMap((source, at) => (at % 2 === 0 ? [{ source, key: keys[at + 1]! }] : []));
      await moveKeys(db, { objectId, fromId: survivorId, toId: mergedId }, named);
      return [];
    },
  },
];
