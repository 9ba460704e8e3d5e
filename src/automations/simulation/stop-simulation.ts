import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { askToStop, simulationById } from '../queries/simulations.ts';

/** Asks a simulation to end after the slice at hand; what it has found by then is kept. Refuses with `not_found`. */
export async function stopSimulation(db: AccountDb, automationId: number, id: number): Promise<void> {
  const row = await simulationById(db, id);
  if (row?.automation_id !== automationId) throw notFound('simulation');
  await askToStop(db, id);
}
