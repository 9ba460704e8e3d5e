import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../../criteria/index.ts';
import { recordsByIds } from '../../records/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { idsAmong } from '../queries/moves.ts';
import { simulationsOf, type SimulationRow } from '../queries/simulations.ts';

/** One that has not been heard of for so long has been lost with the process that played it. */
const LOST_AFTER_MS = 120_000;

export const isUnderWay = ({ status, looked_at }: SimulationRow, now: Date): boolean =>
  status === 'running' && now.getTime() - looked_at.getTime() < LOST_AFTER_MS;

export interface ListedSimulation {
  row: SimulationRow;
  isLost: boolean;
}

/** The latest simulations of a map, and the names of those records in them that the viewer may see. */
export async function listSimulations(
  db: AccountDb,
  automationId: number,
  viewer: Viewer,
): Promise<{ simulations: ListedSimulation[]; names: ReadonlyMap<number, string> }> {
  const { object_id: objectId } = await loadAutomation(db, automationId);
  const rows = await simulationsOf(db, automationId);
  const named = [...new Set(rows.flatMap(({ found }) => found?.stuck.map(({ recordId }) => recordId) ?? []))];
  const visible = matching({ all: [] }, await criteriaContext(db, { objectId, viewer }));
  const records = await recordsByIds(db, objectId, named.length > 0 ? await idsAmong(db, visible, named) : []);
  return {
    simulations: rows.map((row) => ({ row, isLost: row.status === 'running' && !isUnderWay(row, db.now) })),
    names: new Map(records.map(({ id, name }) => [id, name])),
  };
}
