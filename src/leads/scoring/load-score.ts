import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { scoreById, type ScoreRow } from '../queries/scores.ts';

/** A score by its id; with `lock` nobody else changes it, or what records earned by it, to the end of the transaction. Refuses `not_found`. */
export async function loadScore(db: AccountDb, id: number, lock = false): Promise<ScoreRow> {
  const score = await scoreById(db, id, lock);
  if (!score) throw notFound('score');
  return score;
}
