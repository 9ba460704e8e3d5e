import { MultiSelect, NumberInput, Select, Stack } from '@mantine/core';
import type { FieldShape, Value } from '../../../src/records/schema.ts';
import { minorDigits, resultFor } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { FieldInput, FormulaText } from '../../records/index.tsx';
import type { Names } from '../use-names.ts';
import { DurationInput, NameSelect, NARROW } from './inputs.tsx';
import { MergeText } from './merge-text.tsx';
import type { Settings, SettingsProps } from './settings.ts';

export interface Change {
  how: string;
  value?: Value;
  amount?: number | undefined;
  unit?: string;
  options?: number[];
  by?: number | undefined;
  formula?: string;
  fromFieldId?: number | undefined;
  text?: string;
}

const UNITS = ['days', 'weeks', 'months', 'years'] as const;
const WITH_HOURS = ['hours', ...UNITS] as const;
type ShiftUnit = (typeof WITH_HOURS)[number];

/** Types whose values are worked out or lie elsewhere, so that no form writes them for many at once. */
const CLOSED = new Set<string>(['formula', 'rollup', 'related', 'relation', 'image', 'file']);

/** What stands in a copy is read as a person would type it. */
const NEVER_COPIED = new Set<string>(['related', 'relation', 'image', 'file']);
const NEVER_FILLED = new Set<string>(['check', 'user', 'parent', 'image', 'file']);

/** What happens to one field of every record: set, cleared, worked out, copied, options added or removed, a number added, a date moved. */
export function FieldForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const fields = names.fields.filter((field) => !field.isReadOnly && !CLOSED.has(field.type));
  const field = fields.find(({ id }) => id === settings.fieldId);
  const change = (settings.change ?? { how: 'set' }) as Change;
  const set = (next: Change): void => onChange({ ...settings, change: next });
  const begin = (fieldId: number | undefined): void => {
    const next = fields.find(({ id }) => id === fieldId);
    onChange(next ? { fieldId, change: firstChange(waysOf(next)[0]!, next) } : {});
  };
  return (
    <Stack gap="sm">
      <NameSelect
        label={t('steps.field')}
        named={fields.map(({ id, label }) => ({ id, name: label }))}
        value={settings.fieldId as number | undefined}
        error={errorAt('fieldId')}
        onChange={begin}
        isFirst
      />
      {field && waysOf(field).length > 1 && (
        <Select
          label={t('steps.field.how')}
          data={waysOf(field).map((how) => ({ value: how, label: t(`steps.field.how.${how}`) }))}
          value={change.how}
          onChange={(how) => set(firstChange(how ?? 'set', field))}
          allowDeselect={false}
        />
      )}
      {field && <Answer key={field.id} {...{ field, change, names }} error={errorAt('change')} onChange={set} />}
    </Stack>
  );
}

interface AnswerProps {
  field: FieldShape;
  change: Change;
  names: Names;
  error: string | undefined;
  onChange: (change: Change) => void;
}

function Answer(props: AnswerProps) {
  const { field, change, names, error, onChange } = props;
  switch (change.how) {
    case 'set':
      return (
        <FieldInput
          field={field}
          value={change.value ?? null}
          error={error}
          onChange={(value) => onChange({ how: 'set', ...(value === null ? {} : { value }) })}
        />
      );
    case 'include':
    case 'exclude':
      return (
        <MultiSelect
          label={t('steps.field.options')}
          data={field.options.filter(({ archived }) => !archived).map(({ id, label }) => ({ value: String(id), label }))}
          value={(change.options ?? []).map(String)}
          error={error}
          onChange={(ids) => onChange({ ...change, options: ids.map(Number) })}
          searchable
        />
      );
    case 'add':
      return <AddedNumber {...props} />;
    case 'multiply':
      return (
        <NumberInput
          label={t('steps.field.by')}
          description={t('steps.field.by.why')}
          value={change.by ?? ''}
          error={error}
          onChange={(by) => onChange({ ...change, by: by === '' ? undefined : Number(by) })}
          styles={NARROW}
        />
      );
    case 'shift':
    case 'from_now':
      return <Distance {...props} />;
    case 'copy':
      return (
        <NameSelect
          label={t('steps.field.from')}
          named={names.fields
            .filter(({ id, type }) => id !== field.id && !NEVER_COPIED.has(type))
            .map(({ id, label }) => ({ id, name: label }))}
          value={change.fromFieldId}
          error={error}
          onChange={(fromFieldId) => onChange({ ...change, fromFieldId })}
        />
      );
    case 'fill':
      return (
        <MergeText
          label={t('steps.field.text')}
          description={t('steps.field.text.why')}
          value={change.text ?? ''}
          error={error}
          onChange={(text) => onChange({ ...change, text })}
          names={names}
          isLong={field.type === 'longtext'}
        />
      );
    case 'calculate':
      return <Calculated {...props} />;
    default:
      return null;
  }
}

/** Prices are kept in the smallest unit of the currency. */
function AddedNumber({ field, change, names: { currency }, error, onChange }: AnswerProps) {
  const unit = field.type === 'price' ? 10 ** minorDigits(currency) : 1;
  return (
    <NumberInput
      label={t('steps.field.amount')}
      description={t('steps.field.amount.why')}
      value={change.amount === undefined ? '' : change.amount / unit}
      error={error}
      decimalScale={field.type === 'price' ? minorDigits(currency) : 10}
      {...(field.type === 'price'
        ? { rightSection: <span className="quiet">{currency}</span>, rightSectionWidth: 56, hideControls: true }
        : {})}
      onChange={(amount) => onChange({ ...change, amount: amount === '' ? undefined : Math.round(Number(amount) * unit * 1e9) / 1e9 })}
      styles={NARROW}
    />
  );
}

function Calculated({ field, change, names, error, onChange }: AnswerProps) {
  const object = names.objects.find(({ id }) => id === names.objectId);
  if (!object) return null;
  return (
    <FormulaText
      object={object}
      fieldId={undefined}
      expression={change.formula ?? ''}
      result={resultFor(field) ?? 'text'}
      onChange={(formula) => onChange({ ...change, formula })}
      error={error}
    />
  );
}

function Distance({ field, change, error, onChange }: AnswerProps) {
  const isBack = (change.amount ?? 0) < 0;
  const amount = Math.abs(change.amount ?? 0);
  const unit = (change.unit ?? 'days') as ShiftUnit;
  const ways = change.how === 'shift' ? (['on', 'back'] as const) : (['fromNow', 'ago'] as const);
  return (
    <>
      <Select
        label={t('steps.field.direction')}
        data={ways.map((way) => ({ value: way, label: t(`steps.field.direction.${way}`) }))}
        value={ways[isBack ? 1 : 0]}
        onChange={(way) => onChange({ ...change, amount: way === ways[1] ? -Math.max(1, amount) : amount })}
        allowDeselect={false}
      />
      <DurationInput
        label={t('steps.field.howLong')}
        units={field.type === 'datetime' ? WITH_HOURS : UNITS}
        amount={amount}
        unit={unit as (typeof UNITS)[number]}
        error={error}
        onChange={(next) => onChange({ ...change, unit: next.unit, amount: next.amount * (isBack ? -1 : 1) })}
      />
    </>
  );
}

const HOWS = ['set', 'include', 'exclude', 'shift', 'from_now', 'add', 'multiply', 'calculate', 'copy', 'fill', 'clear'] as const;
type How = (typeof HOWS)[number];

function waysOf(field: FieldShape): How[] {
  const isTime = field.type === 'date' || field.type === 'datetime';
  const isNumber = (field.type === 'number' || field.type === 'price') && field.columnName === null;
  const fits: Record<How, boolean> = {
    set: !field.isUnique,
    include: field.type === 'list',
    exclude: field.type === 'list',
    shift: isTime,
    from_now: isTime,
    add: isNumber,
    multiply: isNumber,
    calculate: resultFor(field) !== undefined && field.columnName === null,
    copy: !field.isUnique,
    fill: !field.isUnique && !NEVER_FILLED.has(field.type),
    clear: !field.isRequired,
  };
  const ways = HOWS.filter((how) => fits[how]);
  return ways.length > 0 ? ways : ['set'];
}

function firstChange(how: string, { type }: FieldShape): Change {
  if (how === 'set') return type === 'check' ? { how, value: true } : { how };
  if (how === 'include' || how === 'exclude') return { how, options: [] };
  if (how === 'shift') return { how, amount: 1, unit: 'days' };
  return how === 'from_now' ? { how, amount: 0, unit: 'days' } : { how };
}

/** Whether enough is filled in to try a change. */
export function isFieldReady({ fieldId, change }: Settings): boolean {
  const { how, value, amount, options, by, formula, fromFieldId, text } = (change ?? {}) as Change;
  if (!fieldId || !how) return false;
  const filled = (one: unknown): boolean => one !== undefined && one !== null && String(one).trim() !== '';
  if (how === 'include' || how === 'exclude') return (options ?? []).length > 0;
  const needed: Readonly<Record<string, unknown>> = {
    set: value,
    multiply: by,
    calculate: formula,
    copy: fromFieldId,
    fill: text,
    clear: true,
  };
  return filled(how in needed ? needed[how] : amount);
}
