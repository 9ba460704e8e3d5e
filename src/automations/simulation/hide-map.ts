import type { AccountDb } from '../../app/db.ts';
import { newEventIds } from '../../ledger/index.ts';
import { objectShape } from '../../records/index.ts';
import { keptTrigger } from '../triggers/keep-triggers.ts';
import { automationById, insertAutomation, insertVersion } from '../queries/automations.ts';
import { replaceTriggers } from '../queries/triggers.ts';
import { triggersOf } from '../rules/triggers-of.ts';
import type { AutomationMap } from '../schema.ts';

/** Maps of rehearsals have ids from here, above all that counters hand out: nobody stands on them, and none stays. */
const HIDDEN_FROM = 4_000_000_000_000_000;

export interface HiddenMap {
  id: number;
  objectId: number;
}

/** Publishes a map for the rest of this transaction, under an id of its own. Dates reach nobody on it. */
export async function hideMap(
  db: AccountDb,
  { simulationId, objectId, name, map }: { simulationId: number; objectId: number; name: string; map: AutomationMap },
): Promise<HiddenMap> {
  const id = HIDDEN_FROM + simulationId;
  await insertAutomation(db, { id, objectId, name, map });
  const row = (await automationById(db, id))!;
  const [eventId] = await newEventIds(db, 1);
  await insertVersion(db, row, { version: 1, publishedBy: null, name: '', note: '', transfers: {}, eventId: eventId! });
  const { fields } = await objectShape(db, objectId);
  const triggers = triggersOf(map).map((one) => keptTrigger(one, id, fields));
  await replaceTriggers(db, id, triggers);
  return { id, objectId };
}
