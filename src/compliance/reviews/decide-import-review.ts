import type { Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { enqueueJob } from '../../app/jobs.ts';
import { notAllowed, notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { importRefused, importReleased } from '../events.ts';
import { reviewRow, writeDecision } from '../queries/reviews.ts';
import type { ReviewDecision } from '../rules/review-schema.ts';
import { MOVE_JOB } from './review-import.ts';

/**
 * Releases the people of a held import, so that they may be written to as was declared, or refuses them: they stay without permission. Refuses
 * with `not_found`, `already_decided`, and `not_allowed` where the signs are so grave that only the operator decides.
 */
export async function decideImportReview(
  database: Database,
  asked: { accountId: number; importId: number; by: 'account' | 'operator'; actor: Actor; decision: ReviewDecision },
): Promise<void> {
  const { accountId, importId, by, actor } = asked;
  const { decision: state, note } = asked.decision;
  await database.account(accountId, async (db) => {
    const review = await reviewRow(db, importId);
    if (!review || review.state === 'scanning' || review.state === 'passed') throw notFound('held import');
    if (review.state !== 'held') throw new Problem('already_decided', 'This import has been decided already.');
    if (by === 'account' && review.decides === 'operator' && state === 'released')
      throw notAllowed('release this import: what was found in it is so grave that only the operator of this service does');
    await writeDecision(db, importId, { state, note, userId: actor.type === 'user' ? Number(actor.id) : null });
    await recordEvent(db, actor, {
      kind: state === 'released' ? importReleased : importRefused,
      subject: { type: 'import', id: importId },
      data: { people: review.people, by },
      personal: { text: note },
    });
    await enqueueJob(db, MOVE_JOB, { accountId, importId });
  });
}
