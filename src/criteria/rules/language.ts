import { z } from 'zod';
import { ADDRESS_PARTS } from '../../records/schema.ts';

/** How deep conditions may be nested, and how many a tree may hold (groups it refers to are counted when it is compiled). */
export const DEEPEST = 12;
export const MOST_NODES = 200;
const MOST_VALUES = 1000;
const LONGEST_TEXT = 1000;

/** A tree of conditions. An empty `all` is true of every record, an empty `any` of none. */
export type Criteria = Joined | Condition;
export type Joined = All | AnyOf | Not;
export interface All {
  all: readonly Criteria[];
}
export interface AnyOf {
  any: readonly Criteria[];
}
export interface Not {
  not: Criteria;
}
export type Condition =
  | FieldCondition
  | SystemCondition
  | OwnerCondition
  | TagCondition
  | ParentCondition
  | ChildrenCondition
  | RelationCondition
  | BehaviourCondition
  | GroupCondition
  | SearchCondition
  | FactCondition;

/** Something known of a record that another domain contributes; the domain's Fact names the key and checks the rest. */
export type FactCondition = Readonly<Record<string, unknown>>;

const id = z.int('Give a whole number.').positive('Ids are above zero.');
const text = z
  .string()
  .max(LONGEST_TEXT, `A text may have at most ${LONGEST_TEXT} characters.`)
  .refine((value) => !value.includes('\0'), 'The text contains the character NUL; remove it.');
const scalar = z.union([text, z.number(), z.boolean()], 'Give a text, a number, true or false.');
const values = z.array(scalar, 'Give a list of values.').max(MOST_VALUES, `A condition may have at most ${MOST_VALUES} values.`);

export const UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;
export type Unit = (typeof UNITS)[number];

/** What is asked of one value: the operator with what it takes (see operators.ts for which type takes which). */
const question = {
  operator: z.string('Say which operator, for example "is".').max(40),
  values: values.optional(),
  amount: z.int('Give a whole number.').min(0, 'Give a number of zero or more.').optional(),
  unit: z.enum(UNITS, `Choose one of ${UNITS.join(', ')}.`).optional(),
};
export const questionSchema = z.strictObject(question);
export type Question = z.infer<typeof questionSchema>;

/** A field of the object asked about, by its id. Of a user field, the values may name `me` and `team`. */
export const fieldCondition = z.strictObject({
  field: id,
  /** Of an address: which part. */
  part: z.enum(ADDRESS_PARTS, `Choose one of ${ADDRESS_PARTS.join(', ')}.`).optional(),
  ...question,
});
export type FieldCondition = z.infer<typeof fieldCondition>;

export const SYSTEM_COLUMNS = [
  'id',
  'unique_id',
  'name',
  'created',
  'updated',
  'last_activity',
  'import',
  'email_status',
  'sms_status',
] as const;
export type SystemColumn = (typeof SYSTEM_COLUMNS)[number];

/** What every record has, whatever its object's fields. */
export const systemCondition = z.strictObject({
  system: z.enum(SYSTEM_COLUMNS, `There is no such property. Choose one of ${SYSTEM_COLUMNS.join(', ')}.`),
  ...question,
});
export type SystemCondition = z.infer<typeof systemCondition>;

/** The owner is one of these users; `me` is whoever looks, `team` whoever counts as the looker's team. */
export const ownerCondition = z.strictObject({
  owner: z.array(z.union([z.literal('me'), z.literal('team'), id], 'Give a user’s id, "me" or "team".')).max(MOST_VALUES),
  operator: z.enum(['is', 'is_not', 'is_blank', 'is_not_blank'], 'Choose "is", "is_not", "is_blank" or "is_not_blank".'),
});
export type OwnerCondition = z.infer<typeof ownerCondition>;

export const tagCondition = z.strictObject({
  tag: z.array(id).min(1, 'Choose at least one tag.').max(MOST_VALUES),
  operator: z.enum(['has_any', 'has_all', 'has_none'], 'Choose "has_any", "has_all" or "has_none".'),
});
export type TagCondition = z.infer<typeof tagCondition>;

/** How often: `{ operator: 'exactly', value: 0 }` says never. */
export const countSchema = z.strictObject({
  operator: z.enum(['at_least', 'at_most', 'exactly'], 'Choose "at_least", "at_most" or "exactly".'),
  value: z.int('Give a whole number.').min(0, 'Give a number of zero or more.').max(1_000_000_000, 'Give a smaller number.'),
});
export type Count = z.infer<typeof countSchema>;

const subtree = z.unknown() as unknown as z.ZodType<Criteria>;

/** The record that a parent field points to matches a tree of its own. */
export interface ParentCondition {
  parent: number;
  matches: Criteria;
}
export const parentCondition = z.strictObject({ parent: id, matches: subtree.optional() }) as unknown as z.ZodType<ParentCondition>;

/** So many records of another object point here through their parent field and match (at least one unless `count` says otherwise). */
export interface ChildrenCondition {
  children: number;
  object: number;
  matches?: Criteria | undefined;
  count?: Count | undefined;
}
export const childrenCondition: z.ZodType<ChildrenCondition> = z.strictObject({
  children: id,
  object: z.int('Give a whole number.').min(0, 'Ids are not below zero.'),
  matches: subtree.optional(),
  count: countSchema.optional(),
});

/** So many records are related by a relation field and match (at least one unless `count` says otherwise). */
export interface RelationCondition {
  relation: number;
  matches?: Criteria | undefined;
  count?: Count | undefined;
}
export const relationCondition: z.ZodType<RelationCondition> = z.strictObject({
  relation: id,
  matches: subtree.optional(),
  count: countSchema.optional(),
});

/** Something happened to the record, by the ledger: a kind of event, perhaps about certain subjects, within a time, so often. */
export const behaviourCondition = z.strictObject({
  behaviour: z.string('Say which kind of event.').min(1, 'Say which kind of event.').max(100),
  subject: z.array(id).min(1, 'Choose at least one, or leave it out for any.').max(MOST_VALUES).optional(),
  count: countSchema.optional(),
  within: questionSchema.optional(),
});
export type BehaviourCondition = z.infer<typeof behaviourCondition>;

export const groupCondition = z.strictObject({
  group: id,
  operator: z.enum(['in', 'not_in'], 'Choose "in" or "not_in".'),
});
export type GroupCondition = z.infer<typeof groupCondition>;

/** Every word begins a word of the record or, where few records have such words, is written nearly so: as in the search box. */
export const searchCondition = z.strictObject({
  search: text.refine((value) => wordsOf(value).length > 0, 'Give at least one word to look for.'),
});
export type SearchCondition = z.infer<typeof searchCondition>;

const MOST_WORDS = 20;
const LONGEST_WORD = 60;

/** The words of a search, as prefixes of the words of a record. */
export function wordsOf(search: string): string[] {
  const words =
    search
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, LONGEST_WORD).join('')))].slice(0, MOST_WORDS);
}

const CONDITIONS = {
  field: fieldCondition,
  system: systemCondition,
  owner: ownerCondition,
  tag: tagCondition,
  parent: parentCondition,
  children: childrenCondition,
  relation: relationCondition,
  behaviour: behaviourCondition,
  group: groupCondition,
  search: searchCondition,
} as const;
export type ConditionKind = keyof typeof CONDITIONS;
export const CONDITION_KINDS = Object.keys(CONDITIONS) as ConditionKind[];

/** A fault of a tree: where (`all.0.operator`), and one sentence saying what to do. */
export interface CriteriaProblem {
  path: string;
  code: string;
  sentence: string;
}

/** What a node is: how it joins others, its kind of condition, or else `fact`. */
export function kindOf(node: Criteria): 'all' | 'any' | 'not' | ConditionKind | 'fact' {
  if ('all' in node) return 'all';
  if ('any' in node) return 'any';
  if ('not' in node) return 'not';
  return CONDITION_KINDS.find((kind) => kind in node) ?? 'fact';
}

/** The tree below a node that speaks of the same records, with the path to each. */
export function branchesOf(node: Criteria): [string, Criteria][] {
  const tree = node as Partial<All & AnyOf & Not>;
  if (tree.all) return tree.all.map((child, index) => [`all.${index}`, child]);
  if (tree.any) return tree.any.map((child, index) => [`any.${index}`, child]);
  return tree.not === undefined ? [] : [['not', tree.not]];
}

/** The tree below a node that speaks of related records. */
export function relatedTreeOf(node: Criteria): Criteria | undefined {
  const kind = kindOf(node);
  const isRelated = kind === 'parent' || kind === 'children' || kind === 'relation';
  return isRelated ? (node as ParentCondition | ChildrenCondition | RelationCondition).matches : undefined;
}

/** Faults of form: what is no tree at all. Ends at the first one of each condition; knows nothing of an account. */
export function formProblems(tree: unknown): CriteriaProblem[] {
  const problems: CriteriaProblem[] = [];
  const counted = { nodes: 0 };
  checkForm(tree, { path: '', depth: 1, counted, problems });
  if (counted.nodes > MOST_NODES) {
    problems.unshift({
      path: '',
      code: 'criteria_too_large',
      sentence: `Criteria may hold at most ${MOST_NODES} conditions. Make a group of some of them and refer to it.`,
    });
  }
  return problems;
}

interface FormWalk {
  path: string;
  depth: number;
  counted: { nodes: number };
  problems: CriteriaProblem[];
}

function checkForm(node: unknown, walk: FormWalk): void {
  const fault = (sentence: string, code = 'criteria_malformed', at = '') =>
    void walk.problems.push({ path: [walk.path, at].filter(Boolean).join('.'), code, sentence });
  if (++walk.counted.nodes > MOST_NODES) return;
  if (walk.depth > DEEPEST) return fault(`Conditions may be nested at most ${DEEPEST} deep.`, 'criteria_too_deep');
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return fault('A condition must be an object.');

  const joins = ['all', 'any', 'not'].filter((key) => key in node);
  if (joins.length > 0 && Object.keys(node).length > 1) {
    return fault(`"${joins[0]}" stands alone in its object; put the other conditions inside it.`);
  }
  const list = (node as All).all ?? (node as AnyOf).any;
  if (joins[0] === 'all' || joins[0] === 'any') {
    if (!Array.isArray(list)) return fault('Give a list of conditions.', undefined, joins[0]);
    list.forEach((child, index) => checkForm(child, { ...walk, path: under(walk.path, `${joins[0]}.${index}`), depth: walk.depth + 1 }));
    return;
  }
  if (joins[0] === 'not') return checkForm((node as Not).not, { ...walk, path: under(walk.path, 'not'), depth: walk.depth + 1 });
  checkCondition(node as Condition, walk, fault);
}

function checkCondition(node: Condition, walk: FormWalk, fault: (sentence: string, code?: string, at?: string) => void): void {
  const kind = kindOf(node);
  if (kind === 'fact') {
    if (Object.keys(node).length === 0) fault('A condition must say what it asks about, for example {"field": 1, "operator": "is_blank"}.');
    return;
  }
  const checked = CONDITIONS[kind as ConditionKind].safeParse(node);
  const issue = checked.error?.issues[0];
  if (issue) return fault(sentenceOf(issue), undefined, issue.path.join('.'));
  const related = (node as ParentCondition).matches;
  if (related !== undefined) checkForm(related, { ...walk, path: under(walk.path, 'matches'), depth: walk.depth + 1 });
  else if (kind === 'parent') fault('Say what the parent must match; {"all": []} for any.', undefined, 'matches');
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `"${issue.keys[0]!.slice(0, 40)}" does not belong in this condition; remove it.`;
  return issue.message;
}

const under = (path: string, key: string): string => (path ? `${path}.${key}` : key);

/** A tree of conditions, checked for form; whether its fields and operators exist only an account can say (`criteriaProblems`). */
export const criteriaSchema: z.ZodType<Criteria> = z
  .any()
  .superRefine((tree, context) => {
    for (const { path, sentence } of formProblems(tree))
      context.addIssue({ code: 'custom', message: sentence, path: path ? path.split('.') : [] });
  })
  .meta({ id: 'Criteria', description: 'Conditions joined by all, any and not.' }) as unknown as z.ZodType<Criteria>;
