import { Button, Group, Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { later, whenIdle } from '../app/later.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { colleaguesQuery, type FullRecord, recordCalls } from './data.ts';
import { FieldValue } from './field-value.tsx';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { RelatedValue } from './inputs/related-value.tsx';
import { RelationField } from './inputs/relation-field.tsx';
import { OwnerPicker } from './owner-picker.tsx';
import button from './history-button.module.css';
import page from './record.module.css';
import classes from './records.module.css';
import { useTellEditing } from './use-live-record.ts';

const FieldInput = later(async () => (await import('./field-input.tsx')).FieldInput);

interface RecordFieldsProps {
  object: ObjectType;
  record: FullRecord;
  /** Only the sections of this tab; all of them when left out. */
  tabId?: number | undefined;
}

/** A record's fields, section by section; pressing one edits it where it stands. */
export function RecordFields({ object, record, tabId }: RecordFieldsProps) {
  const drawer = useDrawer();
  useEffect(() => whenIdle(FieldInput.preload), []);
  const showHistory = (field: FieldShape): void => drawer.open(`history/${object.id}-${record.id}-${field.id}`);
  return object.sections
    .filter((section) => tabId === undefined || section.tabId === tabId)
    .map((section) => {
      const fields = object.fields.filter((field) => field.sectionId === section.id);
      if (fields.length === 0) return null;
      return (
        <section key={section.id} className={classes.sheet} aria-label={section.name}>
          <header className={classes.sheetHead}>
            <h2>{section.name}</h2>
          </header>
          {fields.map((field) => (
            <FieldRow key={field.id} object={object} record={record} field={field} onHistory={showHistory} />
          ))}
        </section>
      );
    });
}

/** Of relations and of what is shown of a parent, the record itself keeps nothing. */
const WITHOUT_HISTORY: ReadonlySet<string> = new Set(['related', 'relation']);

interface FieldRowProps extends RecordFieldsProps {
  field: FieldShape;
  /** Shows what the field held before. */
  onHistory: (field: FieldShape) => void;
}

function FieldRow({ object, record, field, onHistory }: FieldRowProps) {
  const [isEditing, setEditing] = useState(false);
  const value = record.values[String(field.id)] ?? null;
  if (WITHOUT_HISTORY.has(field.type)) return <LiveField object={object} record={record} field={field} />;
  if (isEditing) return <FieldEditor object={object} record={record} field={field} value={value} onEnd={() => setEditing(false)} />;
  return (
    <div className={page.fieldRow}>
      <FieldWords record={record} field={field} value={value} onEdit={() => setEditing(true)} />
      <button
        type="button"
        className={`${button.button} ${page.fieldHistory}`}
        aria-label={t('records.history.of', { field: field.label })}
        onClick={() => onHistory(field)}
      >
        <IconHistory size={15} />
      </button>
    </div>
  );
}

/** Records related by a field, and what is shown of a parent: read where they stand. */
function LiveField({ object, record, field }: RecordFieldsProps & { field: FieldShape }) {
  return (
    <div className={classes.field}>
      <span className={classes.label}>{field.label}</span>
      <span className={classes.value}>
        {field.type === 'relation' ? (
          <RelationField field={field} record={record} canEdit={record.may.edit && !field.isReadOnly} />
        ) : (
          <RelatedValue object={object} record={record} field={field} />
        )}
      </span>
    </div>
  );
}

function FieldWords({ record, field, value, onEdit }: { record: FullRecord; field: FieldShape; value: Value; onEdit: () => void }) {
  const parentName = (objectId: number, id: number) => record.parents.find((one) => one.objectId === objectId && one.id === id)?.name;
  const canEdit = record.may.edit && !field.isReadOnly;
  // A link cannot stand within a button, so a field that is one is edited by a press beside its link.
  const hasLink = value !== null && LINKED.has(field.type);
  const words = (
    <span className={classes.value}>
      {value === null ? (
        <span className={classes.blank}>{t('ui.none')}</span>
      ) : (
        <FieldValue field={field} value={value} parentName={parentName} isPlain={canEdit && !hasLink} />
      )}
    </span>
  );
  if (canEdit && !hasLink) {
    return (
      <button type="button" className={classes.field} onClick={onEdit}>
        <span className={classes.label}>{field.label}</span>
        {words}
      </button>
    );
  }
  return (
    <div className={classes.field}>
      {canEdit ? (
        <button type="button" className={classes.labelButton} onClick={onEdit} aria-label={t('records.field.edit', { field: field.label })}>
          {field.label}
        </button>
      ) : (
        <span className={classes.label}>{field.label}</span>
      )}
      {words}
    </div>
  );
}

const LINKED: ReadonlySet<string> = new Set(['parent', 'relation', 'file', 'image']);

interface FieldEditorProps extends RecordFieldsProps {
  field: FieldShape;
  value: Value;
  onEnd: () => void;
}

function FieldEditor({ object, record, field, value, onEnd }: FieldEditorProps) {
  const api = useApi();
  const refresh = useRefresh();
  /** What stood here, in which version, when the viewer began, or last chose between their value and somebody else's. */
  const [base, setBase] = useState({ value, version: record.version });
  const [draft, setDraft] = useState<Value>(value);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const tellEditing = useTellEditing();
  const isOvertaken = !isSame(value, base.value) && !isSame(value, draft);
  useEffect(() => {
    tellEditing(field.id);
    return () => tellEditing(null);
  }, [tellEditing, field.id]);

  const save = async (version = base.version): Promise<void> => {
    setSaving(true);
    try {
      await recordCalls(api).update(object.id, record.id, { [field.id]: draft }, version);
      await refresh('records', object.id);
      onEnd();
    } catch (error) {
      setSaving(false);
      // What stands there now is read again and shown beside what was typed.
      if (error instanceof ApiProblem && error.code === 'changed_meanwhile') await refresh('records', object.id, 'one', record.id);
      else setProblem(sentenceOf(error, field));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onEnd();
    if (event.key === 'Enter' && field.type !== 'longtext' && !event.defaultPrevented && !isOvertaken) void save();
  };
  return (
    <div className={classes.editing} onKeyDown={onKeyDown}>
      <Stack gap="xs">
        <FieldInput field={field} value={draft} onChange={setDraft} error={problem} autoFocus />
        {isOvertaken ? (
          <ChangedMeanwhile
            object={object}
            record={record}
            field={field}
            mine={draft}
            theirs={value}
            isSaving={isSaving}
            onKeepMine={() => {
              setBase({ value, version: record.version });
              void save(record.version);
            }}
            onTakeTheirs={onEnd}
          />
        ) : (
          <Group gap="xs">
            <Button size="compact-sm" onClick={() => void save()} loading={isSaving}>
              {t('records.field.save')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onEnd}>
              {t('ui.cancel')}
            </Button>
          </Group>
        )}
      </Stack>
    </div>
  );
}

const isSame = (one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);

export function sentenceOf(error: unknown, field: FieldShape): string {
  if (error instanceof ApiProblem) return error.fields[String(field.id)] ?? error.fields[field.key] ?? error.message;
  return (error as Error).message;
}

export function RecordOwner({ object, record }: RecordFieldsProps) {
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
