import { applyApart } from '../../app/apply-apart.ts';
import type { AccountDb } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { actions } from '../../app/registry.ts';
import { recordEvent } from '../../ledger/index.ts';
import { taskStepFailed } from '../events.ts';
import { updateTaskRun, type TaskFailure, type TaskRow } from '../queries/tasks.ts';
import type { OutcomeAction, TaskOutcome } from '../rules/task-shapes.ts';
import { recordOfTask } from '../task-for.ts';

/** What sets steps off: the task, and the event they follow from. */
export interface StepsOf {
  task: TaskRow;
  causeId: number;
  ids: NextIds;
}

/**
 * Sets off what an outcome sets off, each step by itself: one that fails undoes no other, is told on the task and in the timeline, and can
 * be tried again. What the same outcome of this task has set off before is not set off again. Gives how many steps failed.
 */
export async function runOutcome(db: AccountDb, { outcome, ...of }: StepsOf & { outcome: TaskOutcome }): Promise<number> {
  const { task } = of;
  if (outcome.actions.length === 0 || task.ran_outcomes.includes(outcome.id)) return 0;
  const failures = await takeSteps(db, of, outcome.actions);
  await updateTaskRun(db, task.id, { outcomes: [...task.ran_outcomes, outcome.id], failures: [...task.failures, ...failures] });
  return failures.length;
}

/** Takes steps one after the other with the record of a task, and tells the ledger of those that fail. Gives these. */
export async function takeSteps(db: AccountDb, of: StepsOf, steps: readonly OutcomeAction[]): Promise<TaskFailure[]> {
  const failures: TaskFailure[] = [];
  for (const step of steps) {
    const sentence = await takeStep(db, of, step);
    if (sentence === undefined) continue;
    failures.push({ kind: step.kind, settings: step.settings, sentence });
    await recordEvent(db, system, {
      kind: taskStepFailed,
      ...recordOfTask(of.task),
      subject: { type: 'task', id: of.task.id },
      causeId: of.causeId,
      data: { step: step.kind },
      personal: { subject: of.task.subject, reason: sentence },
    });
  }
  return failures;
}

/** Why a step could not be taken, as a sentence; undefined when it was. */
async function takeStep(db: AccountDb, { task, causeId, ids }: StepsOf, step: OutcomeAction): Promise<string | undefined> {
  const { object_id: objectId, record_id: recordId } = task;
  if (objectId === null || recordId === null) return 'The task is about no record, so there is nothing to do this with.';
  const action = actions().find(({ kind, offeredTo }) => kind === step.kind && offeredTo !== 'people');
  if (!action) return `There is no step “${step.kind}” any more. Change the template’s outcome.`;
  const settings = action.settings.safeParse(step.settings);
  if (!settings.success) return 'The settings of this step no longer fit. Change the template’s outcome.';
  const actor = { ...system, causeId };
  const failed = await applyApart(db, action, {
    actor,
    objectId,
    recordIds: [recordId],
    causeIds: [causeId],
    settings: settings.data,
    ids,
  });
  return failed.get(recordId);
}
