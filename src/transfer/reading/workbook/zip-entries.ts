import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';
import { Problem } from '../../../app/kernel/problem.ts';

/** What one part of a workbook may unpack to: a sheet of a million rows and forty columns takes about two gigabytes. */
const UNPACKED_LIMIT = 4 * 1024 ** 3;
/** Beyond this many bytes out of one a part is no table but a bomb; sheets of a million equal rows reach about 100. */
const RATIO_LIMIT = 250;
/** Small parts may be packed as tightly as they like. */
const RATIO_FROM_BYTES = 64 * 1024 * 1024;
const ENTRY_LIMIT = 10_000;

/** The parts of a ZIP file, by name in small letters. */
export interface ZipEntries {
  has(name: string): boolean;
  /** The names of all parts as they are written, in their order. */
  names: readonly string[];
  read(name: string): Promise<Readable>;
  close(): void;
}

/** Opens a ZIP file of this machine. Refuses one that is damaged (`damaged_workbook`) or locked with a password (`encrypted_workbook`). */
export async function openZip(path: string): Promise<ZipEntries> {
  const zip = await new Promise<ZipFile>((give, fail) =>
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) =>
      error ? fail(damaged()) : give(opened),
    ),
  );
  const entries = await entriesOf(zip).catch((error: Error) => {
    zip.close();
    throw error;
  });
  return {
    names: [...entries.values()].map(({ fileName }) => fileName.replaceAll('\\', '/')),
    has: (name) => entries.has(name.toLowerCase()),
    read: (name) => readEntry(zip, entries.get(name.toLowerCase())),
    close: () => zip.close(),
  };
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > ENTRY_LIMIT) throw tooLarge(`has more than ${ENTRY_LIMIT.toLocaleString('en')} parts`);
  const entries = new Map<string, Entry>();
  return new Promise((give, fail) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.replaceAll('\\', '/').toLowerCase(), entry);
      zip.readEntry();
    });
    zip.once('end', () => give(entries));
    zip.once('error', () => fail(damaged()));
    zip.readEntry();
  });
}

function readEntry(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  if (!entry) throw damaged();
  if (entry.isEncrypted()) throw lockedWorkbook();
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > UNPACKED_LIMIT) throw tooLarge(`unpacks to more than ${UNPACKED_LIMIT / 1024 ** 3} GB`);
  if (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * RATIO_LIMIT) {
    throw tooLarge(`unpacks to more than ${RATIO_LIMIT} times its size`);
  }
  return new Promise((give, fail) =>
    zip.openReadStream(entry, (error, stream) => {
      if (error) fail(damaged());
      else give(stream);
    }),
  );
}

export const damaged = (): Problem =>
  new Problem(
    'damaged_workbook',
    'This workbook is damaged and cannot be read. Open it in your spreadsheet program, save it again, and upload that.',
  );

export const lockedWorkbook = (): Problem =>
  new Problem(
    'encrypted_workbook',
    'This workbook is locked with a password. Take the password off in your spreadsheet program, save it, and upload that.',
  );

const tooLarge = (what: string): Problem =>
  new Problem('workbook_too_large', `This workbook ${what}, which no table needs. Save the sheet as CSV and upload that.`);
