import { posix } from 'node:path';
import { Problem } from '../../app/kernel/problem.ts';
import { openZip, type ZipEntries } from './workbook/zip-entries.ts';

/** Exports come as a handful of files; what has more is no export. */
const MOST = 20;

/** The tables in a ZIP file that is no workbook, as some products export them: one file for each kind of person. */
export interface ZippedTables {
  names: readonly string[];
  open(name: string): Promise<AsyncIterable<Uint8Array>>;
  close(): void;
}

/** The text files in a ZIP file of this machine; undefined where it holds none, or is a workbook. Refuses more than twenty. */
export async function zippedTables(path: string): Promise<ZippedTables | undefined> {
  const zip = await openZip(path);
  const names = zip.has('[content_types].xml') ? [] : zip.names.filter(isTable);
  if (names.length > MOST || names.length === 0) zip.close();
  if (names.length > MOST) {
    throw new Problem(
      'too_many_files',
      `This ZIP file holds ${names.length} tables, and ${MOST} can be brought in together. Upload those you need.`,
    );
  }
  return names.length === 0 ? undefined : tablesOf(zip, names);
}

const tablesOf = (zip: ZipEntries, names: readonly string[]): ZippedTables => ({
  names,
  open: (name) => zip.read(name),
  close: () => zip.close(),
});

/** Computers put files of their own beside those of a folder. */
const isTable = (name: string): boolean =>
  /\.(csv|tsv|txt)$/i.test(name) && !name.startsWith('__MACOSX/') && !posix.basename(name).startsWith('.');
