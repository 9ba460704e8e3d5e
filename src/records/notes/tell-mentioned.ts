import { usersOf, viewerOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { userMentioned } from '../events.ts';
import { objectShape } from '../object-shapes.ts';
import { recordById } from '../queries/records.ts';
import type { RecordId } from '../record-for.ts';
import { mentionsIn } from '../rules/mentions.ts';
import { reaches } from '../rules/rights.ts';

const MOST = 50;

/**
 * Tells the ledger whom a note names that it did not name before. Refuses with `mention_unseen` users who may not see the record, with
 * `no_such_user` who has no seat, and with `too_many_mentions` more than fifty.
 */
export async function tellMentioned(
  db: AccountDb,
  actor: Actor,
  { record, noteId, body, before = '' }: { record: RecordId; noteId: number; body: string; before?: string },
): Promise<void> {
  const known = new Set(mentionsIn(before));
  const userIds = mentionsIn(body).filter((id) => !known.has(id));
  if (userIds.length === 0) return;
  if (userIds.length > MOST) throw new Problem('too_many_mentions', `A note may name at most ${MOST} people. Take some out.`);
  await refuseUnseeing(db, record, userIds);
  await recordEvent(db, actor, { kind: userMentioned, record, subject: { type: 'note', id: noteId }, data: { userIds } });
}

async function refuseUnseeing(db: AccountDb, record: RecordId, userIds: readonly number[]): Promise<void> {
  const users = await usersOf(db);
  for (const id of userIds) {
    const user = users.find((one) => one.id === id && !one.hasLeft);
    if (!user) throw new Problem('no_such_user', 'The note names somebody who is not in this account. Take the mention out.');
    if (await maySee(db, id, record)) continue;
    const singular = (await objectShape(db, record.objectId)).singular.toLowerCase();
    throw new Problem(
      'mention_unseen',
      `${user.name} may not see this ${singular}. Take the mention out, or give them the right to see it.`,
    );
  }
}

/** Whether a user may see a record. */
export async function maySee(db: AccountDb, userId: number, { objectId, id }: RecordId): Promise<boolean> {
  const record = await recordById(db, objectId, id);
  if (!record) return false;
  const viewer = await viewerOf(db, userId);
  return reaches(viewer, viewer.on(objectId).view, record.owner_id);
}
