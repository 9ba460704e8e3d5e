import type { AccountDb } from '../../app/db.ts';
import { newEventIds } from '../../ledger/index.ts';
import type { DueAutomation } from '../queries/automations.ts';
import type { ClaimedPosition } from '../queries/positions.ts';
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
    // The move that follows is told after the transfer.
    const moves = await newEventIds(db, gone.length);
    places = afterTransfer(places, transfer, new Map(gone.map(({ id, event_id }, at) => [id, { cause: event_id, move: moves[at]! }])));
  }
  return places;
}

function afterTransfer(
  places: readonly ClaimedPosition[],
  { choice, version, publishedAt }: ChosenTransfer,
  gone: ReadonlyMap<number, { cause: number; move: number }>,
): ClaimedPosition[] {
  return places.flatMap((place): ClaimedPosition[] => {
    const told = gone.get(place.id);
    if (!told) return [place];
    if (choice.do !== 'move') return [];
    const stood = { step_id: choice.to, version, state: 'ready' as const, arrived_at: publishedAt, passes: null };
    return [{ ...place, ...stood, cause_id: told.cause, event_id: told.move }];
  });
}
