import { Problem } from '../../app/kernel/problem.ts';

export interface Rehosted {
  whole: Buffer;
  thumbnail: Buffer;
  type: string;
  extension: string;
  width: number;
  height: number;
}

/** No image is kept wider or higher, and no thumbnail. */
const WHOLE_PIXELS = 2_560;
const THUMBNAIL_PIXELS = 256;
/** Images of more pixels are refused before they fill the memory. */
const MOST_PIXELS = 60_000_000;

const KEPT: Readonly<Record<string, { type: string; extension: string }>> = {
  jpeg: { type: 'image/jpeg', extension: 'jpg' },
  png: { type: 'image/png', extension: 'png' },
  webp: { type: 'image/webp', extension: 'webp' },
};
/** What else can be read is kept as a WebP; drawings with scripts in them (SVG) are refused. */
const MADE_WEBP: readonly string[] = ['gif', 'avif', 'heif', 'tiff'];

/**
 * Makes an image anew from its pixels: what kind it is is seen from the bytes, and place, camera and whatever else was hidden in it are left
 * behind. Refuses with `not_an_image`.
 */
export async function rehostImage(bytes: Buffer): Promise<Rehosted> {
  try {
    // 23 MB that a process which is never sent an image does without.
    const { default: sharp } = await import('sharp');
    const { format } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    if (format === undefined || !(format in KEPT || MADE_WEBP.includes(format))) throw noImage();
    const kept = KEPT[format] ?? KEPT.webp!;
    const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS, animated: format === 'gif' }).autoOrient();
    const fit = { fit: 'inside', withoutEnlargement: true } as const;
    const { data, info } = await upright
      .clone()
      .resize(WHOLE_PIXELS, format === 'gif' ? undefined : WHOLE_PIXELS, fit)
      .toFormat(kept.extension === 'jpg' ? 'jpeg' : (kept.extension as 'png' | 'webp'), { quality: 85 })
      .toBuffer({ resolveWithObject: true });
    const still = sharp(bytes, { limitInputPixels: MOST_PIXELS }).autoOrient();
    const thumbnail = await still.resize(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, fit).webp({ quality: 80 }).toBuffer();
    return { whole: data, thumbnail, ...kept, width: info.width, height: info.pageHeight ?? info.height };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw noImage();
  }
}

const noImage = (): Problem =>
  new Problem('not_an_image', 'This is no image that can be shown. Upload a JPEG, PNG, WebP or GIF of at most 60 million pixels.');
