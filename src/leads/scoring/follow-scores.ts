import type { AccountDb, Sql } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { criteriaContext, touchedRecords, type Criteria } from '../../criteria/index.ts';
import { newestIn, touchedByAll } from '../queries/batches.ts';
import { lockedScores, type ScoreRow } from '../queries/scores.ts';
import { isCriteriaLine } from '../rules/score-settings.ts';
import { countBatch } from './count-batch.ts';
import { scoreTerms, type ScoreTerms } from './score-terms.ts';
import { settleScores } from './settle-scores.ts';

/** Under this name the ledger keeps what is still to be read. */
export const FOLLOWER = 'leads.scores';

/**
 * Counts what the events of one batch of the ledger earn, and works out anew the scores of the records they are about, or whose criteria they may
 * have changed. A handful of statements a score, however large the batch; in the transaction that marks the batch read, so each event
 * counts once.
 */
export async function followScores(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<void> {
  for (const score of await lockedScores(db)) {
    const terms = await scoreTerms(db, { objectId: score.object_id, settings: score.settings });
    await countBatch(db, score, terms, { id: batchId, kinds });
    const causes = await newestIn(db, batchId, score.object_id);
    const among = await touchedBy(db, score, terms, batchId);
    await settleScores(db, score, terms, { among, because: 'event', causes });
  }
}

/** A select of record_id: whoever the batch is about, and whoever a line asks about through records that it is about. */
async function touchedBy(db: AccountDb, score: ScoreRow, terms: ScoreTerms, batchId: number): Promise<Sql> {
  const context = await criteriaContext(db, { objectId: score.object_id, viewer: everyone });
  const asked = score.settings.lines.filter(isCriteriaLine).filter(({ id }) => !terms.broken.has(id));
  const trees: Criteria[] = [{ all: [] }, ...asked.map(({ criteria }) => criteria as Criteria)];
  return touchedByAll(trees.map((criteria) => touchedRecords(db, batchId, criteria, context)));
}
