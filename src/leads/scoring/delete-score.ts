import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { deleteField } from '../../records/index.ts';
import { scoreDeleted } from '../events.ts';
import { markScoreDeleted } from '../queries/scores.ts';
import { loadScore } from './load-score.ts';

/** Takes a score out of use; its two fields go where deleted fields go. Refuses `field_in_use` while a formula is worked out from one of them. */
export async function deleteScore(db: AccountDb, actor: Actor, id: number): Promise<void> {
  const score = await loadScore(db, id, true);
  await markScoreDeleted(db, id);
  await deleteField(db, actor, { objectId: score.object_id, id: score.field_id });
  await deleteField(db, actor, { objectId: score.object_id, id: score.band_field_id });
  await recordEvent(db, actor, { kind: scoreDeleted, subject: { type: 'score', id }, data: { objectId: score.object_id } });
}
