import type { MergeField } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';

interface Choice {
  value: string;
  label: string;
}

/** The ways in which a field's value can be written; the one that stands there already is always among them. */
export function formatsOf(field: MergeField | undefined, chosen: string): Choice[] {
  const asIs = { value: '', label: t('documents.field.format.asis') };
  const offered = field ? [asIs, ...TEXTS()] : [asIs];
  return offered.some(({ value }) => value === chosen) ? offered : [...offered, { value: chosen, label: chosen }];
}

const TEXTS = (): Choice[] => [
  { value: 'capitalize', label: t('documents.field.format.capitalize') },
  { value: 'upcase', label: t('documents.field.format.upcase') },
  { value: 'downcase', label: t('documents.field.format.downcase') },
];
