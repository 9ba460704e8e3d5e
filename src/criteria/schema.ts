import { z } from 'zod';
import { FOOT_FUNCTIONS } from './rules/foot.ts';
import { criteriaSchema } from './rules/language.ts';
import { viewSettingsSchema } from './rules/view-settings.ts';

export {
  criteriaSchema,
  branchesOf,
  DEEPEST,
  kindOf,
  MOST_NODES,
  relatedTreeOf,
  SYSTEM_COLUMNS,
  UNITS,
  wordsOf,
  type All,
  type AnyOf,
  type BehaviourCondition,
  type ChildrenCondition,
  type Condition,
  type Count,
  type Criteria,
  type CriteriaProblem,
  type FactCondition,
  type FieldCondition,
  type GroupCondition,
  type Not,
  type OwnerCondition,
  type ParentCondition,
  type Question,
  type SearchCondition,
  type SystemColumn,
  type SystemCondition,
  type TagCondition,
  type Unit,
} from './rules/language.ts';
export {
  FIELD_TYPES,
  isRelative,
  kindOfSystemColumn,
  kindOfField,
  kindOfType,
  OPERATORS,
  OPPOSITES,
  STRETCHES,
  type FieldType,
  type Takes,
  type ValueKind,
} from './rules/operators.ts';
export { daysFromToday, isNamedDay, NAMED_DAYS, type NamedDay } from './rules/named-days.ts';
export { FOOT_FUNCTIONS, footFunctionsOf, resultTypeOf, type FootFunction } from './rules/foot.ts';
export { viewSettingsSchema, type ViewSettings } from './rules/view-settings.ts';
export { criteriaWarnings, type CriteriaWarning } from './rules/warnings.ts';

const nonNegative = z.coerce.number('Give a number.').int('Give a whole number.').min(0, 'Give zero or more.');
const positive = z.coerce.number('Give a number.').int('Give a whole number.').positive('Ids are above zero.').max(Number.MAX_SAFE_INTEGER);
const objectId = nonNegative.max(2_147_483_647, 'There is no such object.');

const jsonOfCriteria = (tooLong: string) =>
  z
    .string()
    .max(100_000, tooLong)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'The criteria are not valid JSON.' });
        return z.NEVER;
      }
    });

/** Criteria in a query: the tree as JSON text. */
export const criteriaText = jsonOfCriteria('These criteria are too long for an address; save them as a group.').pipe(criteriaSchema);

const name = z.string('Give the group a name.').trim().min(1, 'Give the group a name.').max(100, 'A name may have at most 100 characters.');
const columns = z.array(z.union([z.int().positive(), z.string().min(1).max(40)])).max(100, 'A list may show at most 100 columns.');
const sort = z.string().min(1).max(40);

export const groupParams = z.object({ id: positive });
export const groupsQuery = z.object({ object: objectId.optional() });
export const createGroupSchema = z.strictObject({
  objectId,
  name,
  criteria: criteriaSchema,
  columns: columns.default([]),
  sort: sort.default('name'),
});
export type CreateGroup = z.infer<typeof createGroupSchema>;
/** `version` is the one the change was made from; somebody else's change in between is not overwritten. */
export const updateGroupSchema = z.strictObject({
  version: z.int(),
  name: name.optional(),
  criteria: criteriaSchema.optional(),
  columns: columns.optional(),
  sort: sort.optional(),
});
export type UpdateGroup = z.infer<typeof updateGroupSchema>;
export const favouriteSchema = z.strictObject({ favourite: z.boolean() });

const viewName = z.string('Give the view a name.').trim().min(1, 'Give the view a name.').max(60, 'A name may have at most 60 characters.');
const roleIds = z.array(z.int().positive()).max(100, 'Share it with everybody instead.');
export const viewParams = z.object({ id: positive });
export const viewsQuery = z.object({ object: objectId });
export const createViewSchema = z.strictObject({
  objectId,
  name: viewName,
  shared: z.boolean().default(false),
  /** Of a shared view: the roles that see it; none means every role. */
  roleIds: roleIds.default([]),
  settings: viewSettingsSchema,
});
export type CreateView = z.infer<typeof createViewSchema>;
/** `version` is the one the change was made from; somebody else's change in between is not overwritten. */
export const updateViewSchema = z.strictObject({
  version: z.int(),
  name: viewName.optional(),
  shared: z.boolean().optional(),
  roleIds: roleIds.optional(),
  settings: viewSettingsSchema.optional(),
});
export type UpdateView = z.infer<typeof updateViewSchema>;
export const arrangeViewsSchema = z.strictObject({ objectId, ids: z.array(z.int().positive()).max(500) });
export const defaultViewSchema = z.strictObject({ objectId, viewId: z.int().positive().nullable() });

/** `group` is the one being edited, if any: it may not refer to itself. */
export const previewSchema = z.strictObject({ object: objectId, criteria: criteriaSchema, group: z.int().positive().optional() });
export type PreviewCriteria = z.infer<typeof previewSchema>;

/** Ids in an address, comma-separated. */
const idList = z
  .string()
  .max(15_000, 'These are too many for an address.')
  .transform((text): unknown[] => (text === '' ? [] : text.split(',').map(Number)))
  .pipe(z.array(z.int('Ids are whole numbers.').positive('Ids are above zero.')));

/** Which records of an object: those of a group, that match further criteria, that have the words; of these, the chosen ones. */
const which = { group: positive.optional(), criteria: criteriaText.optional(), search: z.string().max(200).optional() };
const chosen = { ids: idList.optional(), except: idList.optional() };
export const listParams = z.object({ object: objectId });
export const countQuery = z.object({ ...which, ...chosen });
/** The drop-down field whose options are the columns, and the number that is summed in each. */
export const boardQuery = z.object({ ...which, field: positive, sum: positive.optional() });
const cursor = z.string().max(2_000).optional();
/** Field ids, comma-separated; `7.12` is field 12 of the record that parent field 7 points to. Every visible field when left out. */
const shownColumns = z
  .string()
  .max(2_000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().regex(/^\d{1,9}(\.\d{1,9})?$/, 'Columns are ids of fields, or two of them with a dot between.')))
  .transform((names) => ({
    fields: names.filter((name) => !name.includes('.')).map(Number),
    related: names
      .filter((name) => name.includes('.'))
      .map((name) => name.split('.').map(Number))
      .map(([parentField, field]) => ({ parentField: parentField!, field: field! })),
  }));
export const listQuery = z.object({
  ...which,
  sort: sort.optional(),
  cursor,
  /** So many records after the cursor, or the beginning, are passed over. */
  skip: z.coerce.number().int().min(0).max(10_000, 'Go on from a nearer place of the list.').optional(),
  before: cursor,
  limit: z.coerce.number().int().min(1).max(200, 'A page has at most 200 records.').default(50),
  columns: shownColumns.optional(),
});
/** Conditions whose fields are named by id or by key: read as JSON here, and against the object where they are used. */
const namedCriteria = jsonOfCriteria(
  'These criteria are too long for an address; send them in the body of a query, or save them as a group.',
);
const listedNames = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const INCLUDES = ['parents'] as const;
const resourcePage = { sort: sort.optional(), after: cursor, limit: listQuery.shape.limit };
const isTrue = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A page of records as programs read it. `fields` and `include` have commas between their names. */
export const resourcesQuery = z.object({
  group: positive.optional(),
  criteria: namedCriteria.optional(),
  search: which.search,
  ids: idList.optional(),
  ...resourcePage,
  fields: z.string().max(10_000).transform(listedNames).optional(),
  include: z
    .string()
    .max(200)
    .transform(listedNames)
    .pipe(z.array(z.enum(INCLUDES, 'Only parents can be included.')))
    .optional(),
  count: isTrue.optional(),
});
/** The same in a body, for conditions that are too long for an address. */
export const resourcesBody = z.strictObject({
  group: z.int().positive().optional(),
  criteria: z.record(z.string(), z.unknown()).optional(),
  search: which.search,
  ids: z.array(z.int().positive()).max(10_000, 'Name at most 10,000 records.').optional(),
  sort: sort.optional(),
  after: cursor,
  limit: z.int().min(1).max(200, 'A page has at most 200 records.').default(50),
  fields: z.array(z.string().min(1).max(100)).min(1, 'Name at least one field, or leave this out.').max(500).optional(),
  include: z.array(z.enum(INCLUDES, 'Only parents can be included.')).optional(),
  count: z.boolean().optional(),
});
export type ResourcesAsked = z.infer<typeof resourcesBody>;

export type ListQuery = z.infer<typeof listQuery>;

export const ladderQuery = z.object({ ...which, sort: sort.optional() });
export const rangeQuery = z.object({ ...which, sort: sort.optional(), from: positive, to: positive });
/** `f20:sum,created:min`. */
export const footQuery = z.object({
  ...which,
  foot: z
    .string()
    .max(2_000)
    .transform((text) => text.split(',').map((part) => part.split(':')))
    .pipe(z.array(z.tuple([z.string().min(1).max(40), z.enum(FOOT_FUNCTIONS)])).max(50, 'At most 50 columns have a foot.'))
    .transform((pairs) => Object.fromEntries(pairs)),
});

export const searchQuery = z.object({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(50).default(20) });
