import type { Database } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { namedRecords, reaches } from '../../records/index.ts';
import { failuresOf, type BulkRunRow } from '../queries/bulk-runs.ts';
import { csvLine } from '../rules/csv.ts';

const AT_ONCE = 2_000;

/** The records a run left out as CSV, each with its reason; the names of those the viewer may see. */
export async function* failuresCsv(
  database: Database,
  accountId: number,
  { run, viewer }: { run: BulkRunRow; viewer: Viewer },
): AsyncGenerator<string> {
  yield csvLine(['Record', 'Name', 'Reason'], true);
  for (let after = 0; ;) {
    const lines = await database.account(accountId, async (db) => {
      const failures = await failuresOf(db, run.id, { after, limit: AT_ONCE });
      const ids = failures.map(({ record_id }) => record_id);
      const { view } = viewer.on(run.object_id);
      const seen = (await namedRecords(db, run.object_id, ids)).filter(({ owner_id }) => reaches(viewer, view, owner_id));
      const names = new Map(seen.map(({ id, name }) => [id, name]));
      after = ids.at(-1) ?? 0;
      return failures.map(({ record_id, reason }) => csvLine([String(record_id), names.get(record_id) ?? '', reason], true));
    });
    if (lines.length === 0) return;
    yield lines.join('');
  }
}
