import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { automationSplitOpened, automationWinnerChosen } from '../events.ts';
import { currentMap, loadAutomation } from '../load-automation.ts';
import { forgetWinner, keepWinner } from '../queries/splits.ts';

export interface ChosenWinner {
  automationId: number;
  stepId: number;
  /** The variant everybody takes from now on; null lets the weights decide again. */
  exit: number | null;
  /** How sure what was measured made it; left out where a person chose. */
  confidence?: number;
}

/**
 * Lets everybody take one variant of a split from now on, or opens it again. Refuses with `no_split` a step of the running map that is none, and with
 * `no_variant` a variant it does not have.
 */
export async function chooseWinner(db: AccountDb, actor: Actor, { automationId, stepId, exit, confidence }: ChosenWinner): Promise<void> {
  const automation = await loadAutomation(db, automationId, true);
  const map = await currentMap(db, automation);
  const step = map?.steps.find(({ id }) => id === stepId);
  if (step?.kind !== 'split')
    throw new Problem('no_split', 'This step of the map that runs is not a split. Publish the map first, or choose another.');
  const subject = { type: 'automation', id: automationId };
  if (exit === null) {
    if (await forgetWinner(db, automationId, stepId)) {
      await recordEvent(db, actor, { kind: automationSplitOpened, subject, data: { step: stepId } });
    }
    return;
  }
  if (exit >= step.next.length) throw new Problem('no_variant', `This split has ${step.next.length} variants. Choose one of them.`);
  const certainty = confidence === undefined ? null : Math.floor(confidence * 10_000);
  const chosenBy = actor.type === 'user' ? Number(actor.id) : null;
  await keepWinner(db, automationId, { step_id: stepId, exit, chosen_by: chosenBy, confidence: certainty });
  const by = confidence === undefined ? 'hand' : 'measure';
  await recordEvent(db, actor, { kind: automationWinnerChosen, subject, data: { step: stepId, exit, by, confidence: certainty } });
}
