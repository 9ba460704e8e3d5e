import { isAscii } from 'node:buffer';
import { analyse } from 'chardet';
import { isUtf16 } from '../rules/csv-shape.ts';
import { ENCODINGS, type Encoding } from '../schema.ts';

/** So much of the text around what is not ASCII is weighed. */
const SAMPLE = 256 * 1024;
/** A file of UTF-8 may be damaged here and there; beyond this share of what is not ASCII it is something else. */
const DAMAGED_SHARE = 0.05;

export interface EncodingSearch {
  /** Takes the next bytes of the file. */
  take(bytes: Uint8Array): void;
  result(): Encoding;
}

/**
 * Finds the encoding of a file while it passes by, by its mark or by its first stretches beyond ASCII: UTF-8 if they are valid, else what
 * their letters look like. A sample of the beginning would not do: the first accent often comes late.
 */
export function detectEncoding(): EncodingSearch {
  let start: Uint8Array | undefined;
  let carried: Buffer = Buffer.alloc(0);
  let [damaged, beyondAscii] = [0, 0];
  const sample: Buffer[] = [];
  let sampled = 0;

  const look = (bytes: Buffer): void => {
    if (sampled >= SAMPLE || isAscii(bytes)) return;
    for (const character of new TextDecoder().decode(bytes)) {
      if (character === '\u{fffd}') damaged++;
      else if (character > '\u{7f}') beyondAscii++;
    }
    const lines = linesBeyondAscii(bytes).subarray(0, SAMPLE - sampled);
    sampled += lines.length;
    sample.push(Buffer.from(lines));
  };

  return {
    take(bytes) {
      start ??= bytes.slice(0, 4_096);
      const all = Buffer.concat([carried, bytes]);
      const cut = all.lastIndexOf(0x0a) + 1;
      look(all.subarray(0, cut));
      carried = all.subarray(cut);
    },
    result() {
      const utf16 = isUtf16(start ?? new Uint8Array());
      if (utf16) return utf16;
      look(carried);
      if (damaged === 0 || damaged <= (damaged + beyondAscii) * DAMAGED_SHARE) return 'utf-8';
      return likeliest(Buffer.concat(sample));
    },
  };
}

/** The lines of a piece from the first byte beyond ASCII on. */
function linesBeyondAscii(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte > 127);
  return bytes.subarray(Math.max(0, bytes.lastIndexOf(0x0a, first)));
}

/** Where no byte tells two sets apart chardet names the smaller; Windows' larger one reads both. */
const LARGER: Readonly<Record<string, Encoding>> = {
  'iso-8859-1': 'windows-1252',
  ascii: 'windows-1252',
  'iso-8859-7': 'windows-1253',
  'iso-8859-9': 'windows-1254',
  'iso-8859-8': 'windows-1255',
};

function likeliest(sample: Buffer): Encoding {
  for (const { name } of analyse(sample)) {
    const known = name.toLowerCase();
    const encoding = LARGER[known] ?? known;
    if (encoding !== 'utf-8' && (ENCODINGS as readonly string[]).includes(encoding)) return encoding as Encoding;
  }
  return 'windows-1252';
}
