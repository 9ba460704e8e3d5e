import { Problem } from '../../app/kernel/problem.ts';
import type { Answers } from '../schema.ts';

/** A file that came with a form. */
export interface HandedFile {
  name: string;
  fileName: string;
  type: string;
  bytes: Buffer;
}

/** What a browser sent, before anything is believed of it. */
export interface HandedIn {
  answers: Answers;
  files: readonly HandedFile[];
  ip: string;
  userAgent: string;
  /** What the request says of the page it came from. */
  referer: string | undefined;
}

const MOST_FIELDS = 500;
const LONGEST_FIELD = 100_000;
const MOST_FILES = 5;
const MOST_FILE_BYTES = 10 * 1024 * 1024;

interface Upload {
  isMultipart(): boolean;
  parts(
    options: object,
  ): AsyncIterable<
    | { type: 'field'; fieldname: string; value: unknown }
    | { type: 'file'; fieldname: string; filename?: string; mimetype: string; toBuffer(): Promise<Buffer> }
  >;
  body: unknown;
}

/** Reads a submission however it was sent. Refuses `too_much_handed_in` and `file_too_large`; nothing of it is kept yet. */
export async function readHandedIn(request: Upload): Promise<{ answers: Answers; files: HandedFile[] }> {
  if (!request.isMultipart()) return { answers: textsIn(request.body), files: [] };
  const texts: Record<string, unknown> = {};
  const files: HandedFile[] = [];
  const limits = { fileSize: MOST_FILE_BYTES, files: MOST_FILES, fields: MOST_FIELDS, fieldSize: LONGEST_FIELD };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') texts[part.fieldname] = part.value;
      else {
        const bytes = await part.toBuffer();
        // A file input that was left alone comes as a file without a name.
        if (part.filename && bytes.length > 0) files.push({ name: part.fieldname, fileName: part.filename, type: part.mimetype, bytes });
      }
    }
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'FST_REQ_FILE_TOO_LARGE') {
      throw new Problem('file_too_large', `A file may have at most ${MOST_FILE_BYTES / 1024 / 1024} MB here. Send a smaller one.`, {
        status: 413,
      });
    }
    if (code?.startsWith('FST_')) throw tooMuch();
    throw error;
  }
  return { answers: textsIn(texts), files };
}

const tooMuch = (): Problem =>
  new Problem('too_much_handed_in', 'This is more than a form can take. Send fewer files, and shorter texts.', { status: 413 });

function textsIn(body: unknown): Answers {
  const given = Object.entries(typeof body === 'object' && body !== null ? body : {});
  if (given.length > MOST_FIELDS) throw tooMuch();
  const answers: Record<string, string> = Object.create(null);
  for (const [name, value] of given) {
    if (typeof value !== 'string' || name.length > 60) continue;
    if (value.length > LONGEST_FIELD) throw tooMuch();
    answers[name] = value.replaceAll('\0', '');
  }
  return answers;
}
