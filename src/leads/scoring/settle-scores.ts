import type { AccountDb, Sql } from '../../app/db.ts';
import { system, type Actor } from '../../app/kernel/actor.ts';
import { recordEvents } from '../../ledger/index.ts';
import { writeRecords } from '../../records/index.ts';
import { scoreChanged } from '../events.ts';
import { earnedRows } from '../queries/earned.ts';
import { changedRows, changedScores, scoreSource } from '../queries/judging.ts';
import type { ScoreRow } from '../queries/scores.ts';
import type { ScoreTerms } from './score-terms.ts';

/** So many records are written in one transaction's statement; what changes in one go never exceeds it by much. */
export const WRITTEN_AT_ONCE = 20_000;

export interface Settling {
  /** A select of record_id. */
  among: Sql;
  because: 'event' | 'added' | 'time' | 'model';
  /** The event that each record's score changes by, where there is one. */
  causes?: ReadonlyMap<number, number>;
  actor?: Actor;
}

/**
 * Works the scores of some records out anew and writes those that are not what stands in the records, with their events. Whatever else
 * may change, nothing is written that stays as it is. Gives how many changed.
 */
export async function settleScores(db: AccountDb, score: ScoreRow, terms: ScoreTerms, settling: Settling): Promise<number> {
  const { among, because, causes = new Map<number, number>(), actor = system } = settling;
  const { id: scoreId, object_id: objectId, field_id: fieldId, band_field_id: bandFieldId } = score;
  const earned = earnedRows(db.accountId, scoreId);
  const changed = await changedScores(db, terms, { among, earned, fieldId, bandFieldId });
  for (let from = 0; from < changed.length; from += WRITTEN_AT_ONCE) {
    const part = changed.slice(from, from + WRITTEN_AT_ONCE);
    await writeRecords(db, actor, {
      objectId,
      source: scoreSource(part, { fieldId, bandFieldId, causes }),
      columns: ['cause_id'],
      fieldIds: [fieldId, bandFieldId],
    });
    await recordEvents(db, actor, {
      kind: scoreChanged,
      subjectType: 'score',
      rows: changedRows(part, { scoreId, objectId, because, causes }),
      columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
    });
  }
  return changed.length;
}
