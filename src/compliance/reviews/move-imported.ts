import type { Database } from '../../app/db.ts';
import type { JobContext } from '../../app/kernel/domain.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../../records/index.ts';
import { importedWith, reviewRow, type ReviewRow } from '../queries/reviews.ts';

const AT_ONCE = 20_000;
const { pendingReview, singleOptIn, transactionalOnly } = PERMISSION_STATUS;

/** Gives the people of an import the status that its review says, in bounded transactions; the gate goes by the review from the first moment on. */
export async function moveImportedPeople(
  database: Database,
  { accountId, importId }: { accountId: number; importId: number },
  { stopping }: JobContext,
): Promise<void> {
  for (;;) {
    if (stopping.aborted) return;
    const moved = await database.account(accountId, async (db) => {
      const review = await reviewRow(db, importId);
      const move = review && moveOf(review);
      if (!move) return 0;
      const objectId = review.object_id;
      const recordIds = await importedWith(db, { importId, objectId, since: review.at, statuses: move.from, limit: AT_ONCE });
      return setPermissionStatus(db, { objectId, recordIds, channel: 'email', status: move.to });
    });
    if (moved < AT_ONCE) return;
  }
}

function moveOf({ state }: ReviewRow): { from: readonly number[]; to: number } | undefined {
  if (state === 'held') return { from: [singleOptIn], to: pendingReview };
  if (state === 'released') return { from: [pendingReview], to: singleOptIn };
  return state === 'refused' ? { from: [pendingReview, singleOptIn], to: transactionalOnly } : undefined;
}
