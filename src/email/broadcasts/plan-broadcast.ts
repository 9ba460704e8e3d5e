import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { notAllowed, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastPlanned } from '../events.ts';
import { broadcastByKey, insertBroadcast } from '../queries/broadcasts.ts';
import { isOver, startOf } from '../rules/due-times.ts';
import type { PlanBroadcast, Schedule } from '../rules/broadcast-schema.ts';
import { previewBroadcast } from './preview-broadcast.ts';
import { readVariants } from './read-variants.ts';

export interface Planner {
  actor: Actor;
  viewer: Viewer;
  ids: NextIds;
}

/**
 * Plans a broadcast, to begin now or later; who gets it is settled when it begins, through the eyes of whoever planned it. The same key plans one.
 * Gives its id. Refuses what criteria refuse, `not_allowed`, `broadcast_unsendable` with a sentence for each variant, `time_over`, `nobody_reached`,
 * and `receivers_changed` when the set is much another than was shown.
 */
export async function planBroadcast(db: AccountDb, planner: Planner, asked: PlanBroadcast): Promise<number> {
  const { actor, viewer, ids } = planner;
  const known = await broadcastByKey(db, viewer.userId, asked.key);
  if (known) return known.id;
  if (asked.which.ids?.length !== 1 && !viewer.on(asked.objectId).bulk) throw notAllowed('write to many at once');
  refuseOver(asked.schedule, db.now);
  const reach = await previewBroadcast(db, viewer, asked);
  refuseProblems(reach.problems);
  if (asked.schedule.when === 'now' && reach.reached === 0)
    throw new Problem('nobody_reached', 'Nobody of these would get a letter. Look at the reasons, and choose others.');
  refuseOther(asked.expected, reach.reached);

  const { purpose, topicId } = await readVariants(db, asked);
  const id = await ids('broadcast', 1);
  await insertBroadcast(db, {
    id,
    name: asked.name,
    object_id: asked.objectId,
    purpose,
    topic_id: topicId,
    which: asked.which,
    schedule: asked.schedule,
    variants: asked.variants.map(({ messageId, subject }) => ({ messageId, version: null, subject: subject ?? null })),
    test: asked.test,
    starts_at: startOf(asked.schedule, db.now),
    started_by: viewer.userId,
    key: asked.key,
  });
  await recordEvent(db, actor, {
    kind: broadcastPlanned,
    subject: { type: 'broadcast', id },
    data: { objectId: asked.objectId, when: asked.schedule.when, expected: reach.reached },
  });
  return id;
}

export function refuseOver(schedule: Schedule, now: Date): void {
  if (isOver(schedule, now))
    throw new Problem('time_over', 'That time is over. Choose a later one.', { fields: { schedule: 'That time is over.' } });
}

function refuseProblems(problems: readonly { variant: number; sentence: string }[]): void {
  if (problems.length === 0) return;
  const fields = Object.fromEntries(problems.map(({ variant, sentence }) => [`variants.${variant}`, sentence]));
  throw new Problem('broadcast_unsendable', problems[0]!.sentence, { fields });
}

function refuseOther(expected: number, reached: number): void {
  if (Math.abs(reached - expected) <= Math.max(10, expected / 100)) return;
  const sentence = `${expected.toLocaleString('en')} would have got it when you looked, and ${reached.toLocaleString('en')} would now. Look again before you send.`;
  throw new Problem('receivers_changed', sentence, { status: 409, details: { reached } });
}
