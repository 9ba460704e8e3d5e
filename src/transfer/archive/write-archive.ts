import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import yazl from 'yazl';
import { clockAhead, nameAndKind } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { spanOfEvents } from '../../ledger/index.ts';
import { type ArchivedTable, LEFT_OUT, LEFT_OUT_COLUMNS, migrationsRun, rowsStatement, tablesOfAccounts } from '../queries/archive.ts';
import { FORMAT, type Manifest, MANIFEST, README, fileOf } from './format.ts';

export interface ArchiveSum {
  tables: number;
  rows: number;
}

/**
 * The account of a transaction that sees one moment (`snapshot`) as a ZIP file, written while it is read: a table at a time, nothing of it in memory.
 * `finished` tells how much it holds, when all of it has been read.
 */
export function archiveOf(db: AccountDb): { zip: Readable; finished: Promise<ArchiveSum> } {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as unknown as Readable;
  const finished = addFiles(db, zip);
  const fail = (error: Error): void => void output.destroy(error);
  finished.catch(fail);
  zip.on('error', fail);
  return { zip: output, finished };
}

async function addFiles(db: AccountDb, zip: yazl.ZipFile): Promise<ArchiveSum> {
  const { name, kind } = await nameAndKind(db);
  const clockOffsetMs = await clockAhead(db);
  zip.addBuffer(Buffer.from(README), 'README.txt');
  const tables: Manifest['tables'] = [];
  for (const table of await archivedTables(db)) tables.push({ ...table, ...(await addTable(db, zip, table)) });
  const manifest: Manifest = {
    format: FORMAT,
    madeAt: db.now.toISOString(),
    account: { name, kind, clockOffsetMs },
    migrations: await migrationsRun(db),
    events: await spanOfEvents(db),
    tables,
  };
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), MANIFEST);
  zip.end();
  return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) };
}

async function archivedTables(db: AccountDb): Promise<ArchivedTable[]> {
  return (await tablesOfAccounts(db))
    .filter(({ name }) => !Object.hasOwn(LEFT_OUT, name))
    .map(({ name, columns }) => ({ name, columns: columns.filter((column) => !LEFT_OUT_COLUMNS[name]?.includes(column)) }));
}

/** Adds a table's file, and gives its sum when its last row has been read: one statement runs at a time. */
async function addTable(db: AccountDb, zip: yazl.ZipFile, table: ArchivedTable): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  return new Promise((resolve, reject) => {
    const lines = db.copyTo(rowsStatement(db.accountId, table));
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++;
        done(null, chunk);
      },
      flush(done) {
        done();
        resolve({ rows, sha256: hash.digest('hex') });
      },
    });
    lines.on('error', (error: Error) => {
      counted.destroy(error);
      reject(error);
    });
    counted.on('close', () => lines.destroy());
    zip.addReadStream(lines.pipe(counted), fileOf(table.name));
  });
}
