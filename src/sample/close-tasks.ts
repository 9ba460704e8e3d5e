import { viewerOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { completeTask, myTasks } from '../records/index.ts';
import type { School } from './lay-school.ts';
import { OUTCOMES } from './rules/town.ts';

const MOST = 200;

/** The crew does its work: every task that is due by now is done, each with what came of it. */
export async function closeTasks(db: AccountDb, ids: NextIds, school: School): Promise<void> {
  const viewer = await viewerOf(db, school.ownerUserId);
  const { tasks } = await myTasks(db, viewer, { status: 'pending', dueBefore: db.now.toISOString(), limit: MOST });
  // Tasks with outcomes and forms of their own are a visitor's, who came while the past was still being lived through.
  const own = tasks.filter(({ template_id }) => template_id === null);
  for (const [index, { id }] of own.entries())
    await completeTask(db, system, { viewer, ids, id, outcome: OUTCOMES[index % OUTCOMES.length]! });
}
