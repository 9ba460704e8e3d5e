import { afterDuration } from '../rules/wait.ts';
import { doesAt, type Supposition } from '../rules/simulation.ts';
import { goalSettings, type AutomationMap } from '../schema.ts';

/** When somebody is supposed to reach a goal. */
export interface SupposedReach {
  goalId: number;
  triggerId: number;
  recordId: number;
  at: Date;
}

/** When each record that has entered at a time is supposed to reach which goal, in the order of time. */
export function supposedReaches(
  map: AutomationMap,
  suppositions: readonly Supposition[],
  entered: { recordIds: readonly number[]; at: Date; timeZone: string },
): SupposedReach[] {
  return suppositions
    .flatMap((supposition) => {
      const step = map.steps.find(({ id, kind }) => id === supposition.stepId && kind === 'goal');
      const trigger = step && goalSettings.safeParse(step.settings).data?.triggers[0];
      if (!trigger) return [];
      return entered.recordIds.flatMap((recordId): SupposedReach[] => {
        const at = momentOf(supposition, recordId, entered.at, entered.timeZone);
        return at ? [{ goalId: supposition.stepId, triggerId: trigger.id, recordId, at }] : [];
      });
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.goalId - b.goalId);
}

/** For the waits for criteria of which something is supposed: when a record that has waited since a time meets them; undefined for never. */
export type SupposedWaits = ReadonlyMap<number, (recordId: number, since: Date) => Date | undefined>;

export function supposedWaits(map: AutomationMap, suppositions: readonly Supposition[], timeZone: string): SupposedWaits {
  const waits = new Set(map.steps.filter(({ kind, settings }) => kind === 'wait' && settings.wait === 'criteria').map(({ id }) => id));
  return new Map(
    suppositions
      .filter(({ stepId }) => waits.has(stepId))
      .map((supposition) => [supposition.stepId, (recordId, since) => momentOf(supposition, recordId, since, timeZone)]),
  );
}

function momentOf(supposition: Supposition, recordId: number, since: Date, timeZone: string): Date | undefined {
  const part = doesAt(supposition, recordId);
  if (part === undefined) return undefined;
  const whole = afterDuration(supposition.within, since, timeZone).getTime() - since.getTime();
  return new Date(since.getTime() + Math.max(1, Math.round(whole * part)));
}
