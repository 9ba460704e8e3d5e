import { z } from 'zod';
import { FIELD_TYPES, LIMITS, OPTION_COLORS, RESULT_TYPES, ROLLUP_FUNCTIONS } from './rules/shape.ts';

export {
  addressCell,
  countryName,
  formatPrice,
  formatValue,
  minorDigits,
  PLAIN_CONTEXT,
  resultFor,
  storedType,
  type ValueContext,
} from './rules/format-value.ts';
export { COUNTRY_CODES } from './rules/countries.ts';
export { allowedEdits, editsBetween, FROM_ITS_END } from './rules/spelling.ts';
export { cardSettingsSchema, DEFAULT_BANDS, type CardSettings } from './rules/card-settings.ts';
export { formulaByIds, formulaText } from './rules/formula/references.ts';
export { linksBetween, type Links } from './rules/links.ts';
export { standingValue } from './rules/option-change.ts';
export {
  ADDRESS_PARTS,
  COMPANY,
  CONTACT,
  CONTACT_FIELDS,
  DEAL,
  FIELD_TYPES,
  LIMITS,
  OPTION_COLORS,
  PERMISSION_STATUS,
  RESULT_TYPES,
  ROLLUP_FUNCTIONS,
  type Address,
  type AddressPart,
  type FieldOption,
  type FieldSettings,
  type FieldShape,
  type FieldType,
  type ObjectShape,
  type OptionColor,
  type ResultType,
  type RollupFunction,
  type SectionShape,
  type TabShape,
  type StoredFile,
  type Value,
} from './rules/shape.ts';

export const objectParams = z.object({ object: z.coerce.number().int().min(0) });
/** A page of the bin: words of the names, and where the page before ended. */
export const binQuery = z.object({ search: z.string().max(200).optional(), cursor: z.string().max(80).optional() });
export const recordParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });

const name = (what: string, most: number) =>
  z
    .string(`Give ${what}.`)
    .trim()
    .min(1, `Give ${what}.`)
    .max(most, `This may have at most ${most} characters.`)
    .refine(isPlain, 'Remove the character NUL.');

function isPlain(text: string): boolean {
  return !text.includes('\0');
}

const longText = (most: number) =>
  z
    .string('Give a text.')
    .max(most, `This may have at most ${most.toLocaleString('en')} characters.`)
    .refine(isPlain, 'Remove the character NUL.');

const id = z.int('Give a number.').positive('Give a number above zero.');
const idParam = z.coerce.number('This is no number.').int().positive();

export const fieldParams = objectParams.extend({ field: idParam });
export const optionParams = fieldParams.extend({ option: idParam });
export const optionChangeParams = objectParams.extend({ change: idParam });
export const fileParams = z.object({ id: idParam, name: z.string().max(1_000) });
export const fileQuery = z.object({ size: z.enum(['whole', 'thumbnail']).default('whole') });
export const uploadQuery = z.object({ as: z.enum(['file', 'image']).default('file') });
export const relationParams = recordParams.extend({ field: idParam });
export const relatedQuery = z.object({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const linksBody = z.strictObject({
  ids: z.array(id).min(1, 'Name a record.').max(1_000, 'Relate at most 1,000 records at once.'),
});
export const sectionParams = objectParams.extend({ section: idParam });
export const tabParams = objectParams.extend({ tab: idParam });
export const tagParams = recordParams.extend({ tag: idParam });
export const objectTagParams = objectParams.extend({ tag: idParam });
export const tagChangeParams = objectParams.extend({ change: idParam });
export const recordFieldParams = recordParams.extend({ field: idParam });
export const noteParams = z.object({ id: idParam });
export const taskParams = z.object({ id: idParam });
export const eventParams = z.object({ id: idParam });

/** Values as somebody types them, keyed by a field's id or key. */
const values = z.record(z.string(), z.unknown(), 'Give values by field.');

export const enterRecordBody = z.strictObject({
  values,
  ownerId: id.optional(),
  tags: z.array(name('a tag', LIMITS.tag)).max(100, 'Give at most 100 tags at once.').optional(),
});

export const editRecordBody = z.strictObject({
  values: values.default({}),
  ownerId: id.optional(),
  /** The version that was looked at: where somebody changed one of the same fields since, the change is refused. */
  version: id.optional(),
});

/** Names of fields in an address, with commas between them: their ids or keys. */
export const fieldNames = z
  .string()
  .max(10_000, 'These are too many fields for an address.')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine((names) => names.length > 0, 'Name at least one field, or leave this out.');
export const resourceParams = objectParams.extend({ id: idParam });
export const resourceQuery = z.object({ fields: fieldNames.optional() });

const fieldValues = z.record(z.string(), z.unknown(), 'Give values by field.');
const rowTags = z.array(name('a tag', LIMITS.tag)).max(100, 'Give at most 100 tags at once.').optional();
export const newResourceBody = z.strictObject({ fields: fieldValues, ownerId: id.optional(), tags: rowTags });
export const changeResourceBody = z.strictObject({
  fields: fieldValues.default({}),
  ownerId: id.optional(),
  /** The version that was looked at: where somebody changed one of the same fields since, the change is refused. */
  version: id.optional(),
});
/** `by` names the unique field whose value says which record is meant. */
export const upsertBody = z.strictObject({
  by: z.string('Name the unique field.').min(1).max(100),
  fields: fieldValues,
  ownerId: id.optional(),
  tags: rowTags,
});

/** So many rows are written in one transaction. */
const ROWS_AT_ONCE = 1_000;
export const bulkRowsBody = z.strictObject({
  mode: z.enum(['create', 'update', 'upsert'], 'Say whether to create, update or upsert.'),
  /** Of `upsert`: the unique field whose value says which record each row is about. */
  by: z.string().min(1).max(100).optional(),
  /** Whether nothing is written where one row cannot be. */
  allOrNothing: z.boolean().default(false),
  rows: z
    .array(
      z.strictObject({
        /** Of `update`: which record. */
        id: id.optional(),
        fields: fieldValues.default({}),
        ownerId: id.optional(),
        tags: rowTags,
        /** The only version of the record that may stand. */
        version: id.optional(),
      }),
    )
    .min(1, 'Give at least one row.')
    .max(ROWS_AT_ONCE, 'Give at most 1,000 rows at once.'),
});
export const bulkDeleteBody = z.strictObject({
  ids: z.array(id).min(1, 'Name a record.').max(ROWS_AT_ONCE, 'Delete at most 1,000 records at once.'),
  allOrNothing: z.boolean().default(false),
});

export const presenceBody = z.strictObject({
  /** One open page; it makes up a name for itself. */
  page: z.string().regex(/^[a-z0-9-]{8,40}$/, 'Give the page a name of its own.'),
  doing: z.enum(['arriving', 'here', 'leaving']),
  fieldId: id.nullable().default(null),
});

const hangingLimit = z.coerce.number().int().min(1).max(500, 'A page has at most 500.').default(500);
/** Pages of what hangs on a record, the latest first: `after` is the `next` of the page before. */
export const tasksOfRecordQuery = z.object({ after: idParam.optional(), limit: hangingLimit });
export const notesOfRecordQuery = z.object({
  after: z
    .string()
    .regex(/^[01]\.\d{1,15}$/, 'This page is not known. Begin with the first.')
    .transform((text) => ({ isPinned: text.startsWith('1'), id: Number(text.slice(2)) }))
    .optional(),
  limit: hangingLimit,
});
export const historyQuery = z.object({
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A moment in the history of a record: just before an event, or just after it. */
export const momentQuery = z.object({
  event: idParam,
  side: z.enum(['before', 'after']).default('after'),
});
export const putBackBody = z.strictObject({
  event: id,
  side: z.enum(['before', 'after']).default('after'),
  fields: z.array(id).min(1, 'Choose a field to put back.').max(LIMITS.fieldsOfObject),
  version: id.optional(),
});

export const tagBody = z.strictObject({ name: name('a tag', LIMITS.tag) });
/** Tags with these letters in their names; at most so many of them, behind the one named by `after`. */
export const tagsQuery = z.object({
  search: z.string().trim().max(LIMITS.tag).optional(),
  after: z.string().max(LIMITS.tag).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.tagsOfObject).default(LIMITS.tagsOfObject),
});
export const mergeTagBody = z.strictObject({ into: z.int('Name the tag it goes over into.').positive() });
/** Whether what names a thing was seen, and it may go all the same. */
export const confirmedQuery = z.object({
  confirmed: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
export const noteBody = z.strictObject({ body: longText(LIMITS.note).trim().min(1, 'Write something.') });

export const timelineQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  /** Kinds of event, with commas between them. */
  kinds: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const option = z.strictObject({
  id: id.optional(),
  label: name('the option a label', LIMITS.label),
  color: z.enum(OPTION_COLORS, `Choose one of ${OPTION_COLORS.join(', ')}.`).optional(),
  archived: z.boolean().optional(),
});
const options = z.array(option).max(LIMITS.options, `A field may have at most ${LIMITS.options} options.`);

/** What becomes of an option that is taken away. */
export const optionFateBody = z.discriminatedUnion(
  'how',
  [
    z.strictObject({ how: z.literal('replace'), with: id }),
    z.strictObject({ how: z.literal('clear') }),
    z.strictObject({ how: z.literal('archive') }),
  ],
  'Say how: replace, clear or archive.',
);

export const newObjectBody = z.strictObject({
  singular: name('a name for one', LIMITS.label),
  plural: name('a name for many', LIMITS.label),
  icon: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'Choose an icon.')
    .optional(),
  description: longText(500).optional(),
  nameLabel: name('the name field a label', LIMITS.label).optional(),
});
export const objectBody = newObjectBody.omit({ nameLabel: true }).partial();
/** The ids of all objects in the order in which they are to be shown. */
export const objectOrderBody = z.strictObject({ objects: z.array(z.int().min(0)).max(LIMITS.objects) });

/** What a field of a type that is more than a place for values is made of; its type decides what counts. */
const fieldSettings = z.strictObject({
  /** Fields by label or id: `{Value} * {Company.Employees}`. */
  expression: longText(LIMITS.formula).optional(),
  isName: z.boolean().optional(),
  result: z.enum(RESULT_TYPES, `Choose one of ${RESULT_TYPES.join(', ')}.`).optional(),
  objectId: z.int().min(0).optional(),
  fieldId: id.optional(),
  function: z.enum(ROLLUP_FUNCTIONS, `Choose one of ${ROLLUP_FUNCTIONS.join(', ')}.`).optional(),
  ofFieldId: id.nullable().optional(),
  parentFieldId: id.optional(),
  otherLabel: name('the other side a label', LIMITS.label).optional(),
});

export const newFieldBody = z.strictObject({
  label: name('a label', LIMITS.label),
  type: z.enum(FIELD_TYPES, `Choose one of ${FIELD_TYPES.join(', ')}.`),
  sectionId: id.optional(),
  options: options.optional(),
  parentObjectId: z.int().min(0).optional(),
  settings: fieldSettings.optional(),
  isRequired: z.boolean().optional(),
  isUnique: z.boolean().optional(),
  sortable: z.boolean().optional(),
  help: longText(500).optional(),
});
export const fieldBody = newFieldBody.omit({ parentObjectId: true }).partial();

/** A formula that is being written. */
export const formulaBody = z.strictObject({
  expression: longText(LIMITS.formula),
  result: z.enum(RESULT_TYPES, `Choose one of ${RESULT_TYPES.join(', ')}.`),
  /** The field that has the formula now; left out of one that is not made yet. */
  fieldId: id.optional(),
});

/** An object with all it is made of at once. */
export const wholeObjectBody = newObjectBody.extend({
  fields: z
    .array(newFieldBody.omit({ sectionId: true }))
    .max(100, 'Give at most 100 fields at once; add more later.')
    .optional(),
  pointedFrom: z
    .array(z.strictObject({ objectId: z.int().min(0), label: name('a label', LIMITS.label), isUnique: z.boolean().optional() }))
    .max(20)
    .optional(),
});

export const tabBody = z.strictObject({ name: name('a name', LIMITS.label) });
export const sectionBody = z.strictObject({ name: name('a name', LIMITS.label) });
/** In the first tab when none is named. */
export const newSectionBody = sectionBody.extend({ tabId: id.optional() });
const sectionLayout = z.strictObject({ id, fields: z.array(id).max(LIMITS.fieldsOfObject) });
export const layoutBody = z.strictObject({
  tabs: z.array(z.strictObject({ id, sections: z.array(sectionLayout).max(LIMITS.sectionsOfObject) })).max(LIMITS.tabsOfObject),
});
export { taskTemplateBody, type TaskTemplateInput } from './rules/task-shapes.ts';
