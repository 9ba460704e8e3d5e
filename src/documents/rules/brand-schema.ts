import { z } from 'zod';
import { blockSchema, colour, FONTS, picture, socialLinks } from './block-schema.ts';

/** How everything an account publishes looks where a document says nothing of its own, and what stands under every letter. */
export const brandSchema = z.strictObject({
  accent: colour.default('#0B5D66'),
  /** Around the sheet that the words stand on. */
  background: colour.default('#F2F0EA'),
  sheet: colour.default('#FFFFFF'),
  text: colour.default('#1B2428'),
  font: z.enum(FONTS).default('system'),
  /** Of headings; that of the texts when left out. */
  headingFont: z.enum(FONTS).optional(),
  logo: picture.default(''),
  logoAlt: z.string().max(200, 'Describe the logo in at most 200 characters.').default(''),
  /** How wide the logo is shown, in pixels. */
  logoWidth: z.int().min(16).max(600, 'The logo is at most 600 pixels wide.').default(140),
  /** Own words above the postal address. */
  footer: z.string().max(2_000, 'The words at the foot may have at most 2000 characters.').default(''),
  social: socialLinks.default([]),
  /** Under letters that come from the account rather than from one of its users. */
  signature: z.string().max(2_000, 'A signature may have at most 2000 characters.').default(''),
});
export type Brand = z.infer<typeof brandSchema>;

/** The brand of an account that has set none. */
export const DEFAULT_BRAND: Brand = brandSchema.parse({});

const savedName = z.string().trim().min(1, 'Give the block a name.').max(100, 'The name may have at most 100 characters.');

/** One block, or several that are used together, under a name. */
export const createSavedBlockBody = z.strictObject({
  name: savedName,
  blocks: z.array(blockSchema).min(1, 'Choose the blocks to save.').max(50, 'At most 50 blocks are saved as one.'),
});
export type CreateSavedBlock = z.infer<typeof createSavedBlockBody>;
export const updateSavedBlockBody = createSavedBlockBody.partial();
export type UpdateSavedBlock = z.infer<typeof updateSavedBlockBody>;

/** A block kept for use in many documents. */
export interface SavedBlock extends CreateSavedBlock {
  id: number;
  updatedAt: string;
}

export const savedBlockParams = z.object({ id: z.coerce.number().int().positive() });

/** The words a user signs with, as plain lines. */
export const signatureBody = z.strictObject({ signature: z.string().max(2_000, 'A signature may have at most 2000 characters.') });

/** A picture that was uploaded or fetched. `url` is where everybody can see it, at its full width. */
export interface Asset {
  id: number;
  name: string;
  alt: string;
  type: string;
  width: number;
  height: number;
  bytes: number;
  url: string;
  /** A copy of 320 pixels at most, for pickers. */
  smallUrl: string;
  createdAt: string;
}

export const assetParams = z.object({ id: z.coerce.number().int().positive() });
export const assetFileParams = z.object({ name: z.string().max(200) });
export const assetsQuery = z.object({
  search: z.string().max(100).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const fetchAssetBody = z.strictObject({ url: z.url('Give the address of a picture.').max(2_000) });
export const updateAssetBody = z.strictObject({
  name: z.string().trim().min(1, 'Give the picture a name.').max(200).optional(),
  alt: z.string().max(500, 'Describe the picture in at most 500 characters.').optional(),
});

/** HTML as another program made it, to be turned into blocks. */
export const importHtmlBody = z.strictObject({ html: z.string().max(1_000_000, 'At most 1,000,000 characters of HTML.') });
