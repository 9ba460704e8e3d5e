import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { countVerdicts, type Refusal } from '../compliance/index.ts';
import { criteriaContext, groupById, matching } from '../criteria/index.ts';
import { messageById } from './queries/messages.ts';

export interface Reach {
  total: number;
  reached: number;
  refused: { reason: Refusal; count: number }[];
}

/** How many records of a group, or of all, would get a message now, and how many not, by reason: the gate's own verdict, counted. */
export async function messageReach(
  db: AccountDb,
  viewer: Viewer,
  asked: { messageId: number; groupId?: number | undefined },
): Promise<Reach> {
  const message = await messageById(db, asked.messageId);
  if (!message) throw notFound('message');
  const group = asked.groupId === undefined ? undefined : await groupById(db, viewer, asked.groupId);
  if (group && group.object_id !== message.object_id) throw notFound('group');
  const context = await criteriaContext(db, { objectId: message.object_id, viewer });
  const members = matching(group?.criteria ?? { all: [] }, context);
  const counts = await countVerdicts(db, { objectId: message.object_id, members, purpose: message.purpose });
  const refused = counts.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
  const reached = counts.find(({ reason }) => reason === null)?.count ?? 0;
  return { total: reached + refused.reduce((sum, { count }) => sum + count, 0), reached, refused };
}
