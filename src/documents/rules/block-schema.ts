import { z } from 'zod';
import { criteriaSchema } from '../../criteria/schema.ts';

const LONGEST_TEXT = 20_000;
const LONGEST_HTML = 100_000;
const MOST_BLOCKS = 200;
const MOST_COLUMNS = 4;

const text = z.string().max(LONGEST_TEXT, `A block may have at most ${LONGEST_TEXT} characters.`);
const label = z.string().max(200, 'A button says at most 200 characters.');
const address = z.string().trim().max(2_000, 'An address may have at most 2000 characters.');
export const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour looks like #0B5D66.');
const align = z.enum(['left', 'center', 'right']);
const pixels = (most: number) => z.int().min(0).max(most, `At most ${most} pixels.`);

/** What every block may say of itself. `id` stays with a block while it is moved about; `on` shows it on phones or on wide screens alone. */
const any = {
  id: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional(),
  on: z.enum(['phone', 'desktop']).optional(),
};

/** Where a picture comes from: one that was uploaded (`asset:12`), or an address. */
export const picture = z.union([z.literal(''), z.string().regex(/^asset:\d{1,15}$/), address], 'Choose a picture, or give its address.');

export const SOCIAL_NETWORKS = [
  'facebook',
  'instagram',
  'x',
  'linkedin',
  'youtube',
  'tiktok',
  'mastodon',
  'bluesky',
  'whatsapp',
  'website',
  'email',
] as const;

export const socialLinks = z.array(z.strictObject({ network: z.enum(SOCIAL_NETWORKS), url: address })).max(12);

export const FONTS = ['system', 'serif', 'rounded', 'mono'] as const;

const headingBlock = z.strictObject({
  ...any,
  type: z.literal('heading'),
  text,
  level: z.literal([1, 2, 3]),
  align: align.optional(),
  color: colour.optional(),
});
const textBlock = z.strictObject({
  ...any,
  type: z.literal('text'),
  text,
  align: align.optional(),
  size: z.enum(['small', 'normal', 'large']).optional(),
  color: colour.optional(),
});
const buttonBlock = z.strictObject({
  ...any,
  type: z.literal('button'),
  label,
  url: address,
  align: align.optional(),
  isWide: z.boolean().optional(),
  background: colour.optional(),
  color: colour.optional(),
});
const imageBlock = z.strictObject({
  ...any,
  type: z.literal('image'),
  src: picture,
  alt: z.string().max(500, 'Describe the picture in at most 500 characters.'),
  /** It is there to look nice only, and needs no description. */
  isDecorative: z.boolean().optional(),
  url: address.optional(),
  /** How wide it is shown; the width of its column when left out. */
  width: pixels(1_200).optional(),
  align: align.optional(),
});
const dividerBlock = z.strictObject({ ...any, type: z.literal('divider'), color: colour.optional() });
const spacerBlock = z.strictObject({ ...any, type: z.literal('spacer'), height: pixels(200) });
const socialBlock = z.strictObject({
  ...any,
  type: z.literal('social'),
  links: socialLinks,
  align: align.optional(),
});
/** HTML by hand: cleaned of everything that acts by itself. */
const htmlBlock = z.strictObject({
  ...any,
  type: z.literal('html'),
  html: z.string().max(LONGEST_HTML, 'At most 100,000 characters of HTML.'),
});
/** The words under the letters of whoever it comes from. */
const signatureBlock = z.strictObject({ ...any, type: z.literal('signature') });
/** The brand's logo, or the account's name where it has none. */
const logoBlock = z.strictObject({
  ...any,
  type: z.literal('logo'),
  align: align.optional(),
  width: pixels(600).optional(),
  url: address.optional(),
});
/** A block kept for use in many documents; compiled in as it stands when the document is published. */
const savedBlock = z.strictObject({ ...any, type: z.literal('saved'), savedId: z.int().positive() });

// What asks visitors for something: in forms, on pages, and nowhere else.
const answers = {
  label: text.max(300, 'A question has at most 300 characters.'),
  help: text.max(500, 'At most 500 characters.').optional(),
  /** Shown only when another field of the form was answered so. */
  shownWhen: z
    .strictObject({ fieldId: z.int().positive(), is: z.enum(['equals', 'not_equals', 'answered']), value: z.string().max(500).default('') })
    .optional(),
};
const fieldBlock = z.strictObject({
  ...any,
  type: z.literal('field'),
  ...answers,
  /** A field of the form's object. */
  fieldId: z.int().positive(),
  isRequired: z.boolean().optional(),
  placeholder: z.string().max(200).optional(),
});
/** A box to tick; its words are kept with the permission, as they stood when it was ticked. */
const consentBlock = z.strictObject({
  ...any,
  type: z.literal('consent'),
  channel: z.enum(['email', 'sms']),
  text: text.max(1_000, 'At most 1000 characters.'),
  topicIds: z.array(z.int().positive()).max(50).optional(),
  isRequired: z.boolean().optional(),
});
/** A field nobody sees, filled from what is written here, or from the address the page was opened with (`?plan=…`). */
const hiddenBlock = z.strictObject({
  ...any,
  type: z.literal('hidden'),
  fieldId: z.int().positive(),
  from: z.enum(['value', 'address']),
  value: z.string().max(500),
});
const submitBlock = z.strictObject({ ...any, type: z.literal('submit'), label, align: align.optional(), isWide: z.boolean().optional() });

const LEAVES = [
  headingBlock,
  textBlock,
  buttonBlock,
  imageBlock,
  dividerBlock,
  spacerBlock,
  socialBlock,
  htmlBlock,
  signatureBlock,
  logoBlock,
  savedBlock,
  fieldBlock,
  consentBlock,
  hiddenBlock,
  submitBlock,
] as const;
/** A block that holds no others. */
export const leafSchema = z.discriminatedUnion('type', LEAVES).meta({ id: 'LeafInput' });
export type Leaf = z.infer<typeof leafSchema>;

/** Blocks that only those receivers see for whom the criteria hold when the letter is made; `otherwise` is for all others. */
const conditionOf = <Inner extends z.ZodType>(inner: Inner) =>
  z.strictObject({
    ...any,
    type: z.literal('condition'),
    criteria: criteriaSchema.nullable(),
    blocks: z.array(inner).max(MOST_BLOCKS),
    otherwise: z.array(inner).max(MOST_BLOCKS).optional(),
  });

const innerSchema = z.discriminatedUnion('type', [...LEAVES, conditionOf(leafSchema)]).meta({ id: 'InnerBlockInput' });
export type InnerBlock = z.infer<typeof innerSchema>;

/** A stripe over the whole width, of one to four columns beside each other; on phones they stand below each other. */
const sectionBlock = z.strictObject({
  ...any,
  type: z.literal('section'),
  columns: z
    .array(
      z.strictObject({
        /** In percent of the stripe; equal shares when left out. */
        width: z.int().min(10).max(90).optional(),
        blocks: z.array(innerSchema).max(MOST_BLOCKS),
      }),
    )
    .min(1)
    .max(MOST_COLUMNS, `A section has at most ${MOST_COLUMNS} columns.`),
  background: colour.optional(),
  /** Above and below. */
  padding: pixels(120).optional(),
});

const outerSchema = z.discriminatedUnion('type', [...LEAVES, sectionBlock]).meta({ id: 'OuterBlockInput' });
export const blockSchema = z.discriminatedUnion('type', [...LEAVES, sectionBlock, conditionOf(outerSchema)]).meta({ id: 'BlockInput' });
export type Block = z.infer<typeof blockSchema>;
export type SectionBlock = z.infer<typeof sectionBlock>;

/** How a document looks where its blocks say nothing; what is left out is as the account's brand says. */
export const lookSchema = z.strictObject({
  /** Around the sheet that the words stand on. */
  background: colour.optional(),
  sheet: colour.optional(),
  text: colour.optional(),
  accent: colour.optional(),
  font: z.enum(FONTS).optional(),
  width: pixels(1_200).optional(),
});
export type Look = z.infer<typeof lookSchema>;

/**
 * What a letter, a form or a page is made of. `plain` is one text as typed into a letter by hand; `blocks` is a tree of blocks.
 * What is still empty is allowed while it is being written. Texts may carry merge fields (`{{ contact.first_name | default: "friend" }}`), `**bold**`, `*italic*` and `[words](https://…)`.
 */
export const documentSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('plain'), text: text.max(LONGEST_TEXT) }),
    z.strictObject({
      kind: z.literal('blocks'),
      blocks: z.array(blockSchema).max(MOST_BLOCKS, `A document has at most ${MOST_BLOCKS} blocks.`),
      look: lookSchema.optional(),
    }),
  ])
  .meta({ id: 'DocumentInput' });
export type Document = z.infer<typeof documentSchema>;

/** Something a text may ask of a record: `{{ contact.first_name }}`. */
export interface MergeField {
  path: string;
  label: string;
  /** Under which heading a picker shows it. */
  group: string;
  /** What formats it can have: of dates (`date: "long"`), of numbers (`number: 2`), of money (`money`). */
  type?: 'date' | 'datetime' | 'number' | 'money';
}
