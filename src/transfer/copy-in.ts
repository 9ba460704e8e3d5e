import { pipeline } from 'node:stream/promises';
import { Readable, type Writable } from 'node:stream';

/** Sends bytes in COPY's form to a table, and gives when the database has taken them all. */
export async function copyIn(table: Writable, bytes: Uint8Array): Promise<void> {
  await pipeline(Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)], { objectMode: false }), table);
}
