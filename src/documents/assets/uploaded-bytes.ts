import { Problem } from '../../app/kernel/problem.ts';

/** No picture that is sent in, or fetched, is larger. */
export const MOST_BYTES = 15 * 1024 * 1024;

/** Everything that comes, refused (`file_too_large`) as soon as it is too much. */
export async function uploadedBytes(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    if (total > MOST_BYTES) {
      throw new Problem('file_too_large', `A picture may have at most ${MOST_BYTES / 1024 / 1024} MB. Make it smaller first.`, {
        status: 413,
      });
    }
    kept.push(piece);
  }
  if (total === 0) throw new Problem('empty_file', 'The file is empty. Choose another.');
  return Buffer.concat(kept);
}
