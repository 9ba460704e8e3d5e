import type { AccountDb } from '../../app/db.ts';
import { accountSettings } from '../../accounts/index.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { zoneNamed } from '../../app/kernel/zone.ts';
import { objectShape, recordsByIds } from '../../records/index.ts';
import { broadcastChunk, type BroadcastChunk } from '../queries/broadcast-chunks.ts';
import { advanceBroadcast, type BroadcastRow } from '../queries/broadcasts.ts';
import { queueLetters } from '../queue-letters.ts';
import { dueTime, testSize } from '../rules/due-times.ts';

/**
 * Queues the letters of a broadcast's next chunk, in the transaction in which the broadcast moves on behind it: whoever is killed in it has queued
 * nothing, and the next one begins with the same chunk.
 */
export async function queueChunk(db: AccountDb, broadcast: BroadcastRow, { ids, moment }: { ids: NextIds; moment: Date }): Promise<void> {
  const chunk = (await broadcastChunk(db, broadcast.id, broadcast.done_chunk + 1))!;
  const dueAts = await dueTimesOf(db, broadcast, chunk);
  const refused = { ...broadcast.refused };
  let queued = 0;
  let lastTestLetter: number | null = null;
  for (const [variant, { messageId, version }] of broadcast.variants.entries()) {
    const places = chunk.record_ids.flatMap((_, place) => ((chunk.variants?.[place] ?? broadcast.winner ?? 0) === variant ? [place] : []));
    if (places.length === 0) continue;
    const done = await queueLetters(db, actorOf(broadcast), {
      messageId,
      version: version!,
      objectId: broadcast.object_id,
      purpose: broadcast.purpose,
      topicId: broadcast.topic_id ?? undefined,
      broadcastId: broadcast.id,
      letters: {
        recordIds: places.map((place) => chunk.record_ids[place]!),
        variants: places.map(() => (broadcast.variants.length > 1 ? variant : null)),
        dueAts: places.map((place) => dueAts[place]!),
        causeIds: places.map(() => broadcast.event_id),
      },
      ids,
    });
    queued += done.queued;
    if (chunk.variants !== null && done.firstId !== null) lastTestLetter = done.firstId + done.queued - 1;
    for (const [reason, count] of Object.entries(done.reasons)) refused[reason] = (refused[reason] ?? 0) + count;
  }
  await advanceBroadcast(db, broadcast.id, { chunk: chunk.chunk_no, queued, refused, lastTestLetter, moment });
}

/** In whose name a broadcast writes, because it was begun. */
export const actorOf = (broadcast: BroadcastRow): Actor => ({
  type: 'user',
  id: String(broadcast.started_by),
  ...(broadcast.event_id === null ? {} : { causeId: broadcast.event_id }),
});

/** When each letter of a chunk may leave. Those of a test leave at once: its arms must not differ in when they were read. */
async function dueTimesOf(db: AccountDb, broadcast: BroadcastRow, chunk: BroadcastChunk): Promise<Date[]> {
  const { schedule, test } = broadcast;
  if (chunk.variants !== null || schedule.when === 'now' || schedule.when === 'at') return chunk.record_ids.map(() => db.now);
  const zones = schedule.when === 'local' ? await zonesOf(db, broadcast.object_id, chunk.record_ids) : new Map<number, string>();
  const { timeZone } = await accountSettings(db);
  const of = broadcast.total - (test === null ? 0 : testSize(broadcast.total, test.share));
  const startsAt = test === null ? broadcast.starts_at : broadcast.started_at!;
  return chunk.record_ids.map((id, place) =>
    dueTime(schedule, { now: db.now, startsAt, place: chunk.first_place + place, of, zone: zones.get(id) ?? timeZone }),
  );
}

/** The zones that records name themselves; who names none, or one the calendar does not know, lives in the account's. */
async function zonesOf(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<Map<number, string>> {
  const field = (await objectShape(db, objectId)).fields.find(({ key }) => key === 'timezone');
  const zones = new Map<number, string>();
  if (!field) return zones;
  for (const { id, values } of await recordsByIds(db, objectId, recordIds)) {
    const zone = zoneNamed(values[field.id]);
    if (zone) zones.set(id, zone);
  }
  return zones;
}
