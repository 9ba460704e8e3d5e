import { createAutomation, publishAutomation } from '../src/automations/index.ts';
import { mapSchema, type AutomationMap, type Step, type Trigger } from '../src/automations/schema.ts';
import type { TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';

type ShortStep = [kind: string, settings?: Record<string, unknown>, next?: (number | null | undefined)[]];

/** A map whose steps have the ids 1, 2, 3 … and lead each to the one below unless told otherwise; triggers have the ids 1001 and up. */
export function makeMap(
  steps: readonly ShortStep[],
  more: { triggers?: Omit<Trigger, 'id'>[] } & Partial<Omit<AutomationMap, 'triggers'>> = {},
): AutomationMap {
  const { triggers = [], ...settings } = more;
  return mapSchema.parse({
    steps: steps.map(([kind, own = {}, next = kind === 'end' ? [] : [undefined]], index): Step => ({
      id: index + 1,
      kind,
      settings: own,
      next: next.map((to) => (to === undefined ? (index + 2 <= steps.length ? index + 2 : null) : to)),
    })),
    triggers: triggers.map((trigger, index) => ({ id: 1001 + index, ...trigger })),
    start: steps.length > 0 ? 1 : null,
    lastId: 1000 + triggers.length,
    ...settings,
  });
}

/** A published automation for contacts; gives its id. */
export async function makeAutomation(test: TestDatabase, seat: TestSeat, map: AutomationMap, name = 'Welcome'): Promise<number> {
  return test.database.account(seat.accountId, async (db) => {
    const { id } = await createAutomation(db, seat.actor, seat.ids, { name, objectId: 0, map });
    await publishAutomation(db, seat.actor, id);
    return id;
  });
}
