import { goalSettings, type AutomationMap, type Trigger } from '../schema.ts';

/** A trigger of a map or, with `goalId`, of a goal on it. */
export interface OwnTrigger {
  trigger: Trigger;
  goalId: number | null;
}

/** Every trigger of a map, those of its goals among them; of goals whose settings do not hold, none. */
export function triggersOf(map: Pick<AutomationMap, 'triggers' | 'steps'>): OwnTrigger[] {
  const own = map.triggers.map((trigger) => ({ trigger, goalId: null }));
  const ofGoals = map.steps
    .filter(({ kind }) => kind === 'goal')
    .flatMap(({ id, settings }) => (goalSettings.safeParse(settings).data?.triggers ?? []).map((trigger) => ({ trigger, goalId: id })));
  return [...own, ...ofGoals];
}
