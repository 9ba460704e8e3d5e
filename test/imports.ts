import { Readable } from 'node:stream';
import { everyone } from '../src/app/kernel/viewer.ts';
import { CONTACT, CONTACT_FIELDS as C } from '../src/records/index.ts';
import { mapImport } from '../src/transfer/map-import.ts';
import { previewImport } from '../src/transfer/preview-import.ts';
import { importById, type ImportRow } from '../src/transfer/queries/imports.ts';
import { receiveFile } from '../src/transfer/receive-file.ts';
import { importRunner } from '../src/transfer/import-runner.ts';
import type { ImportOptions, Target } from '../src/transfer/schema.ts';
import { startImport } from '../src/transfer/start-import.ts';
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
    const options: ImportOptions = { matchFieldId: C.email, mode: 'both', tags: [], ownerId: null, ...asked.options };
    await mapImport(db, everyone, id, { mapping, options });
    await startImport(db, { actor: seat.actor, viewer: everyone, ids: seat.ids }, id, asked.permission ?? PERMISSION);
  });
  return id;
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
