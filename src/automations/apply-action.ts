import { log } from '../app/log.ts';
import type { Action } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Step } from './schema.ts';
import type { Traveller, WalkContext } from './walk-map.ts';

/**
 * Takes one action with a set of records and gives those that could not take it, with a sentence each. When the action throws, its
 * writes are undone and it is tried with each half, down to the single record that is in the way: one bad record stops no other.
 */
export async function applyAction(
  context: WalkContext,
  step: Step,
  travellers: readonly Traveller[],
): Promise<ReadonlyMap<number, string>> {
  const action = context.actions.get(step.kind);
  if (!action) return failing(travellers, `There is no action “${step.kind}”.`);
  const settings = action.settings.safeParse(step.settings);
  if (!settings.success)
    return failing(travellers, 'The settings of this step no longer fit. Open the step, correct it and publish the map.');
  const sorted = [...travellers].sort((a, b) => a.position.record_id - b.position.record_id);
  return bisect(context, { ...step, settings: settings.data }, action, sorted);
}

async function bisect(
  context: WalkContext,
  step: Step,
  action: Action,
  travellers: readonly Traveller[],
): Promise<ReadonlyMap<number, string>> {
  try {
    const outcome = await context.db.savepoint(() =>
      action.apply(context.db, {
        actor: { type: 'step', id: `${context.automationId}.${step.id}` },
        objectId: context.objectId,
        recordIds: travellers.map(({ position }) => position.record_id),
        causeIds: travellers.map(({ position }) => position.event_id),
        settings: step.settings,
        ids: context.ids,
      }),
    );
    return outcome.failed ?? new Map();
  } catch (error) {
    if (endsTheTransaction(error)) throw error;
    if (travellers.length === 1) return failing(travellers, reasonOf(error));
    const middle = travellers.length >> 1;
    const first = await bisect(context, step, action, travellers.slice(0, middle));
    const second = await bisect(context, step, action, travellers.slice(middle));
    return new Map([...first, ...second]);
  }
}

const failing = (travellers: readonly Traveller[], reason: string): ReadonlyMap<number, string> =>
  new Map(travellers.map(({ position }) => [position.record_id, reason]));

/** What a person is told of a record that was set aside. What was not meant for people goes to the log alone. */
export function reasonOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  if (endsTheTransaction(error)) throw error;
  log.error({ err: error }, 'a step failed unexpectedly');
  return 'The step failed for a reason nobody foresaw; the log of the server has it.';
}

/** Classes of PostgreSQL's errors after which there is nothing to go on with: lost connection, deadlock, resources, shutdown, aborted. */
const ENDINGS = /^(08|25|40|53|57|58|XX)/;

function endsTheTransaction(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  if (error instanceof Problem) return false;
  return code === undefined ? /connection|not queryable/i.test(message) : ENDINGS.test(code) || /^E[A-Z]+$/.test(code);
}
