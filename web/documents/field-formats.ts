import type { MergeField } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';

interface Choice {
  value: string;
  label: string;
}

type Format = 'long' | 'short' | 'full' | 'day' | 'month' | 'weekday' | 'time' | 'moment';

const DATES: readonly Format[] = ['long', 'short', 'full', 'day', 'month', 'weekday'];
const TIMES: readonly Format[] = ['moment', 'time'];
const WORDS = ['capitalize', 'upcase', 'downcase'] as const;

/** The ways in which a field's value can be written; the one that stands there already is always among them. */
export function formatsOf(field: MergeField | undefined, chosen: string): Choice[] {
  const offered = [{ value: '', label: t('documents.field.format.asis') }, ...(field ? ofType(field.type) : [])];
  return offered.some(({ value }) => value === chosen) ? offered : [...offered, { value: chosen, label: chosen }];
}

function ofType(type: MergeField['type']): Choice[] {
  switch (type) {
    case 'date':
      return DATES.map(dateChoice);
    case 'datetime':
      return [...TIMES, ...DATES].map(dateChoice);
    case 'number':
      return [0, 2].map((digits) => ({ value: `number: ${digits}`, label: t('documents.field.format.number', { digits }) }));
    case 'money':
      return [{ value: 'money', label: t('documents.field.format.money') }];
    default:
      return WORDS.map((word) => ({ value: word, label: t(`documents.field.format.${word}`) }));
  }
}

const dateChoice = (format: Format): Choice => ({ value: `date: "${format}"`, label: t(`documents.field.format.date.${format}`) });
