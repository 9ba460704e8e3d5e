import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { broadcastMoved } from '../events.ts';
import { lockBroadcast, writeSchedule } from '../queries/broadcasts.ts';
import { startOf } from '../rules/due-times.ts';
import type { Schedule } from '../rules/broadcast-schema.ts';
import { refuseOver } from './plan-broadcast.ts';

/** Lets a planned broadcast begin at another time, or now. Refuses with `has_begun` one that has, and with `time_over`. */
export async function moveBroadcast(db: AccountDb, actor: Actor, { id, schedule }: { id: number; schedule: Schedule }): Promise<void> {
  const broadcast = await lockBroadcast(db, id);
  if (!broadcast) throw notFound('broadcast');
  if (broadcast.state !== 'scheduled')
    throw new Problem('has_begun', 'This broadcast has begun, or was stopped. It cannot be moved.', { status: 409 });
  refuseOver(schedule, db.now);
  const startsAt = startOf(schedule, db.now);
  await writeSchedule(db, id, schedule, startsAt);
  await recordEvent(db, actor, {
    kind: broadcastMoved,
    subject: { type: 'broadcast', id },
    data: { when: schedule.when, startsAt: startsAt.toISOString() },
  });
}
