import type { FieldShape, Value } from '../../../src/records/schema.ts';
import { formatPrice, formulaText } from '../../../src/records/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import type { Names } from '../use-names.ts';
import { allOf, durationOf, nameIn, OPEN, someOf, textOf } from './words.ts';

interface Change {
  how?: string;
  value?: Value;
  amount?: number;
  unit?: string;
  options?: number[];
  by?: number;
  formula?: string;
  fromFieldId?: number;
  text?: string;
}

/** "Set City to Kiel", "Move Renewal date by 3 days". */
export function sentenceOfChange(settings: Record<string, unknown>, names: Names): string {
  const field = names.fields.find(({ id }) => id === settings.fieldId);
  const label = labelOf(settings.fieldId as number | undefined, names);
  const change = (settings.change ?? {}) as Change;
  const { amount = 0 } = change;
  switch (change.how) {
    case 'clear':
      return t('steps.change.clear', { field: label });
    case 'add':
      return t(amount < 0 ? 'steps.change.take' : 'steps.change.add', { field: label, amount: amountOf(field, Math.abs(amount), names) });
    case 'multiply':
      return t('steps.change.multiply', { field: label, by: change.by ?? OPEN });
    case 'calculate':
      return t('steps.change.set', { field: label, value: formulaOf(change.formula, names) });
    case 'copy':
      return t('steps.change.copy', { field: label, from: labelOf(change.fromFieldId, names) });
    case 'fill':
      return t('steps.change.fill', { field: label, text: textOf(change.text) });
    case 'include':
    case 'exclude':
      return t(`steps.change.${change.how}`, {
        field: label,
        options:
          someOf(
            (change.options ?? []).map((id) => optionOf(field, id)),
            allOf,
          ) || OPEN,
      });
    case 'shift':
      return t(amount < 0 ? 'steps.change.back' : 'steps.change.on', { field: label, duration: durationWith(change) });
    case 'from_now':
      return amount === 0
        ? t(change.unit === 'hours' ? 'steps.change.now' : 'steps.change.today', { field: label })
        : t(amount < 0 ? 'steps.change.ago' : 'steps.change.fromNow', { field: label, duration: durationWith(change) });
    default:
      return t('steps.change.set', { field: label, value: field ? textOfValue(field, change.value ?? null, names) : OPEN });
  }
}

function labelOf(fieldId: number | undefined, { fields }: Names): string {
  return fields.find(({ id }) => id === fieldId)?.label ?? (fieldId ? t('automations.gone') : OPEN);
}

/** A formula with the labels of its fields. */
function formulaOf(formula: string | undefined, { objects, objectId }: Names): string {
  const object = objects.find(({ id }) => id === objectId);
  return formula && object ? formulaText(formula, object, objects) : textOf(formula);
}

const durationWith = ({ amount = 0, unit = 'days' }: Change): string => durationOf({ amount: Math.abs(amount), unit });

const amountOf = (field: FieldShape | undefined, amount: number, { currency }: Names): string =>
  field?.type === 'price' ? formatPrice(amount, currency, language.locale) : new Intl.NumberFormat(language.locale).format(amount);

const optionOf = (field: FieldShape | undefined, id: unknown): string =>
  field?.options.find((option) => option.id === Number(id) || option.label === id)?.label ?? t('automations.gone');

/** A value of a field in one word; what needs looking up (a record, a file) stays open. */
export function textOfValue(field: FieldShape, value: Value, names: Names): string {
  if (field.type === 'check') return t(value === true ? 'automations.yes' : 'automations.no');
  if (value === null || value === '') return OPEN;
  switch (field.type) {
    case 'dropdown':
    case 'list':
      return allOf((Array.isArray(value) ? value : [value]).map((id) => optionOf(field, id)));
    case 'user':
      return nameIn(names.users, value);
    case 'price':
    case 'number':
      return amountOf(field, Number(value), names);
    case 'date':
    case 'datetime':
      return dayOf(String(value), field.type === 'date' ? 'UTC' : names.timeZone);
    default:
      return typeof value === 'object' || field.type === 'parent' ? OPEN : String(value);
  }
}

function dayOf(value: string, timeZone: string): string {
  const isDay = value.length === 10;
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return value;
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', ...(isDay ? {} : { timeStyle: 'short' }), timeZone }).format(
    moment,
  );
}
