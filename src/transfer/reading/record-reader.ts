import { CsvReader, type CsvRecord } from '../rules/csv.ts';
import type { Encoding } from '../schema.ts';
import { decodeText } from './decode-text.ts';

/** How the bytes of a file become records. */
export interface RecordShape {
  encoding: Encoding;
  delimiter: string;
  newline: '\n' | '\r';
}

/** Takes a file in pieces and gives its records in order, numbered as spreadsheets number rows, the header among them. */
export interface RecordReader {
  push(bytes: Uint8Array): CsvRecord[];
  end(): CsvRecord[];
}

/**
 * The one place where bytes become records: all that reads a file goes through it (looking at it, previews, the run in its thread), so that
 * another format needs a reader here and nothing else.
 */
export function recordReader(shape: RecordShape): RecordReader {
  const decoding = decodeText(shape.encoding);
  const csv = new CsvReader(shape);
  return {
    push: (bytes) => csv.push(decoding.write(bytes)),
    end: () => [...csv.push(decoding.end()), ...csv.end()],
  };
}
