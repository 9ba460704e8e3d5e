import type { AccountDb } from '../../app/db.ts';
import { viewerOf } from '../../accounts/index.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastStarted } from '../events.ts';
import { chosenReceivers, countReceivers, insertBroadcastChunks, type ChosenReceivers } from '../queries/broadcast-chunks.ts';
import { markStarted, type BroadcastRow, type VariantRow } from '../queries/broadcasts.ts';
import { insertSubjectVariant, lockMessage, publishedMessage } from '../queries/messages.ts';
import { mergePaths } from '../../documents/index.ts';
import { readVariants } from './read-variants.ts';
import { receiversOf } from './receivers.ts';

/**
 * Settles who gets a broadcast and from which version each letter is made, at this moment and through the eyes of whoever planned it. What it does
 * from here on is caused by the event of its start. Refuses with `broadcast_unsendable` when a message cannot be sent any more.
 */
export async function beginBroadcast(db: AccountDb, broadcast: BroadcastRow): Promise<void> {
  const { id, object_id: objectId, which, test } = broadcast;
  const viewer = await viewerOf(db, broadcast.started_by);
  const asked = broadcast.variants.map(({ messageId, subject }) => ({ messageId, ...(subject === null ? {} : { subject }) }));
  const { problems } = await readVariants(db, { objectId, variants: asked });
  if (problems.length > 0) throw new Problem('broadcast_unsendable', problems[0]!.sentence);
  const variants: VariantRow[] = [];
  for (const variant of broadcast.variants) variants.push({ ...variant, version: await settledVersion(db, variant) });

  const { everybody, addressed } = await receiversOf(db, viewer, { objectId, which });
  const chosen = await chosenReceivers(db, addressed, {
    broadcastId: id,
    test: test === null ? null : { share: test.share, arms: variants.length },
  });
  const total = chosen.reduce((sum, { count }) => sum + count, 0);
  const all = await countReceivers(db, everybody);
  await insertBroadcastChunks(db, id, placed(chosen));
  const actor = { type: 'user' as const, id: String(broadcast.started_by) };
  const eventId = await recordEvent(db, actor, { kind: broadcastStarted, subject: { type: 'broadcast', id }, data: { objectId, total } });
  await markStarted(db, id, {
    variants,
    eventId,
    total,
    sameAddress: all - total,
    chunks: chosen.length,
    testChunks: chosen.filter(({ is_test }) => is_test).length,
  });
}

/** The version letters are made from; for another subject one that differs in it alone. */
async function settledVersion(db: AccountDb, { messageId, subject }: VariantRow): Promise<number> {
  await lockMessage(db, messageId);
  const { version } = (await publishedMessage(db, messageId))!;
  return subject === null ? version : insertSubjectVariant(db, { messageId, version, subject, paths: mergePaths(subject) });
}

function placed(chunks: readonly ChosenReceivers[]): (ChosenReceivers & { firstPlace: number })[] {
  const next = { test: 0, others: 0 };
  return chunks.map((chunk) => {
    const part = chunk.is_test ? 'test' : 'others';
    const firstPlace = next[part];
    next[part] += chunk.count;
    return { ...chunk, firstPlace };
  });
}
