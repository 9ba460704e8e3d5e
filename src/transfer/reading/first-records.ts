import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { ImportRow } from '../queries/imports.ts';
import { partOfFile } from '../queries/parts.ts';
import type { CsvRecord } from '../rules/csv.ts';
import { recordReader } from './record-reader.ts';

/** Records before the first row of data: the header and what stands above it, and Excel's `sep=` line. */
export const headerRecords = ({ hasHeader, separatorLine, above = 0 }: ImportRow['reading']): number =>
  (hasHeader ? 1 : 0) + (separatorLine ? 1 : 0) + above;

/** The first rows of an import's file, as far as its first piece holds them. Refuses with `not_found` once the file is gone. */
export async function firstRecords(db: AccountDb, imported: Pick<ImportRow, 'id' | 'reading'>, most: number): Promise<CsvRecord[]> {
  const bytes = await partOfFile(db, imported.id, 0);
  if (!bytes) throw notFound('file');
  const reader = recordReader(imported.reading);
  const skipped = headerRecords(imported.reading);
  const records = reader.push(bytes);
  const whole = records.length <= skipped + 1 ? [...records, ...reader.end()] : records;
  return whole.slice(skipped, skipped + most);
}
