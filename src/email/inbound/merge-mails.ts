import type { Merger } from '../../app/kernel/domain.ts';
import { moveMails } from '../queries/inbound-mails.ts';

/** Hands a merged record's mails to the survivor, and gives them back. */
export const inboundMerger: Merger = {
  name: 'email.inbound',
  isRepeated: true,
  async merge(db, _, { objectId, survivorId, mergedId }) {
    const ids = await moveMails(db, { objectId, fromId: mergedId, toId: survivorId });
    return ids.length === 0 ? [] : [{ what: 'mails', ids }];
  },
  async unmerge(db, _, { objectId, survivorId, mergedId }, moves) {
    const ids = moves.flatMap((move) => [...move.ids]);
    await moveMails(db, { objectId, fromId: survivorId, toId: mergedId }, ids);
    return [];
  },
};
