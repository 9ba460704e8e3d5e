import { Select, Text, TextInput } from '@mantine/core';
import { NEW_FIELD_TYPES, type ImportPreview, type Target } from '../../src/transfer/schema.ts';
import { type MessageKey, t } from '../app/messages/t.ts';
import { type ObjectType, useCan } from '../app/session.ts';
import classes from './transfer.module.css';

interface ColumnsMapProps {
  object: ObjectType;
  preview: ImportPreview;
  mapping: readonly Target[];
  /** Refusals of the server by path: `mapping.3`. */
  problems: Readonly<Record<string, string>>;
  onChange: (mapping: Target[]) => void;
}

type PreviewColumn = ImportPreview['columns'][number];

/** Each column of the file with some of its cells, and what it becomes. */
export function ColumnsMap({ object, preview, mapping, problems, onChange }: ColumnsMapProps) {
  const choices = useChoices(object);
  const set = (at: number, target: Target): void => onChange(mapping.map((each, index) => (index === at ? target : each)));
  return (
    <ul className={classes.columns}>
      {preview.columns.map((column, at) => {
        const target = mapping[at] ?? { to: 'skip' };
        return (
          <li key={column.name} data-skipped={target.to === 'skip' || undefined}>
            <div className={classes.column}>
              <Text fw={540} className={classes.columnName}>
                {column.name}
              </Text>
              <Text size="sm" c="dimmed" lineClamp={2}>
                {column.samples.length > 0 ? column.samples.join(' · ') : t('transfer.column.blank')}
              </Text>
            </div>
            <div className={classes.target}>
              <Select
                label={t('transfer.becomes', { column: column.name })}
                data={choices}
                value={choiceOf(target)}
                onChange={(choice) => set(at, targetOf(choice ?? 'skip', column))}
                allowDeselect={false}
                searchable
                error={problems[`mapping.${at}`]}
              />
              {target.to === 'new' && <NewField target={target} column={column} onChange={(next) => set(at, next)} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

type New = Extract<Target, { to: 'new' }>;

function NewField({ target, column, onChange }: { target: New; column: PreviewColumn; onChange: (target: New) => void }) {
  return (
    <div className={classes.newField}>
      <TextInput
        label={t('transfer.new.label', { column: column.name })}
        value={target.label}
        maxLength={80}
        onChange={(event) => onChange({ ...target, label: event.currentTarget.value })}
      />
      <Select
        label={t('transfer.new.type', { column: column.name })}
        data={NEW_FIELD_TYPES.map((type) => ({ value: type, label: t(`records.type.${type}` as MessageKey) }))}
        value={target.type}
        onChange={(type) => onChange({ ...target, type: (type ?? target.type) as New['type'] })}
        allowDeselect={false}
      />
    </div>
  );
}

function useChoices(object: ObjectType) {
  const mayMakeFields = useCan('fields.manage');
  const taken = (field: ObjectType['fields'][number]): boolean => !field.isReadOnly && field.type !== 'parent';
  return [
    {
      group: t('transfer.choice.else'),
      items: [
        { value: 'skip', label: t('transfer.choice.skip') },
        ...(mayMakeFields ? [{ value: 'new', label: t('transfer.choice.new') }] : []),
      ],
    },
    ...object.sections
      .map((section) => ({
        group: section.name,
        items: object.fields
          .filter((field) => field.sectionId === section.id && taken(field))
          .map(({ id, label }) => ({ value: `field ${id}`, label })),
      }))
      .filter(({ items }) => items.length > 0),
    {
      group: t(object.person ? 'transfer.choice.tagsAndPermission' : 'transfer.choice.tagsAlone'),
      items: [{ value: 'tags', label: t('transfer.choice.tags') }, ...(object.person ? permissionChoices() : [])],
    },
  ];
}

const permissionChoices = () => [
  ...(['opted-out', 'opted-in', 'status'] as const).map((says) => ({ value: `email ${says}`, label: t(`transfer.choice.email.${says}`) })),
  ...(['opted-out', 'opted-in'] as const).map((says) => ({ value: `sms ${says}`, label: t(`transfer.choice.sms.${says}`) })),
];

function choiceOf(target: Target): string {
  if (target.to === 'field') return `field ${target.fieldId}`;
  return target.to === 'opt-out' ? `${target.channel} ${target.says}` : target.to;
}

function targetOf(choice: string, column: PreviewColumn): Target {
  const [what, which] = choice.split(' ');
  if (what === 'field') return { to: 'field', fieldId: Number(which) };
  if (what === 'email' || what === 'sms') return { to: 'opt-out', channel: what, says: which as 'opted-out' };
  if (what === 'new') return { to: 'new', label: column.name.slice(0, 80), type: column.newFieldType };
  return { to: what as 'skip' | 'tags' };
}
