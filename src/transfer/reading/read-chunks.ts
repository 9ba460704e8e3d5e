import { stagedLine } from '../rules/copy-text.ts';
import type { CsvRecord } from '../rules/csv.ts';
import { joinRows, rowReader } from '../rules/row-plan.ts';
import { comparable, type RefusedRow, type RowPlan, type TakenRow } from '../rules/rows.ts';
import type { Encoding } from '../schema.ts';
import { recordReader, type RecordReader } from './record-reader.ts';

/** How many rows of the file one transaction merges: the bound of the house for bulk work. */
const CHUNK_ROWS = 20_000;
/** Fewer where rows are long: so much text at most, or a file of one-megabyte cells would fill the memory. */
const CHUNK_TEXT = 16 * 1024 * 1024;

/** All it takes to read a file again from the start, in this process or another thread. */
export interface ReadingPlan {
  accountId: number;
  importId: number;
  encoding: Encoding;
  delimiter: string;
  newline: '\n' | '\r';
  /** Records before the first row of data: the header, and Excel's `sep=` line. */
  headerRecords: number;
  columns: readonly string[];
  rows: RowPlan;
  mode: 'create' | 'update' | 'both';
  /** Rows up to this one are done already and passed over. */
  afterRow: number;
  /** The last row that is read; all of them when left out. */
  untilRow?: number;
  chunkRows?: number;
}

/** Rows of the file, ready to be copied into `import_rows`: what one transaction merges. */
export interface Chunk {
  firstRow: number;
  lastRow: number;
  /** Records in it that have content. */
  rowsRead: number;
  /** COPY's text form. */
  copy: Uint8Array;
}

/**
 * Reads a file that comes in pieces into chunks, such that merging a chunk as a set is the same as merging its rows one after the other:
 * rows about the same record become one row (the later one counts), and where that would not be the same, the chunk ends before the row.
 */
export class ChunkReading {
  readonly #plan: ReadingPlan;
  readonly #records: RecordReader;
  readonly #readRow: (record: CsvRecord) => TakenRow | RefusedRow;
  readonly #prefix: string;
  #header: number;
  #open: OpenChunk = emptyChunk();

  constructor(plan: ReadingPlan) {
    this.#plan = plan;
    this.#records = recordReader(plan);
    this.#readRow = rowReader(plan.rows, plan.columns);
    this.#prefix = `${plan.accountId}\t${plan.importId}`;
    this.#header = plan.headerRecords;
  }

  /** Takes the next piece of the file, null at its end, and gives the chunks that are full. */
  take(bytes: Uint8Array | null): Chunk[] {
    const chunks: Chunk[] = [];
    const records = bytes ? this.#records.push(bytes) : this.#records.end();
    for (const record of records) {
      if (this.#header > 0) this.#header--;
      else if (record.row > this.#plan.afterRow && record.row <= (this.#plan.untilRow ?? record.row)) this.#takeRecord(record, chunks);
    }
    if (!bytes && this.#open.rowsRead > 0) chunks.push(this.#close());
    return chunks;
  }

  #takeRecord(record: CsvRecord, chunks: Chunk[]): void {
    const row = this.#readRow(record);
    if (!('reason' in row) && this.#mustWait(row)) chunks.push(this.#close());
    const open = this.#open;
    if (open.rowsRead++ === 0) open.firstRow = row.row;
    open.lastRow = row.row;
    open.text += row.raw.length;
    this.#place(row);
    if (open.rowsRead >= (this.#plan.chunkRows ?? CHUNK_ROWS) || open.text >= CHUNK_TEXT) chunks.push(this.#close());
  }

  /** Whether what becomes of this row depends on whether an earlier row of the chunk can be merged. */
  #mustWait(row: TakenRow): boolean {
    if (this.#plan.rows.match.length === 0) return false;
    const earlier = this.#sameRecord(row);
    if (earlier && (earlier.createProblem !== null || earlier.claims.length + row.claims.length > 0)) return true;
    return row.claims.some((claim) => this.#open.claims.has(claim));
  }

  #place(row: TakenRow | RefusedRow): void {
    const earlier = 'reason' in row ? undefined : this.#sameRecord(row);
    if (!('reason' in row) && earlier) {
      if (this.#plan.mode === 'create') {
        this.#open.rows.push({ row: row.row, raw: row.raw, reason: `Row ${row.row} is about the same record as row ${earlier.row}.` });
      } else joinRows(earlier, row);
      return;
    }
    this.#open.rows.push(row);
    if ('reason' in row || this.#plan.rows.match.length === 0) return;
    const [key] = row.keys;
    if (typeof key === 'string') this.#open.byKey.set(comparable(key), row);
    for (const claim of row.claims) this.#open.claims.add(claim);
  }

  #sameRecord(row: TakenRow): TakenRow | undefined {
    const [key] = row.keys;
    return typeof key === 'string' ? this.#open.byKey.get(comparable(key)) : undefined;
  }

  #close(): Chunk {
    const { rows, firstRow, lastRow, rowsRead } = this.#open;
    this.#open = emptyChunk();
    let text = '';
    for (const row of rows) text += stagedLine(this.#prefix, row);
    return { firstRow, lastRow, rowsRead, copy: new TextEncoder().encode(text) };
  }
}

interface OpenChunk {
  rows: (TakenRow | RefusedRow)[];
  byKey: Map<string, TakenRow>;
  claims: Set<string>;
  firstRow: number;
  lastRow: number;
  rowsRead: number;
  /** Characters of the file in it. */
  text: number;
}

const emptyChunk = (): OpenChunk => ({ rows: [], byKey: new Map(), claims: new Set(), firstRow: 0, lastRow: 0, rowsRead: 0, text: 0 });
