import { storedType, type FieldChange, type FieldShape } from '../../../records/index.ts';
import { fromWire, idsOfWireList, toWire } from '../rules/wire-values.ts';
import { daysFromNow, wordOfDistance } from './days.ts';
import { fieldNamed, nameOfField, Unmeant, wholeNumber, type RuleAction, type RuleTerms, type Wording } from './terms.ts';

/** What the third parameter says: put in place, added to what is there, or taken from it. */
type Way = 'set' | 'add' | 'remove';
const WAYS: Readonly<Record<string, Way>> = { '': 'set', set: 'set', add: 'add', remove: 'remove', subtract: 'remove' };
const UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;

/**
 * `Change_field_to_fieldvalue(field,value,option)`: an empty value, or NULL, clears. Of a list, option 0 adds options and 1 takes them out; of a number, a
 * price or a date `add` and `remove` change what is there. A word such as TODAY or 7DFNOW is counted from the day on which the rule runs.
 */
export const changeField: Wording<RuleAction> = {
  name: 'Change_field_to_fieldvalue',
  parameters: ['field', 'value?', 'option?'],
  read([name = '', value = '', option = ''], terms) {
    if (name.trim() === 'owner') return { kind: 'owner.change', settings: { ownerId: ownerOf(value, terms) } };
    const field = fieldNamed(terms, name);
    return { kind: 'field.change', settings: { fieldId: field.id, change: changeOf(field, value, wayOf(field, option), terms) } };
  },
  say({ kind, settings }, terms) {
    if (kind === 'owner.change') return [['owner', String((settings as { ownerId: number }).ownerId), '0']];
    if (kind !== 'field.change') return undefined;
    const { fieldId, change } = settings as { fieldId: number; change: FieldChange };
    const name = nameOfField(terms, fieldId);
    const words =
      name === undefined
        ? undefined
        : wordsOf(
            terms.shape.fields.find(({ id }) => id === fieldId)!,
            change,
            terms,
          );
    return words && [[name!, ...words]];
  },
};

function ownerOf(value: string, { things }: RuleTerms): number {
  const id = wholeNumber(value, 'the owner');
  if (!things.user.has(id)) throw new Unmeant(`there is no user ${id}.`);
  return id;
}

function wayOf(field: FieldShape, option: string): Way {
  const word = option.trim().toLowerCase();
  if (field.type === 'list' && (word === '0' || word === '1')) return word === '0' ? 'add' : 'remove';
  if (word === '0') return 'set';
  if (!Object.hasOwn(WAYS, word)) throw new Unmeant(`“${word.slice(0, 40)}” is no option. Give 0 to set the field, “add” or “remove”.`);
  return WAYS[word]!;
}

function changeOf(field: FieldShape, value: string, way: Way, { currency }: RuleTerms): FieldChange {
  if (way === 'set') {
    if (value.trim() === '' || value.trim() === 'NULL') return { how: 'clear' };
    const days = isCalendar(field) ? daysFromNow(value) : undefined;
    if (days !== undefined) return { how: 'from_now', amount: days, unit: 'days' };
    return { how: 'set', value: fromWire(field, value, { currency }) as string };
  }
  if (field.type === 'list') return { how: way === 'add' ? 'include' : 'exclude', options: optionsOf(field, value) };
  const sign = way === 'add' ? 1 : -1;
  if (isCalendar(field)) return shifted(value, sign);
  const amount = fromWire(field, value, { currency });
  if (typeof amount !== 'number') throw new Unmeant(`nothing can be added to ${field.label}, or “${value.slice(0, 40)}” is no number.`);
  return { how: 'add', amount: sign * amount };
}

const isCalendar = (field: FieldShape): boolean => ['date', 'datetime'].includes(storedType(field));

function optionsOf(field: FieldShape, value: string): number[] {
  const options = value.includes('*/*') ? idsOfWireList(value) : fromWire(field, value, { currency: 'EUR' });
  if (!Array.isArray(options) || options.length === 0) throw new Unmeant(`${field.label} has no option “${value.slice(0, 40)}”.`);
  return options as number[];
}

/** `3 days`, `2 weeks`. */
function shifted(value: string, sign: 1 | -1): FieldChange {
  const [, count, word] = /^\s*(\d{1,5})\s*([a-z]+?)s?\s*$/i.exec(value) ?? [];
  const unit = UNITS.find((one) => one === `${word?.toLowerCase()}s`);
  if (count === undefined || unit === undefined)
    throw new Unmeant(`“${value.slice(0, 40)}” is no stretch of time. Give one like “3 days”.`);
  return { how: 'shift', amount: sign * Number(count), unit };
}

/** The value and option that say a change; undefined for changes that calls have no words for. */
function wordsOf(field: FieldShape, change: FieldChange, { currency }: RuleTerms): [string, string] | undefined {
  const inWire = (value: unknown): string => toWire(field, value as never, { currency }) ?? '';
  switch (change.how) {
    case 'clear':
      return ['', field.type === 'list' ? '' : '0'];
    case 'set':
      return [isCalendar(field) ? String(change.value) : inWire(change.value), field.type === 'list' ? '' : '0'];
    case 'add':
      return [inWire(Math.abs(change.amount)), change.amount < 0 ? 'remove' : 'add'];
    case 'include':
    case 'exclude':
      return [inWire(change.options), change.how === 'include' ? '0' : '1'];
    case 'shift':
      return [`${Math.abs(change.amount)} ${change.unit}`, change.amount < 0 ? 'remove' : 'add'];
    case 'from_now':
      return change.unit === 'days' ? [wordOfDistance(change.amount), '0'] : undefined;
    default:
      return undefined;
  }
}
