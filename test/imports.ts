import { Readable } from 'node:stream';
import { everyone } from '../src/app/kernel/viewer.ts';
import { CONTACT } from '../src/records/index.ts';
import { mapImport } from '../src/transfer/map-import.ts';
import { previewImport } from '../src/transfer/preview-import.ts';
import { importById, type ImportRow } from '../src/transfer/queries/imports.ts';
import { receiveFile } from '../src/transfer/receive-file.ts';
import { importRunner } from '../src/transfer/import-runner.ts';
import type { ImportOptions, Target } from '../src/transfer/schema.ts';
import { startImports } from '../src/transfer/start-imports.ts';
import type { TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';

export const PERMISSION = 'They signed up for our newsletter on our own web site since 2021.';

export interface AskedImport {
  /** What the columns become; what is proposed for them when left out. */
  mapping?: Target[];
  options?: Partial<ImportOptions>;
  permission?: string;
  objectId?: number;
}

/** Uploads a file, in pieces if `pieceBytes` says so, and gives the draft's id. */
export async function uploadFile(
  test: TestDatabase,
  seat: TestSeat,
  file: string | Buffer,
  objectId = CONTACT,
  pieceBytes = 65_536,
): Promise<number> {
  const bytes = Buffer.from(file);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) =>
    bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes),
  );
  return receiveFile(test.database, {
    accountId: seat.accountId,
    objectId,
    fileName: 'people.csv',
    userId: seat.userId,
    bytes: Readable.from(pieces),
  });
}

/** An import that is mapped and set going, but not yet run. */
export async function startedImport(test: TestDatabase, seat: TestSeat, file: string | Buffer, asked: AskedImport = {}): Promise<number> {
  const id = await uploadFile(test, seat, file, asked.objectId);
  await test.database.account(seat.accountId, async (db) => {
    const preview = await previewImport(db, everyone, (await importById(db, id))!);
    const mapping = asked.mapping ?? preview.columns.map(({ proposal }) => proposal);
    const options: ImportOptions = { ...preview.options, ...asked.options };
    await mapImport(db, everyone, id, { mapping, options });
  });
  const importer = { actor: seat.actor, viewer: everyone, ids: seat.ids };
  await startImports(test.database, seat.accountId, importer, { id, permission: asked.permission ?? PERMISSION });
  return id;
}

/** Brings files in together as they are proposed, nobody touching anything; gives their imports as they were uploaded. */
export async function runFiles(
  test: TestDatabase,
  seat: TestSeat,
  files: Readonly<Record<string, string>>,
  permission = PERMISSION,
): Promise<ImportRow[]> {
  const ids: number[] = [];
  for (const [fileName, text] of Object.entries(files)) {
    const bytes = Readable.from([Buffer.from(text)]);
    const setId = ids[0];
    ids.push(await receiveFile(test.database, { accountId: seat.accountId, setId, fileName, userId: seat.userId, bytes }));
  }
  for (const id of ids) {
    await test.database.account(seat.accountId, async (db) => {
      const { columns, options } = await previewImport(db, everyone, (await importById(db, id))!);
      await mapImport(db, everyone, id, { mapping: columns.map(({ proposal }) => proposal), options });
    });
  }
  const importer = { actor: seat.actor, viewer: everyone, ids: seat.ids };
  await startImports(test.database, seat.accountId, importer, { id: ids[0]!, permission });
  const runner = importRunner(`test ${ids[0]}`);
  while ((await runner.step(test.database, seat.accountId)) > 0);
  runner.close();
  const imports: ImportRow[] = [];
  for (const id of ids) imports.push(await foundImport(test, seat, id));
  return imports;
}

export const foundImport = (test: TestDatabase, seat: TestSeat, id: number): Promise<ImportRow> =>
  test.database.account(seat.accountId, async (db) => (await importById(db, id))!);

/** Runs an import to its end, in chunks of so many rows. */
export async function runImport(test: TestDatabase, seat: TestSeat, id: number, chunkRows?: number): Promise<ImportRow> {
  const runner = importRunner(`test ${id} ${chunkRows ?? ''}`, chunkRows);
  while ((await runner.step(test.database, seat.accountId, id)) > 0);
  runner.close();
  return foundImport(test, seat, id);
}

/** Rows as the owner of the database sees them. */
export const rowsOf = async (test: TestDatabase, text: string): Promise<any[]> => (await test.owner.query(text)).rows;

/** Why rows were not taken, in order of the file. */
export async function rejectReasons(test: TestDatabase, seat: TestSeat, id: number): Promise<string[]> {
  const { rows } = await test.owner.query('select reason from import_rejects where account_id = $1 and import_id = $2 order by row_no', [
    seat.accountId,
    id,
  ]);
  return rows.map(({ reason }) => reason as string);
}

/** Rows read, created, updated and rejected. */
export const countsOf = ({ rows_read, created_count, updated_count, rejected_count }: ImportRow): number[] => [
  rows_read,
  created_count,
  updated_count,
  rejected_count,
];
