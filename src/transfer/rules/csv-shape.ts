import { CsvReader, type CsvRecord, type CsvShape } from './csv.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** More columns than any export has; what has more is no table. */
export const COLUMN_LIMIT = 1_000;

/** How the beginning of a file is laid out: what separates its cells and lines, and whether its first row names the columns. */
export interface DetectedShape extends CsvShape {
  delimiter: Delimiter;
  /** The file begins with Excel's line `sep=;`, which is no row. */
  separatorLine: boolean;
  hasHeader: boolean;
}

/** Reads the shape off the first part of a file. The delimiter is the one that gives most rows the same number of cells. */
export function detectShape(sample: string): DetectedShape {
  const newline = sample.includes('\n') ? '\n' : sample.includes('\r') ? '\r' : '\n';
  const named = /^sep=([,;|\t])\r?(?:\n|$)/.exec(sample)?.[1] as Delimiter | undefined;
  const text = named ? sample.slice(sample.indexOf(newline) + 1) : sample;
  const delimiter = named ?? bestDelimiter(text, newline);
  const rows = firstRecords(text, { delimiter, newline }, 20);
  return { delimiter, newline, separatorLine: named !== undefined, hasHeader: looksLikeHeader(rows) };
}

/** The first records of a sample whose last one may be cut off. */
function firstRecords(sample: string, shape: CsvShape, count: number): CsvRecord[] {
  const reader = new CsvReader(shape);
  const whole = reader.push(sample);
  return (whole.length > 0 ? whole : reader.end()).slice(0, count);
}

/** What is rarer inside cells comes first: of two that fit equally well it is the separator. */
const BY_RARITY: readonly Delimiter[] = ['\t', '|', ';', ','];

function bestDelimiter(text: string, newline: '\n' | '\r'): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of BY_RARITY) {
    const score = consistency(firstRecords(text, { delimiter, newline }, 200));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** How much a file looks like a table under a delimiter: the share of rows with the usual number of cells, then that number. */
function consistency(rows: readonly CsvRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells, problem } of rows) if (!problem) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let [usual, times] = [1, 0];
  for (const [cells, often] of counts) if (cells > 1 && often > times) [usual, times] = [cells, often];
  return usual === 1 ? 0 : times / rows.length + Math.min(usual, 100) / 1_000;
}

const VALUE_SHAPES = [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, /^[+(]?\d[\d\s().,/:-]*$/, /^https?:\/\//i, /^\d{4}-\d{2}-\d{2}/];

/** A first row in which a cell has the shape of a value, or an empty one where rows below are filled, is data. */
export function looksLikeHeader(rows: readonly CsvRecord[]): boolean {
  const [first] = rows;
  if (!first) return true;
  return !first.cells.some((cell) => VALUE_SHAPES.some((shape) => shape.test(cell.trim())));
}

/** What a file is, when it is no text: told by how it begins. Undefined for what may be CSV. */
export function notText(start: Uint8Array): string | undefined {
  const begins = (...bytes: number[]): boolean => bytes.every((byte, at) => start[at] === byte);
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return compoundFile(start);
  if (begins(0x1f, 0x8b)) return 'This file is compressed. Unpack it and upload the CSV.';
  if (begins(0x25, 0x50, 0x44, 0x46)) return 'This is a PDF document, not CSV. Export the data as CSV and upload that.';
  if (isUtf16(start)) return undefined;
  let controls = 0;
  for (const byte of start) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  return controls > start.length / 50 ? 'This file is not text. Export the data as CSV and upload that.' : undefined;
}

/** Whether a file is a ZIP archive, as workbooks are. */
export const isZip = (start: Uint8Array): boolean => start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03 && start[3] === 0x04;

/** Old workbooks are stored like this, and so is a new one in the wrapper its password makes. */
function compoundFile(start: Uint8Array): string {
  const names = new TextDecoder('utf-16le').decode(start.subarray(0, start.length & ~1));
  return names.includes('EncryptedPackage') || names.includes('EncryptionInfo')
    ? 'This workbook is locked with a password. Take the password off in your spreadsheet program, save it, and upload that.'
    : 'This is an old Excel workbook (.xls), which cannot be read here. Save it as .xlsx or CSV and upload that.';
}

/** UTF-16 with a mark, or without one when every other byte of its beginning is zero, as it is for Latin letters. */
export function isUtf16(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const length = Math.min(start.length, 1_000) & ~1;
  if (length < 4) return undefined;
  let [even, odd] = [0, 0];
  for (let at = 0; at < length; at += 2) {
    if (start[at] === 0) even++;
    if (start[at + 1] === 0) odd++;
  }
  if (odd > length * 0.35 && even < length * 0.05) return 'utf-16le';
  if (even > length * 0.35 && odd < length * 0.05) return 'utf-16be';
  return undefined;
}
