import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import yauzl from 'yauzl';
import { Problem } from '../../app/kernel/problem.ts';
import { fileOf, type Manifest, MANIFEST, manifestSchema } from './format.ts';

const LONGEST_MANIFEST = 4 * 1024 * 1024;

export interface OpenArchive {
  manifest: Manifest;
  /** The rows of a table, each a line of JSON. Refuses with `archive_damaged` rows that are not those that were written, behind the last. */
  rows(table: Manifest['tables'][number]): AsyncGenerator<string>;
  close(): void;
}

/** Opens an archive for reading. Refuses with `file_not_found` and `not_an_archive`. */
export async function openArchive(path: string): Promise<OpenArchive> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    const manifest = await readManifest(path, zip, entries.get(MANIFEST));
    return {
      manifest,
      rows: (table) => rowsOf(path, zip, entries.get(fileOf(table.name)), table),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Whether a file begins like an archive, and not like a table of rows. */
export const isArchiveName = (path: string): boolean => /\.zip$/i.test(path);

function openZip(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (!error) resolve(zip);
      else if ((error as NodeJS.ErrnoException).code === 'ENOENT') reject(new Problem('file_not_found', `There is no file ${path}.`));
      else reject(noArchive(path));
    });
  });
}

function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

async function readManifest(path: string, zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<Manifest> {
  if (!entry || entry.uncompressedSize > LONGEST_MANIFEST) throw noArchive(path);
  const text = Buffer.concat(await (await contentOf(zip, entry)).toArray()).toString('utf8');
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw noArchive(path);
  }
}

function contentOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream as Readable)));
  });
}

async function* rowsOf(
  path: string,
  zip: yauzl.ZipFile,
  entry: yauzl.Entry | undefined,
  table: Manifest['tables'][number],
): AsyncGenerator<string> {
  if (!entry) throw damaged(path, table.name);
  const hash = createHash('sha256');
  const summed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const content = await contentOf(zip, entry);
  content.on('error', () => summed.destroy(damaged(path, table.name)));
  let rows = 0;
  for await (const line of createInterface({ input: content.pipe(summed), crlfDelay: Infinity })) {
    rows++;
    yield line;
  }
  if (rows !== table.rows || hash.digest('hex') !== table.sha256) throw damaged(path, table.name);
}

const noArchive = (path: string): Problem =>
  new Problem('not_an_archive', `${path} is not an archive of an account, or it was cut off: export the account again.`);

const damaged = (path: string, table: string): Problem =>
  new Problem(
    'archive_damaged',
    `The archive ${path} is damaged: its rows of ${table} are not those that were written. Nothing was brought in.`,
  );
