import type { AccountDb } from '../../app/db.ts';
import { addFlowsOfMaps, ARRIVED } from '../queries/flows.ts';

/** How many came to each place of each map in one transaction: counted at its end, because runners wait for whoever counts. */
export type Arrivals = Map<number, { today: string; places: Map<number, number> }>;

/** Notes that so many have come to a place of a map: its entrance, a trigger, a goal. */
export function noteArrived(
  arrivals: Arrivals,
  { automationId, today }: { automationId: number; today: string },
  place: number,
  records: number,
): void {
  if (records === 0) return;
  const ofMap = arrivals.get(automationId) ?? { today, places: new Map<number, number>() };
  ofMap.places.set(place, (ofMap.places.get(place) ?? 0) + records);
  arrivals.set(automationId, ofMap);
}

/** Adds what was noted to the day's counts of the maps. */
export async function addArrivals(db: AccountDb, arrivals: Arrivals): Promise<void> {
  const flows = [...arrivals].flatMap(([automationId, { places }]) =>
    [...places].map(([stepId, records]) => ({ automationId, stepId, exit: ARRIVED, records })),
  );
  // The day is the account's, and the same for all of a transaction.
  const [first] = arrivals.values();
  if (first) await addFlowsOfMaps(db, first.today, flows);
}
