/** A file that comes in pieces, of which the beginning was looked at; `bytes` gives all of it, once. */
export interface BegunFile {
  start: Buffer;
  bytes: AsyncGenerator<Uint8Array>;
}

/** Looks at the first bytes of a file while it comes. */
export async function firstBytes(bytes: AsyncIterable<Uint8Array>, most = 64 * 1024): Promise<BegunFile> {
  const rest = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < most) {
    const { done, value } = await rest.next();
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  const start = Buffer.concat(pieces);
  return { start: start.subarray(0, most), bytes: again(start, rest) };
}

async function* again(start: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}
