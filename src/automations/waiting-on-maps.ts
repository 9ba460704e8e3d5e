import type { AccountDb } from '../app/db.ts';
import type { Waiting } from '../app/kernel/domain.ts';
import { waitingByMap } from './queries/positions.ts';

/** Who waits on which map, and who of them goes on before a time: what an account should know before it goes live. */
export async function waitingOnMaps(db: AccountDb, until: Date): Promise<Waiting[]> {
  const maps = await waitingByMap(db, until);
  return maps.map(({ id, name, standing, soon }) => ({ label: 'waiting.onMap', name, count: standing, soon, place: `/automations/${id}` }));
}
