import type { AccountDb } from '../app/db.ts';
import type { DueAutomation } from './queries/automations.ts';
import type { ClaimedPosition } from './queries/positions.ts';
import { transferSome, transfersInOrder, type ChosenTransfer } from './transfer-people.ts';

/**
 * Takes those among the claimed who stand on steps that a later version no longer has where was chosen when it was published, as the job would that has
 * not come to them yet. Gives who is left, each where it stands now.
 */
export async function obeyTransfers(
  db: AccountDb,
  automation: DueAutomation,
  claimed: readonly ClaimedPosition[],
): Promise<ClaimedPosition[]> {
  let places = [...claimed];
  const oldest = places.reduce((least, { version }) => Math.min(least, version), automation.version);
  if (oldest >= automation.version) return places;
  for (const transfer of await transfersInOrder(db, automation.id, { above: oldest, upTo: automation.version })) {
    const ids = places.filter(({ step_id, version }) => step_id === transfer.stepId && version < transfer.version).map(({ id }) => id);
    if (ids.length === 0) continue;
    const gone = await transferSome(db, { ...transfer, which: { ids } });
    places = afterTransfer(places, transfer, new Map(gone.map(({ id, event_id }) => [id, event_id])));
  }
  return places;
}

function afterTransfer(
  places: readonly ClaimedPosition[],
  { choice, version }: ChosenTransfer,
  gone: ReadonlyMap<number, number>,
): ClaimedPosition[] {
  return places.flatMap((place): ClaimedPosition[] => {
    const cause = gone.get(place.id);
    if (cause === undefined) return [place];
    if (choice.do !== 'move') return [];
    return [{ ...place, step_id: choice.to, version, state: 'ready', passes: null, cause_id: cause }];
  });
}
