import type { AccountDb } from './db.ts';
import type { Action, ActionStep } from './kernel/domain.ts';
import { Problem } from './kernel/problem.ts';
import { log } from './log.ts';

/**
 * Takes one action with a set of records and gives those that could not take it, with a sentence each. When the action throws, its
 * writes are undone and it is tried with each half, down to the single record that is in the way: one bad record stops no other.
 */
export async function applyApart(db: AccountDb, action: Action, step: ActionStep<unknown>): Promise<ReadonlyMap<number, string>> {
  try {
    const outcome = await db.savepoint(() => action.apply(db, step));
    return outcome.failed ?? new Map();
  } catch (error) {
    if (endsTheTransaction(error)) throw error;
    if (step.recordIds.length === 1) return new Map([[step.recordIds[0]!, reasonOf(error)]]);
    const middle = step.recordIds.length >> 1;
    const first = await applyApart(db, action, part(step, 0, middle));
    const second = await applyApart(db, action, part(step, middle));
    return new Map([...first, ...second]);
  }
}

const part = (step: ActionStep<unknown>, from: number, to?: number): ActionStep<unknown> => ({
  ...step,
  recordIds: step.recordIds.slice(from, to),
  causeIds: step.causeIds.slice(from, to),
});

/** What a person is told of a record that was set aside. What was not meant for people goes to the log alone. */
export function reasonOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  if (endsTheTransaction(error)) throw error;
  log.error({ err: error }, 'a step failed unexpectedly');
  return 'The step failed for a reason nobody foresaw; the log of the server has it.';
}

/**
 * PostgreSQL's errors after which there is nothing to go on with: lost connection, deadlock, resources, shutdown, aborted; and, in a
 * rehearsal, what others hold locked.
 */
const ENDINGS = /^(08|25|40|53|55P03|57|58|XX)/;

function endsTheTransaction(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  if (error instanceof Problem) return false;
  return code === undefined ? /connection|not queryable/i.test(message) : ENDINGS.test(code) || /^E[A-Z]+$/.test(code);
}
