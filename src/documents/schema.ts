import { z } from 'zod';

export { mergeFieldsFor } from './rules/merge-fields.ts';

const LONGEST_TEXT = 20_000;
const MOST_BLOCKS = 200;

const text = z.string().max(LONGEST_TEXT, `A block may have at most ${LONGEST_TEXT} characters.`);
const label = z.string().max(200, 'A button says at most 200 characters.');
const address = z.string().trim().max(2_000, 'An address may have at most 2000 characters.');

export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heading'), text, level: z.literal([1, 2, 3]) }),
  z.strictObject({ type: z.literal('text'), text }),
  z.strictObject({ type: z.literal('button'), label, url: address }),
  z.strictObject({ type: z.literal('divider') }),
]);
export type Block = z.infer<typeof blockSchema>;

/**
 * What a letter, and later a page or form, is made of. `plain` is one text as typed into a letter by hand; `blocks` is a list of blocks.
 * What is still empty is allowed while it is being written. Texts may carry merge fields (`{{ contact.first_name | default: "friend" }}`), `**bold**`, `*italic*` and `[words](https://…)`.
 */
export const documentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plain'), text: text.max(LONGEST_TEXT) }),
  z.strictObject({
    kind: z.literal('blocks'),
    blocks: z.array(blockSchema).max(MOST_BLOCKS, `A document has at most ${MOST_BLOCKS} blocks.`),
  }),
]);
export type Document = z.infer<typeof documentSchema>;

/** Something a text may ask of a record: `{{ contact.first_name }}`. */
export interface MergeField {
  path: string;
  label: string;
  /** Under which heading a picker shows it. */
  group: string;
}
