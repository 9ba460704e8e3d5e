import type { AccountDb } from '../../app/db.ts';
import { loadScore } from './load-score.ts';
import { setSweepStopped, type ScoreRow } from '../queries/scores.ts';

/** Stops the looking through of all records for a score, or has it go on where it stopped. What happens meanwhile still counts. */
export async function stopSweep(db: AccountDb, id: number, isStopped: boolean): Promise<ScoreRow> {
  await loadScore(db, id, true);
  await setSweepStopped(db, id, isStopped);
  return loadScore(db, id);
}
