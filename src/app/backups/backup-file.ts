import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from '../kernel/problem.ts';

/**
 * A backup is a gzip stream of frames: a letter for the kind, four bytes for the length, the payload. `H` heads the file, then for each
 * table `T` (which columns), any number of `D` (rows in COPY's text form) and `E` (how many rows, their SHA-256), and `Z` ends it. A
 * file that was cut off has no `Z`.
 */
export const FORMAT = 'quayside-backup-1';
const LARGEST_FRAME = 64 * 1024;

export type Kind = 'H' | 'T' | 'D' | 'E' | 'Z';

export interface Frame {
  kind: Kind;
  payload: Buffer;
}

export interface BackupHeader {
  format: typeof FORMAT;
  madeAt: string;
  serverVersion: string;
  /** Names of the migrations the database had run, oldest first. */
  migrations: string[];
  partitions: { name: string; parent: string; bound: string }[];
}

export interface TableStart {
  table: string;
  columns: string[];
}

export interface TableEnd {
  rows: number;
  sha256: string;
}

export interface BackupEnd {
  tables: number;
  rows: number;
  sequences: { name: string; value: number; isCalled: boolean }[];
}

/** A frame as bytes. */
export function frame(kind: Kind, payload: Buffer | object): Buffer {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Rows as frames of a size that any reader can hold. */
export function* dataFrames(rows: Buffer): Generator<Buffer> {
  for (let start = 0; start < rows.length; start += LARGEST_FRAME) yield frame('D', rows.subarray(start, start + LARGEST_FRAME));
}

/** Counts rows and sums them up while they pass: in COPY's text form every row, and nothing else, ends in a line feed. */
export class RowSum {
  #hash: Hash = createHash('sha256');
  #rows = 0;

  add(rows: Buffer): void {
    this.#hash.update(rows);
    for (let at = rows.indexOf(10); at >= 0; at = rows.indexOf(10, at + 1)) this.#rows++;
  }

  end(): TableEnd {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

/** The frames of a backup, one after the other. Refuses what is no backup, and one that was cut off or damaged. */
export async function* readFrames(file: string): AsyncGenerator<Frame> {
  const unpacked = createGunzip();
  pipeline(createReadStream(file), unpacked, () => undefined);
  let waiting: Buffer = Buffer.alloc(0);
  let isFirst = true;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      if (isFirst && waiting.length > 0 && waiting[0] !== 72) throw noBackup(file);
      for (let size = frameSize(file, waiting); size <= waiting.length; size = frameSize(file, waiting)) {
        isFirst = false;
        yield { kind: String.fromCharCode(waiting[0]!) as Kind, payload: waiting.subarray(5, size) };
        waiting = waiting.subarray(size);
      }
    }
  } catch (error) {
    throw refusal(file, error);
  }
  if (waiting.length > 0) throw torn(file);
}

export const parse = <T>(payload: Buffer): T => JSON.parse(payload.toString('utf8')) as T;

export interface Verified {
  header: BackupHeader;
  end: BackupEnd;
  tables: readonly (TableEnd & { table: string })[];
}

/** Reads a whole backup and compares every count and checksum in it, before anything is written anywhere. */
export async function verifyBackup(file: string): Promise<Verified> {
  let header: BackupHeader | undefined;
  let end: BackupEnd | undefined;
  let sum = new RowSum();
  let table = '';
  const tables: (TableEnd & { table: string })[] = [];
  for await (const { kind, payload } of readFrames(file)) {
    if (kind === 'H') header = parse<BackupHeader>(payload);
    else if (kind === 'T') [sum, table] = [new RowSum(), parse<TableStart>(payload).table];
    else if (kind === 'D') sum.add(payload);
    else if (kind === 'E') {
      refuseDifference(file, table, parse<TableEnd>(payload), sum.end());
      tables.push({ table, ...parse<TableEnd>(payload) });
    } else end = parse<BackupEnd>(payload);
    if (header?.format !== FORMAT) throw noBackup(file);
  }
  if (!header) throw noBackup(file);
  if (!end) throw torn(file);
  return { header, end, tables };
}

/** What heads a backup; the rest of the file is not looked at. */
export async function readHeader(file: string): Promise<BackupHeader> {
  for await (const { kind, payload } of readFrames(file)) {
    if (kind === 'H') return parse<BackupHeader>(payload);
    break;
  }
  throw noBackup(file);
}

/** Refuses rows that are not those the backup says it holds. */
export function refuseDifference(file: string, table: string, told: TableEnd, found: TableEnd): void {
  if (told.rows === found.rows && told.sha256 === found.sha256) return;
  throw new Problem(
    'backup_damaged',
    `The backup ${file} is damaged: its rows of ${table} are not those that were written. Use another backup.`,
  );
}

function frameSize(file: string, bytes: Buffer): number {
  if (bytes.length < 5) return Number.POSITIVE_INFINITY;
  if (!'HTDEZ'.includes(String.fromCharCode(bytes[0]!))) throw noBackup(file);
  return 5 + bytes.readUInt32BE(1);
}

function refusal(file: string, error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ENOENT') return new Problem('file_not_found', `There is no file ${file}.`);
  if (code === 'EISDIR') return new Problem('file_not_found', `${file} is a folder, not a backup.`);
  if (code === 'EACCES') return new Problem('file_not_readable', `This user may not read ${file}.`);
  if (code === 'Z_BUF_ERROR') return torn(file);
  if (code === 'Z_DATA_ERROR')
    return isGzipError(error) ? noBackup(file) : new Problem('backup_damaged', `The backup ${file} is damaged. Use another backup.`);
  return error;
}

const isGzipError = (error: unknown): boolean => /header/.test((error as Error).message);

const noBackup = (file: string): Problem => new Problem('not_a_backup', `${file} is not a backup that quayside backup wrote.`);

const torn = (file: string): Problem =>
  new Problem('backup_torn', `The backup ${file} is torn: it ends before all of it was written. Use another backup.`);
