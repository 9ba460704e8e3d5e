import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { countVerdicts } from '../../compliance/index.ts';
import { countReceivers } from '../queries/broadcast-chunks.ts';
import type { BroadcastReach, PreviewBroadcast } from '../rules/broadcast-schema.ts';
import { readVariants } from './read-variants.ts';
import { receiversOf } from './receivers.ts';

/**
 * Says who would get a broadcast now, and who not and why: the gate's own verdict, counted. What keeps a message from being sent is told for each
 * variant; nothing is kept. Refuses what criteria refuse.
 */
export async function previewBroadcast(db: AccountDb, viewer: Viewer, asked: PreviewBroadcast): Promise<BroadcastReach> {
  const { problems, purpose, topicId } = await readVariants(db, asked);
  const { everybody, addressed } = await receiversOf(db, viewer, asked);
  const total = await countReceivers(db, everybody);
  const counts = await countVerdicts(db, { objectId: asked.objectId, members: addressed, purpose, topicId });
  const refused = counts.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
  const reached = counts.find(({ reason }) => reason === null)?.count ?? 0;
  const judged = reached + refused.reduce((sum, { count }) => sum + count, 0);
  return { total, reached, sameAddress: total - judged, refused, problems };
}
