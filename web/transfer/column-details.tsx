import { Checkbox, Select } from '@mantine/core';
import { VALUE_SEPARATORS, type ParentTarget, type RelationTarget, type Target, type Written } from '../../src/transfer/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { type ObjectType, useCan, useObjects } from '../app/session.ts';
import { namedObject, type PreviewColumn } from './column-choices.ts';
import classes from './transfer.module.css';

interface DetailsProps<Of extends Target = Target> {
  object: ObjectType;
  column: PreviewColumn;
  target: Of;
  onChange: (target: Target) => void;
}

/** What else there is to say of a column: how its records are found, how its dates and numbers are written, what becomes of new values. */
export function ColumnDetails({ target, ...rest }: DetailsProps) {
  if (target.to === 'parent' || target.to === 'relation') return <NamedDetails target={target} {...rest} />;
  if (target.to === 'field' || target.to === 'new') return <FieldDetails target={target} {...rest} />;
  return null;
}

const SEPARATOR_KEYS = { ';': 'semicolon', ',': 'comma', '|': 'bar', '\n': 'break' } as const;

function NamedDetails({ object, column, target, onChange }: DetailsProps<ParentTarget | RelationTarget>) {
  const objects = useObjects();
  const field = object.fields.find(({ id }) => id === target.fieldId);
  const parent = objects.find(({ id }) => field && id === namedObject(field));
  if (!parent) return null;
  const one = parent.singular.toLocaleLowerCase();
  const ways = [
    { value: 'name', label: t('transfer.parent.name') },
    ...parent.fields.filter(({ isUnique }) => isUnique).map(({ id, label }) => ({ value: String(id), label })),
    { value: 'key', label: t('transfer.parent.key') },
    { value: 'id', label: t('transfer.parent.id') },
  ];
  const mayCreate = parent.rights.create && parent.id !== object.id && target.by !== 'key' && target.by !== 'id';
  const set = (change: Partial<Omit<RelationTarget, 'to'>>): void => {
    const next = { ...target, ...change } as ParentTarget | RelationTarget;
    const cannot = next.missing === 'create' && (next.by === 'key' || next.by === 'id');
    onChange(cannot ? { ...next, missing: 'blank' } : next);
  };
  return (
    <div className={classes.newField}>
      <Select
        label={t('transfer.parent.by', { object: one, column: column.name })}
        data={ways}
        value={String(target.by)}
        onChange={(by) => by && set({ by: /^\d+$/.test(by) ? Number(by) : (by as 'name') })}
        allowDeselect={false}
      />
      {target.to === 'relation' && (
        <Select
          label={t('transfer.relation.separator', { objects: parent.plural.toLocaleLowerCase() })}
          data={VALUE_SEPARATORS.map((separator) => ({
            value: separator,
            label: t(`transfer.relation.separator.${SEPARATOR_KEYS[separator]}`),
          }))}
          value={target.separator}
          onChange={(separator) => separator && set({ separator: separator as ';' })}
          allowDeselect={false}
        />
      )}
      {(target.by !== 'id' || target.to === 'relation') && (
        <Select
          label={t('transfer.parent.missing', { object: one })}
          data={(['reject', 'blank', 'create'] as const)
            .filter((missing) => missing !== 'create' || mayCreate)
            .map((missing) => ({
              value: missing,
              label: t(
                missing === 'blank' && target.to === 'relation' ? 'transfer.relation.missing.blank' : `transfer.parent.missing.${missing}`,
                { object: one },
              ),
            }))}
          value={target.missing}
          onChange={(missing) => missing && set({ missing: missing as 'reject' })}
          allowDeselect={false}
        />
      )}
      {target.by === 'name' && (
        <Select
          label={t('transfer.parent.several', { objects: parent.plural.toLocaleLowerCase() })}
          data={(['reject', 'oldest'] as const).map((several) => ({ value: several, label: t(`transfer.parent.several.${several}`) }))}
          value={target.several}
          onChange={(several) => several && set({ several: several as 'reject' })}
          allowDeselect={false}
        />
      )}
    </div>
  );
}

type FieldTarget = Extract<Target, { to: 'field' } | { to: 'new' }>;

function FieldDetails({ object, column, target, onChange }: DetailsProps<FieldTarget>) {
  const mayMakeFields = useCan('fields.manage');
  const type = target.to === 'new' ? target.type : object.fields.find(({ id }) => id === target.fieldId)?.type;
  const write = (change: Partial<Written>): void => onChange({ ...target, written: { ...target.written, ...change } });
  if (type === 'date' || type === 'datetime') return <DateOrder column={column} written={target.written} onChange={write} />;
  if (type === 'number' || type === 'price') {
    return (
      <Select
        mt="xs"
        label={t('transfer.written.decimal', { column: column.name })}
        data={[
          { value: '.', label: t('transfer.written.point') },
          { value: ',', label: t('transfer.written.comma') },
        ]}
        placeholder={t('transfer.written.asUsual')}
        value={target.written?.decimal ?? null}
        onChange={(decimal) => write({ decimal: (decimal ?? undefined) as '.' | undefined })}
        clearable
      />
    );
  }
  if (target.to === 'field' && (type === 'dropdown' || type === 'list') && mayMakeFields) {
    return (
      <Checkbox
        mt="xs"
        label={t('transfer.newOptions')}
        checked={target.newOptions ?? false}
        onChange={(event) => onChange({ ...target, newOptions: event.currentTarget.checked })}
      />
    );
  }
  return null;
}

/** Asked only where the cells can be read either way, or somebody has said so before. */
function DateOrder({
  column,
  written,
  onChange,
}: {
  column: PreviewColumn;
  written: Written | undefined;
  onChange: (change: Partial<Written>) => void;
}) {
  if (!column.ambiguousDates && written?.dateOrder === undefined) return null;
  const example = column.samples.find((cell) => /\d+[-/.]\d+[-/.]\d+/.test(cell)) ?? '03/04/2026';
  const parts = /(\d+)[-/.](\d+)[-/.](\d+)/.exec(example) ?? ['', '3', '4', '2026'];
  const reads = (day: string, month: string): string => {
    const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
    return new Intl.DateTimeFormat(language.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
  };
  return (
    <Select
      mt="xs"
      label={t('transfer.written.date', { column: column.name })}
      description={column.ambiguousDates ? t('transfer.written.date.why') : undefined}
      data={[
        { value: 'dmy', label: t('transfer.written.dmy', { example, reads: reads(parts[1]!, parts[2]!) }) },
        { value: 'mdy', label: t('transfer.written.mdy', { example, reads: reads(parts[2]!, parts[1]!) }) },
      ]}
      placeholder={t('transfer.written.asUsual')}
      value={written?.dateOrder ?? null}
      onChange={(dateOrder) => onChange({ dateOrder: (dateOrder ?? undefined) as 'dmy' | undefined })}
      clearable
    />
  );
}
