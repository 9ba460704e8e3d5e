import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { taskStepsRetried } from '../events.ts';
import { updateTaskRun } from '../queries/tasks.ts';
import { anyTaskFor, recordOfTask } from '../task-for.ts';
import { takeSteps } from './run-outcome.ts';

/** Takes again what a task's outcome could not set off. Gives how many steps still fail. Refuses `not_found`, `not_allowed` and `nothing_failed`. */
export async function retrySteps(
  db: AccountDb,
  actor: Actor,
  { viewer, id, ids }: { viewer: Viewer; id: number; ids: NextIds },
): Promise<{ failed: number }> {
  const task = await anyTaskFor(db, viewer, id, 'edit');
  if (task.failures.length === 0) throw new Problem('nothing_failed', 'Nothing of this task has failed, so there is nothing to try again.');
  const causeId = await recordEvent(db, actor, {
    kind: taskStepsRetried,
    ...recordOfTask(task),
    subject: { type: 'task', id },
    data: { steps: task.failures.length },
    personal: { subject: task.subject },
  });
  const failures = await takeSteps(db, { task, causeId, ids }, task.failures);
  await updateTaskRun(db, id, { outcomes: task.ran_outcomes, failures });
  return { failed: failures.length };
}
