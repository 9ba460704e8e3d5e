import { Problem } from '../../app/kernel/problem.ts';

export interface PictureCopies {
  type: 'image/jpeg' | 'image/png' | 'image/gif';
  width: number;
  height: number;
  /** From the narrowest to the widest. */
  copies: { width: number; height: number; bytes: Buffer }[];
}

/** Sharp on fine screens at the widths letters and pages use; nothing is ever made larger than it was. */
const WIDTHS = [160, 320, 640, 1_200, 2_000] as const;
const WIDEST = WIDTHS.at(-1)!;
/** Images of more pixels are refused before they fill the memory. */
const MOST_PIXELS = 60_000_000;
/** Frames of moving pictures count towards them too, so that a small file cannot unfold without end. */
const MOST_MOVING_PIXELS = 30_000_000;
/** A photograph that came as a PNG is a tenth as large as a JPEG. */
const LARGE_PNG_BYTES = 250_000;

const READABLE: ReadonlySet<string> = new Set(['jpeg', 'png', 'gif', 'webp', 'avif', 'heif', 'tiff']);

/**
 * Makes a picture anew from its pixels, at several widths, as JPEG, PNG or GIF: the kinds that every mail program shows. What kind it is is seen from
 * the bytes; place, camera and whatever else was hidden in it are left behind. Refuses with `not_an_image`.
 */
export async function pictureCopies(bytes: Buffer): Promise<PictureCopies> {
  // 23 MB that a process which is never sent an image does without.
  const { default: sharp } = await import('sharp');
  try {
    const seen = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    if (seen.format === undefined || !READABLE.has(seen.format) || !seen.width || !seen.height) throw noPicture();
    const isMoving = seen.format === 'gif' && (seen.pages ?? 1) > 1;
    if (isMoving && seen.width * (seen.pageHeight ?? seen.height) * seen.pages! > MOST_MOVING_PIXELS) throw noPicture();
    const format = isMoving ? 'gif' : seen.format === 'png' || seen.hasAlpha ? 'png' : 'jpeg';
    const type = await keptType(bytes, format);
    const upright = sharp(bytes, { limitInputPixels: isMoving ? false : MOST_PIXELS, animated: isMoving }).autoOrient();
    const width = Math.min(WIDEST, seen.orientation && seen.orientation >= 5 ? seen.height : seen.width);
    const widths = [...WIDTHS.filter((each) => each < width), width];
    const copies: PictureCopies['copies'] = [];
    for (const each of widths) {
      const { data, info } = await upright
        .clone()
        .resize({ width: each, withoutEnlargement: true })
        .toFormat(type, OPTIONS[type])
        .toBuffer({ resolveWithObject: true });
      copies.push({ width: info.width, height: info.pageHeight ?? info.height, bytes: data });
    }
    const widest = copies.at(-1)!;
    return { type: `image/${type}`, width: widest.width, height: widest.height, copies };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw noPicture();
  }
}

type Kept = 'jpeg' | 'png' | 'gif';

const OPTIONS: Readonly<Record<Kept, object>> = {
  jpeg: { quality: 82, mozjpeg: true },
  png: { compressionLevel: 9, palette: true, quality: 90 },
  gif: { effort: 4 },
};

async function keptType(bytes: Buffer, format: Kept): Promise<Kept> {
  if (format !== 'png' || bytes.length < LARGE_PNG_BYTES) return format;
  const { default: sharp } = await import('sharp');
  const { isOpaque } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).stats();
  return isOpaque ? 'jpeg' : 'png';
}

const noPicture = (): Problem =>
  new Problem('not_an_image', 'This is no picture that letters can show. Choose a JPEG, PNG, WebP or GIF of at most 60 million pixels.');
