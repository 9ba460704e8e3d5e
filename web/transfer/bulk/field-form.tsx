import { MultiSelect, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core';
import type { FieldShape, Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { FieldInput } from '../../records/index.tsx';
import type { ActionFormProps, Settings } from './action-form.tsx';

interface Change {
  how: string;
  value?: Value;
  amount?: number;
  unit?: string;
  options?: number[];
}

const UNITS = ['days', 'weeks', 'months', 'years'] as const;

/** Types whose values are worked out or lie elsewhere, so that no form writes them for many at once. */
const CLOSED = new Set<string>(['formula', 'rollup', 'related', 'relation', 'image', 'file']);

/** What happens to one field of every record: set, cleared, options added or removed, a number added, a date moved. */
export function FieldForm({ object, settings, onChange }: ActionFormProps) {
  const fields = object.fields.filter((field) => !field.isReadOnly && !CLOSED.has(field.type));
  const field = fields.find(({ id }) => id === settings.fieldId);
  const change = (settings.change ?? { how: 'set' }) as Change;
  const set = (next: Change): void => onChange({ ...settings, change: next as unknown as Settings });
  return (
    <Stack gap="sm">
      <Select
        label={t('bulk.field')}
        data={fields.map(({ id, label }) => ({ value: String(id), label }))}
        value={field ? String(field.id) : null}
        onChange={(id) => {
          const next = fields.find((one) => String(one.id) === id);
          onChange({ fieldId: Number(id ?? 0), change: (next ? firstChange(waysOf(next)[0]!) : { how: 'set' }) as unknown as Settings });
        }}
        allowDeselect={false}
        searchable
        openOnFocus={false}
        data-autofocus
      />
      {field && waysOf(field).length > 1 && (
        <Select
          label={t('bulk.field.how')}
          data={waysOf(field).map((how) => ({ value: how, label: t(`bulk.field.how.${how as 'set'}`) }))}
          value={change.how}
          onChange={(how) => set(firstChange(how ?? 'set'))}
          allowDeselect={false}
        />
      )}
      {field && change.how === 'set' && (
        <FieldInput
          field={field}
          value={change.value ?? null}
          onChange={(value) => set({ how: 'set', ...(value === null ? {} : { value }) })}
        />
      )}
      {field && (change.how === 'include' || change.how === 'exclude') && (
        <MultiSelect
          label={t('bulk.field.options')}
          data={field.options.filter(({ archived }) => !archived).map(({ id, label }) => ({ value: String(id), label }))}
          value={(change.options ?? []).map(String)}
          onChange={(ids) => set({ ...change, options: ids.map(Number) })}
          searchable
        />
      )}
      {field && ['add', 'shift', 'from_now'].includes(change.how) && (
        <NumberInput
          label={t('bulk.field.amount')}
          description={change.how === 'from_now' ? undefined : t('bulk.field.amount.why')}
          value={change.amount ?? ''}
          allowDecimal={change.how === 'add' && field.type === 'number'}
          onChange={(amount) => set({ ...change, ...(amount === '' ? { amount: undefined as never } : { amount: Number(amount) }) })}
        />
      )}
      {field && ['shift', 'from_now'].includes(change.how) && (
        <SegmentedControl
          aria-label={t('bulk.field.unit')}
          data={[...(field.type === 'datetime' ? (['hours'] as const) : []), ...UNITS].map((unit) => ({
            value: unit,
            label: t(`bulk.field.unit.${unit}`),
          }))}
          value={change.unit ?? 'days'}
          onChange={(unit) => set({ ...change, unit })}
          fullWidth
        />
      )}
    </Stack>
  );
}

function waysOf(field: FieldShape): string[] {
  const isTime = field.type === 'date' || field.type === 'datetime';
  const isNumber = (field.type === 'number' || field.type === 'price') && field.columnName === null;
  return [
    ...(field.isUnique ? [] : ['set']),
    ...(field.type === 'list' ? ['include', 'exclude'] : []),
    ...(isTime ? ['shift', 'from_now'] : []),
    ...(isNumber ? ['add'] : []),
    ...(field.isRequired ? [] : ['clear']),
  ].concat(field.isUnique && field.isRequired && !isTime && !isNumber ? ['set'] : []);
}

function firstChange(how: string): Change {
  if (how === 'add') return { how };
  if (how === 'include' || how === 'exclude') return { how, options: [] };
  return how === 'shift' || how === 'from_now' ? { how, unit: 'days' } : { how };
}

/** Whether enough is filled in to try it. */
export function isFieldReady({ fieldId, change }: Settings): boolean {
  const { how, value, amount, options } = (change ?? {}) as Change;
  if (!fieldId || !how) return false;
  if (how === 'set') return value !== undefined && value !== null && value !== '';
  if (how === 'include' || how === 'exclude') return (options ?? []).length > 0;
  return how === 'clear' || amount !== undefined;
}
