import type { Merger } from '../app/kernel/domain.ts';
import { giveEarned, takeEarned, type MovedEarning } from './queries/earned.ts';
import { moveWaits } from './queries/queue.ts';

/** What a merged record earned is the survivor's; where it waited to be given to somebody, the survivor waits. */
export const mergers: readonly Merger[] = [
  {
    name: 'leads.earned',
    isRepeated: true,
    async merge(db, _, { objectId, survivorId, mergedId }) {
      const earned = await takeEarned(db, objectId, mergedId);
      await giveEarned(db, survivorId, earned, 1);
      if (earned.length === 0) return [];
      return [
        {
          what: 'earned',
          ids: earned.map(({ score_id }) => score_id),
          others: earned.map(({ line_id }) => line_id),
          keys: earned.map(({ day, amount }) => `${day}/${amount}`),
        },
      ];
    },
    async unmerge(db, _, { survivorId, mergedId }, moves) {
      const earned = moves.flatMap(({ ids, others = [], keys = [] }) =>
        ids.map((score_id, at): MovedEarning => {
          const [day = '', amount] = keys[at]!.split('/');
          return { score_id, line_id: others[at]!, day, amount: Number(amount) };
        }),
      );
      await giveEarned(db, survivorId, earned, -1);
      await giveEarned(db, mergedId, earned, 1);
      return [];
    },
  },
  {
    name: 'leads.waiting',
    async merge(db, _, { objectId, survivorId, mergedId }) {
      const ids = await moveWaits(db, { objectId, fromId: mergedId, toId: survivorId });
      return ids.length === 0 ? [] : [{ what: 'waiting', ids }];
    },
    async unmerge(db, _, { objectId, survivorId, mergedId }, moves) {
      const asked = moves.flatMap(({ ids }) => [...ids]);
      const back = await moveWaits(db, { objectId, fromId: survivorId, toId: mergedId }, asked);
      return back.length < asked.length ? ['It has been given to somebody by a lead router since.'] : [];
    },
  },
];
