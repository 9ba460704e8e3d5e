import type { Criteria, ValueKind } from '../../../criteria/index.ts';
import { kindOfField } from '../../../criteria/index.ts';
import { COMPANY, type FieldShape, type ObjectShape } from '../../../records/index.ts';
import { isCompanyOfContact } from './wire-values.ts';
import { meets } from './filter-rows.ts';
import { InvalidCondition, type Comparison, type Condition, type Operator } from './condition.ts';
import { fromWire, idsOfWireList, timeOfWire, wireName } from './wire-values.ts';

/** What a condition is read with: the object it asks about, all others, and in which money prices stand. */
export interface ConditionTerms {
  shape: ObjectShape;
  shapes: ReadonlyMap<number, ObjectShape>;
  currency: string;
  /** How the type calls its number, besides `id`. */
  idField: string;
  /** What every record has in fields that are not kept. */
  unkept?: Readonly<Record<string, string | null>>;
}

const TIMES: Readonly<Record<string, 'created' | 'updated' | 'last_activity'>> = { date: 'created', dlm: 'updated', dla: 'last_activity' };
const NUMBERS: Readonly<Record<string, 'email_status' | 'sms_status' | 'import'>> = {
  bulk_mail: 'email_status',
  bulk_sms: 'sms_status',
  import_id: 'import',
};

/** A condition as criteria. Refuses with `InvalidCondition` fields that there are not, and what cannot be asked of a field. */
export function criteriaOfCondition(condition: Condition, terms: ConditionTerms): Criteria {
  if ('join' in condition) {
    const parts = condition.parts.map((part) => criteriaOfCondition(part, terms));
    return condition.join === 'and' ? { all: parts } : { any: parts };
  }
  const [name = '', ...rest] = condition.field.split('//');
  return rest.length > 0 ? ofRelated(name, { ...condition, field: rest.join('//') }, terms) : ofOwn(name, condition, terms);
}

function ofRelated(name: string, asked: Comparison, terms: ConditionTerms): Criteria {
  const field = fieldNamed(name, terms.shape);
  const { key, singular, plural } = terms.shape;
  // Older clients name the table that a field is of, which is mostly the very one that is asked.
  if (!field && [key, singular, plural].some((own) => own.toLowerCase() === name.toLowerCase())) return ofOwn(asked.field, asked, terms);
  const shape = field?.parentObjectId === null || field === undefined ? undefined : terms.shapes.get(field.parentObjectId);
  if (!field || !shape) throw new InvalidCondition(`“${name}” leads to no other record.`);
  return { parent: field.id, matches: criteriaOfCondition(asked, { ...terms, shape, idField: 'id', unkept: {} }) };
}

function ofOwn(name: string, asked: Comparison, terms: ConditionTerms): Criteria {
  if (name === 'id' || name === terms.idField) return { system: 'id', ...question('record', asked, numbers(asked)) } as Criteria;
  if (name === 'unique_id') return { system: 'unique_id', ...question('text', asked, asked.values) } as Criteria;
  if (name === 'owner') return ofOwner(asked);
  if (name === 'contact_cat') return ofTags(asked);
  const time = TIMES[name];
  if (time) return { system: time, ...question('time', asked, asked.values.map(moment)) } as Criteria;
  const number = NUMBERS[name];
  if (number) return { system: number, ...question(number === 'import' ? 'record' : 'number', asked, numbers(asked)) } as Criteria;
  const field = fieldNamed(name, terms.shape);
  if (!field && terms.unkept && Object.hasOwn(terms.unkept, name))
    return meets(terms.unkept, { ...asked, field: name }) ? { all: [] } : { any: [] };
  const kind = field && kindOfField(field);
  if (!field || !kind) throw new InvalidCondition(`There is no field “${name}”.`);
  if (isCompanyOfContact(terms.shape, field)) return ofCompany(field, asked, terms);
  return ofField(field, kind, asked, terms);
}

const fieldNamed = (name: string, shape: ObjectShape): FieldShape | undefined =>
  shape.fields.find((field) => wireName(field) === name && field.deletedAt === null);

function ofField(field: FieldShape, kind: ValueKind, asked: Comparison, { currency }: ConditionTerms): Criteria {
  if (kind === 'check') return ofCheck(field.id, asked);
  if (kind === 'choices') return ofChoices(field, asked);
  const isPattern = asked.operator === 'like' || asked.operator === 'not like';
  const values = isPattern ? asked.values : asked.values.map((value) => fromWire(field, value, { currency }) ?? '');
  return { field: field.id, ...question(kind, asked, values as (string | number)[]) } as Criteria;
}

/** Of a contact, calls know the company by its name. */
function ofCompany({ id: field }: FieldShape, asked: Comparison, { shapes, ...terms }: ConditionTerms): Criteria {
  if (asked.operator === 'is null') return { field, operator: 'is_blank' };
  if (asked.operator === 'is not null') return { field, operator: 'is_not_blank' };
  const shape = shapes.get(COMPANY);
  const name = shape?.fields.find(({ columnName }) => columnName === 'name');
  if (!shape || !name) throw new InvalidCondition('There are no companies.');
  const isNot = isNegative(asked.operator);
  const matches = ofField(name, 'text', isNot ? { ...asked, operator: OPPOSITE[asked.operator] ?? '=' } : asked, {
    ...terms,
    shape,
    shapes,
  });
  const met: Criteria = { parent: field, matches };
  return isNot ? { not: met } : met;
}

const OPPOSITE: Readonly<Record<string, Operator>> = { '<>': '=', 'not in': 'in', 'not like': 'like', 'does not contain': 'contains' };

function ofCheck(field: number, { operator, values }: Comparison): Criteria {
  const isOn = /^(1|true)$/i.test(values[0] ?? '');
  if (operator === 'is null' || operator === 'is not null')
    return { field, operator: operator === 'is null' ? 'is_not_checked' : 'is_checked' };
  if (operator !== '=' && operator !== '<>') throw new InvalidCondition('A check box is on or off.');
  return { field, operator: (operator === '=') === isOn ? 'is_checked' : 'is_not_checked' };
}

/** A list is asked for its options by number, also within the pattern that older clients ask with: `%*\/*3*\/*%`. */
function ofChoices({ id: field }: FieldShape, { operator, values }: Comparison): Criteria {
  if (operator === 'is null') return { field, operator: 'is_blank' };
  if (operator === 'is not null') return { field, operator: 'is_not_blank' };
  const ids = values.flatMap((value) => idsOfWireList(value.replaceAll('%', '')));
  if (ids.length === 0) return { field, operator: isNegative(operator) ? 'is_not_blank' : 'is_blank' };
  return { field, operator: isNegative(operator) ? 'has_none' : operator === '=' ? 'has_all' : 'has_any', values: ids };
}

function ofTags({ operator, values }: Comparison): Criteria {
  const tag = values.flatMap((value) => idsOfWireList(value.replaceAll('%', '')));
  if (tag.length === 0) throw new InvalidCondition('Tags are asked for by number.');
  return { tag, operator: isNegative(operator) ? 'has_none' : 'has_any' };
}

function ofOwner(asked: Comparison): Criteria {
  if (asked.operator === 'is null') return { owner: [], operator: 'is_blank' };
  if (asked.operator === 'is not null') return { owner: [], operator: 'is_not_blank' };
  if (!['=', '<>', 'in', 'not in'].includes(asked.operator)) throw new InvalidCondition('An owner is one of some users, or is not.');
  return { owner: numbers(asked), operator: isNegative(asked.operator) ? 'is_not' : 'is' };
}

const isNegative = (operator: Operator): boolean => ['<>', 'not in', 'not like', 'does not contain'].includes(operator);

const ORDER: Readonly<Record<string, { plain: string; time: string }>> = {
  '>': { plain: 'greater', time: 'after' },
  '<': { plain: 'less', time: 'before' },
  '>=': { plain: 'at_least', time: 'on_or_after' },
  '<=': { plain: 'at_most', time: 'on_or_before' },
};

const WORDS: Readonly<Record<string, string>> = {
  like: 'like',
  'not like': 'not_like',
  contains: 'contains',
  'does not contain': 'does_not_contain',
};

/** The operator and values of a condition, as criteria ask them of a kind of value. */
function question(
  kind: ValueKind,
  { operator }: Comparison,
  values: readonly (string | number)[],
): { operator: string; values?: unknown[] } {
  if (operator === 'is null') return { operator: 'is_blank' };
  if (operator === 'is not null') return { operator: 'is_not_blank' };
  const isTime = kind === 'time' || kind === 'date';
  const given = values.filter((value) => value !== '');
  const isEqual = operator === '=' || operator === 'in';
  if (given.length === 0 && (isEqual || operator === '<>' || operator === 'not in'))
    return { operator: isEqual ? 'is_blank' : 'is_not_blank' };
  const order = ORDER[operator];
  if (order) return { operator: isTime ? order.time : order.plain, values: given.slice(0, 1) };
  const words = WORDS[operator];
  if (words) {
    if (kind !== 'text') throw new InvalidCondition('Only texts are asked for parts.');
    return { operator: words, values: [...given] };
  }
  if (isTime) return { operator: isEqual ? 'on' : 'not_on', values: given.slice(0, 1) };
  return { operator: isEqual ? 'is' : 'is_not', values: [...given] };
}

function numbers({ values, operator }: Comparison): number[] {
  if (operator === 'is null' || operator === 'is not null') return [];
  if (values.some((value) => !/^-?\d{1,15}(\.\d+)?$/.test(value.trim()))) throw new InvalidCondition('This is asked for with a number.');
  return values.map(Number);
}

/** A time as criteria read it: seconds since 1970, or a date. */
function moment(value: string): string {
  const text = value.trim();
  const time = timeOfWire(text);
  if (time) return time.toISOString();
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text;
  throw new InvalidCondition('A time is given in seconds since 1970.');
}
