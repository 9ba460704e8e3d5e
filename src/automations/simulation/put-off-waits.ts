import type { AccountDb } from '../../app/db.ts';
import { putOff, waitingPlaces, type WaitingPlace } from '../queries/simulations.ts';
import { afterDuration, type CriteriaWait } from '../rules/wait.ts';
import { waitSettings, type AutomationMap } from '../schema.ts';
import type { SupposedWaits } from './supposed.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** For what no event tells, people who wait are asked hourly on the first day, daily in the first month, and weekly from then on. */
const LOOKS = [
  { until: DAY, every: HOUR },
  { until: 30 * DAY, every: DAY },
];

/** A step on which records wait for criteria. */
interface CriteriaStep {
  limit: CriteriaWait['limit'];
  /** Whether who matches changes without an event. */
  changesUnseen: boolean;
}

export type CriteriaSteps = ReadonlyMap<number, CriteriaStep>;

export const criteriaSteps = (map: AutomationMap, changesUnseen: (criteria: unknown) => boolean): CriteriaSteps =>
  new Map(
    map.steps.flatMap(({ id, kind, settings }): [number, CriteriaStep][] => {
      const wait = kind === 'wait' ? waitSettings.safeParse(settings).data : undefined;
      return wait?.wait === 'criteria' ? [[id, { limit: wait.limit, changesUnseen: changesUnseen(wait.criteria) }]] : [];
    }),
  );

/**
 * The runner asks who waits for criteria again and again, in case something was missed. Nothing is missed here, so they are due when
 * something can change: at the limit, when they are supposed to match, or, for what no event tells, now and then.
 */
export async function putOffWaits(
  db: AccountDb,
  { automationId, steps, supposed, timeZone }: { automationId: number; steps: CriteriaSteps; supposed: SupposedWaits; timeZone: string },
): Promise<void> {
  if (steps.size === 0) return;
  const dueOf = (place: WaitingPlace): Date | undefined => {
    const { limit, changesUnseen } = steps.get(place.step_id)!;
    const moment = supposed.get(place.step_id);
    const until = limit ? afterDuration(limit, place.arrived_at, timeZone) : undefined;
    if (moment) return earliest(until, moment(place.record_id, place.arrived_at));
    return changesUnseen ? earliest(until, nextLook(place, db.now)) : until;
  };
  const waiting = (await waitingPlaces(db, automationId, [...steps.keys()])).filter(({ due_at }) => due_at !== null && due_at > db.now);
  const changed = waiting.map((place) => ({ place, dueAt: dueOf(place) })).filter(({ place, dueAt }) => !isSame(place.due_at, dueAt));
  await putOff(db, automationId, changed);
}

/** On the grid of each wait's beginning, so that asking twice in between changes nothing. */
function nextLook({ arrived_at }: WaitingPlace, now: Date): Date {
  const waited = now.getTime() - arrived_at.getTime();
  const every = LOOKS.find(({ until }) => waited < until)?.every ?? 7 * DAY;
  return new Date(arrived_at.getTime() + (Math.floor(waited / every) + 1) * every);
}

const isSame = (a: Date | null, b: Date | undefined): boolean => a?.getTime() === b?.getTime();

export const earliest = (...times: (Date | undefined)[]): Date | undefined =>
  times.filter((time) => time !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
