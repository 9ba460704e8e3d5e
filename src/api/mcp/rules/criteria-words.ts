import { kindOf, type Count, type Criteria, type Question } from '../../../criteria/index.ts';
import { minorDigits, type FieldShape } from '../../../records/index.ts';

/** What numbers in criteria stand for. */
export interface CriteriaNames {
  objectId: number;
  /** The fields of each object that the caller may see. */
  fields: ReadonlyMap<number, readonly FieldShape[]>;
  plurals: ReadonlyMap<number, string>;
  tags: ReadonlyMap<number, string>;
  users: ReadonlyMap<number, string>;
  groups: ReadonlyMap<number, string>;
  currency: string;
}

type Node = Readonly<Record<string, unknown>>;

/** Criteria as a sentence: `City is Kiel or Lübeck, and has the tag Newcomer`. */
export function criteriaWords(criteria: Criteria, names: CriteriaNames): string {
  const node = criteria as unknown as Node;
  switch (kindOf(criteria)) {
    case 'all':
      return joined(node.all as Criteria[], 'and', names) || 'every record';
    case 'any':
      return joined(node.any as Criteria[], 'or', names) || 'no record';
    case 'not':
      return `not (${criteriaWords(node.not as Criteria, names)})`;
    default:
      return conditionWords(criteria, node, names);
  }
}

function joined(parts: readonly Criteria[], word: 'and' | 'or', names: CriteriaNames): string {
  const isList = (part: Criteria): boolean => ['all', 'any'].includes(kindOf(part));
  return parts.map((part) => (isList(part) ? `(${criteriaWords(part, names)})` : criteriaWords(part, names))).join(`, ${word} `);
}

function conditionWords(criteria: Criteria, node: Node, names: CriteriaNames): string {
  switch (kindOf(criteria)) {
    case 'field': {
      const field = fieldOf(names, node.field);
      const part = node.part === undefined ? '' : ` (${String(node.part)})`;
      return `${field?.label ?? `field ${String(node.field)}`}${part} ${questionWords(node as Question, (value) => valueWords(field, value, names))}`;
    }
    case 'system':
      return `${spaced(node.system)} ${questionWords(node as Question, String)}`;
    case 'owner':
      return `the owner ${questionWords({ ...(node as Question), values: node.owner as never }, (one) => nameIn(names.users, one))}`;
    case 'tag': {
      const tags = (node.tag as number[]).map((one) => nameIn(names.tags, one));
      if (node.operator === 'has_all') return `has all the tags ${listed(tags, 'and')}`;
      return `${node.operator === 'has_none' ? 'has none of the tags' : tags.length > 1 ? 'has one of the tags' : 'has the tag'} ${listed(tags)}`;
    }
    case 'group':
      return `is ${node.operator === 'in' ? '' : 'not '}in the group ${nameIn(names.groups, node.group)}`;
    case 'search':
      return `has the words “${String(node.search)}”`;
    case 'behaviour':
      return behaviourWords(node);
    case 'parent': {
      const field = fieldOf(names, node.parent);
      return `${field?.label ?? 'a parent'} is a record where ${related(node.matches, field?.parentObjectId ?? -1, names)}`;
    }
    case 'children':
      return `${countWords(node.count)} ${names.plurals.get(Number(node.object)) ?? 'records'} point here where ${related(node.matches, Number(node.object), names)}`;
    case 'relation': {
      const field = fieldOf(names, node.relation);
      return `${countWords(node.count)} records related by ${field?.label ?? 'a field'} where ${related(node.matches, field?.settings.objectId ?? -1, names)}`;
    }
    default:
      return Object.entries(node)
        .map(([key, value]) => `${spaced(key)} ${Array.isArray(value) ? value.join(', ') : spaced(value)}`)
        .join(' ');
  }
}

const related = (matches: unknown, objectId: number, names: CriteriaNames): string =>
  matches === undefined ? 'anything holds' : `(${criteriaWords(matches as Criteria, { ...names, objectId })})`;

function questionWords({ operator, values = [], amount, unit }: Question, word: (value: string | number | boolean) => string): string {
  if (amount !== undefined) return `${spaced(operator)} ${amount} ${unit ?? 'days'}`;
  if (values.length === 0) return spaced(operator);
  return `${spaced(operator)} ${listed(values.map(word), operator.includes('between') ? 'and' : 'or')}`;
}

function behaviourWords({ behaviour, subject, count, within }: Node): string {
  const about = Array.isArray(subject) ? ` about number ${listed(subject.map(String))}` : '';
  const when = within === undefined ? '' : ` (${questionWords(within as Question, String)})`;
  return `${spaced(behaviour)} happened ${countWords(count)} times${about}${when}`;
}

const countWords = (count: unknown): string => {
  const { operator, value } = (count ?? { operator: 'at_least', value: 1 }) as Count;
  return `${spaced(operator)} ${value}`;
};

function valueWords(field: FieldShape | undefined, value: string | number | boolean, { users, currency }: CriteriaNames): string {
  const option = field?.options.find(({ id }) => id === value);
  if (option) return option.label;
  if (field?.type === 'user') return nameIn(users, value);
  if (field?.type === 'price' || field?.settings.result === 'price') return `${Number(value) / 10 ** minorDigits(currency)} ${currency}`;
  return String(value);
}

const fieldOf = ({ fields, objectId }: CriteriaNames, id: unknown): FieldShape | undefined =>
  fields.get(objectId)?.find((field) => field.id === id);
const nameIn = (names: ReadonlyMap<number, string>, id: unknown): string =>
  names.get(Number(id)) ?? (typeof id === 'string' ? id : `number ${String(id)}`);
const spaced = (word: unknown): string => String(word).replaceAll(/[_.]/g, ' ');

function listed(words: readonly string[], word: 'and' | 'or' = 'or'): string {
  const shown = words.length > 6 ? [...words.slice(0, 5), `${words.length - 5} more`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)!}`;
}
