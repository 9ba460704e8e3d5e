import type { Database } from '../app/db.ts';
import { draftImport, refuseMapping } from './map-import.ts';
import { planReading } from './plan-reading.ts';
import { allRecords } from './reading/all-records.ts';
import { countRows } from './rules/count-rows.ts';
import type { FileCounts, MappingInput } from './schema.ts';
import type { Importer } from './start-import.ts';

/**
 * Reads all rows of a draft with a mapping, writing nothing, and counts how many can be read, what fails in which column, and how many
 * different values there are to find records by. Refuses what `mapImport` refuses.
 */
export async function countFile(
  database: Database,
  accountId: number,
  importer: Importer,
  { id, mapping, options }: MappingInput & { id: number },
): Promise<FileCounts> {
  const { draft, plan } = await database.account(accountId, async (db) => {
    const found = await draftImport(db, id);
    await refuseMapping(db, importer.viewer, found, { mapping, options });
    return { draft: found, plan: await planReading(db, { ...found, mapping, options }) };
  });
  const counting = countRows(plan.rows, draft.columns);
  for await (const records of allRecords(database, accountId, draft)) counting.take(records);
  return counting.counts();
}
