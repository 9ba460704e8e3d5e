import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { colleaguesQuery, type FullRecord, recordCalls } from './data.ts';
import { FieldInput } from './field-input.tsx';
import { FieldValue } from './field-value.tsx';
import { OwnerPicker } from './owner-picker.tsx';
import classes from './records.module.css';

interface RecordFieldsProps {
  object: ObjectType;
  record: FullRecord;
}

/** A record's fields, section by section; pressing one edits it where it stands. */
export function RecordFields({ object, record }: RecordFieldsProps) {
  return (
    <>
      {object.sections.map((section) => {
        const fields = object.fields.filter((field) => field.sectionId === section.id);
        if (fields.length === 0) return null;
        return (
          <section key={section.id} className={classes.sheet} aria-label={section.name}>
            <header className={classes.sheetHead}>
              <h2>{section.name}</h2>
            </header>
            {fields.map((field) => (
              <FieldRow key={field.id} object={object} record={record} field={field} />
            ))}
          </section>
        );
      })}
      <Owner object={object} record={record} />
    </>
  );
}

function FieldRow({ object, record, field }: RecordFieldsProps & { field: FieldShape }) {
  const [isEditing, setEditing] = useState(false);
  const value = record.values[String(field.id)] ?? null;
  const parentName = (objectId: number, id: number) => record.parents.find((one) => one.objectId === objectId && one.id === id)?.name;
  if (isEditing) return <FieldEditor object={object} record={record} field={field} value={value} onEnd={() => setEditing(false)} />;
  const canEdit = record.may.edit && !field.isReadOnly;
  const words = (
    <>
      <span className={classes.label}>{field.label}</span>
      <span className={classes.value}>
        {value === null ? (
          <span className={classes.blank}>{t('ui.none')}</span>
        ) : (
          <FieldValue field={field} value={value} parentName={parentName} isPlain={canEdit && field.type !== 'parent'} />
        )}
      </span>
    </>
  );
  // A link cannot stand within a button, so a parent is edited by a press beside its link.
  if (!canEdit) return <div className={classes.field}>{words}</div>;
  if (field.type === 'parent' && value !== null) {
    return (
      <div className={classes.field}>
        <button
          type="button"
          className={classes.labelButton}
          onClick={() => setEditing(true)}
          aria-label={t('records.field.edit', { field: field.label })}
        >
          {field.label}
        </button>
        <span className={classes.value}>
          <FieldValue field={field} value={value} parentName={parentName} />
        </span>
      </div>
    );
  }
  return (
    <button type="button" className={classes.field} onClick={() => setEditing(true)}>
      {words}
    </button>
  );
}

interface FieldEditorProps extends RecordFieldsProps {
  field: FieldShape;
  value: Value;
  onEnd: () => void;
}

function FieldEditor({ object, record, field, value, onEnd }: FieldEditorProps) {
  const api = useApi();
  const refresh = useRefresh();
  const [draft, setDraft] = useState<Value>(value);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);

  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await recordCalls(api).update(object.id, record.id, { [field.id]: draft }, record.version);
      await refresh('records', object.id);
      onEnd();
    } catch (error) {
      setProblem(sentenceOf(error, field));
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onEnd();
    if (event.key === 'Enter' && field.type !== 'longtext' && !event.defaultPrevented) void save();
  };
  return (
    <div className={classes.editing} onKeyDown={onKeyDown}>
      <Stack gap="xs">
        <FieldInput field={field} value={draft} onChange={setDraft} error={problem} autoFocus />
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => void save()} loading={isSaving}>
            {t('records.field.save')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onEnd}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </div>
  );
}

export function sentenceOf(error: unknown, field: FieldShape): string {
  if (error instanceof ApiProblem) return error.fields[String(field.id)] ?? error.fields[field.key] ?? error.message;
  return (error as Error).message;
}

function Owner({ object, record }: RecordFieldsProps) {
  const api = useApi();
  const refresh = useRefresh();
  const { data: colleagues } = useQuery(colleaguesQuery(useAccountId()));
  const owner = colleagues?.find(({ id }) => id === record.ownerId);
  return (
    <section className={classes.sheet} aria-label={t('records.owner')}>
      <header className={classes.sheetHead}>
        <h2>{t('records.owner')}</h2>
      </header>
      <div className={classes.sheetBody}>
        {record.may.edit ? (
          <OwnerPicker
            label={t('records.owner')}
            value={record.ownerId}
            onChange={async (ownerId) => {
              await recordCalls(api).setOwner(object.id, record.id, ownerId);
              await refresh('records', object.id);
            }}
          />
        ) : (
          (owner?.name ?? t('ui.none'))
        )}
      </div>
    </section>
  );
}
