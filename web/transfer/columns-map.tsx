import { Badge, Select, Text, TextInput } from '@mantine/core';
import { NEW_FIELD_TYPES, type ImportPreview, type Target } from '../../src/transfer/schema.ts';
import { type MessageKey, t } from '../app/messages/t.ts';
import type { ObjectType } from '../app/session.ts';
import { choiceOf, type PreviewColumn, targetOf, useChoices } from './column-choices.ts';
import { ColumnDetails } from './column-details.tsx';
import classes from './transfer.module.css';

interface ColumnsMapProps {
  object: ObjectType;
  preview: ImportPreview;
  mapping: readonly Target[];
  /** Refusals of the server by path: `mapping.3`. */
  problems: Readonly<Record<string, string>>;
  onChange: (mapping: Target[]) => void;
}

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
                {column.because === 'values' && (
                  <Badge variant="default" size="sm" ml="xs">
                    {t('transfer.because.values')}
                  </Badge>
                )}
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
                onChange={(choice) => set(at, targetOf(choice ?? 'skip', column, object))}
                allowDeselect={false}
                searchable
                error={problems[`mapping.${at}`]}
              />
              {target.to === 'new' && <NewField target={target} column={column} onChange={(next) => set(at, next)} />}
              <ColumnDetails object={object} column={column} target={target} onChange={(next) => set(at, next)} />
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
