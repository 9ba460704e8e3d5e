import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { addPoints } from '../queries/earned.ts';
import { namedRows } from '../queries/judging.ts';
import { sweepWhenDecayed } from './count-batch.ts';
import { loadScore } from './load-score.ts';
import { scoreTerms } from './score-terms.ts';
import { settleScores } from './settle-scores.ts';

export interface AddedPoints {
  scoreId: number;
  points: number;
  recordIds: readonly number[];
  causeIds: readonly (number | null)[];
}

/** Gives points to a set of records, or takes some away; they decay as points for events do. Gives how many scores changed by it. */
export async function addToScore(db: AccountDb, actor: Actor, { scoreId, points, recordIds, causeIds }: AddedPoints): Promise<number> {
  const score = await loadScore(db, scoreId, true);
  const terms = await scoreTerms(db, { objectId: score.object_id, settings: score.settings });
  await addPoints(db, { scoreId, objectId: score.object_id, recordIds, points, day: terms.today });
  await sweepWhenDecayed(db, score, terms, [terms.today]);
  const causes = new Map(recordIds.flatMap((id, at) => (causeIds[at] == null ? [] : [[id, causeIds[at]] as const])));
  return settleScores(db, score, terms, { among: namedRows(recordIds), because: 'added', causes, actor });
}
