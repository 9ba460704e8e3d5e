import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MergeField } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { formatsOf } from './field-formats.ts';
import { partsOf, sourceOf } from './merge-source.ts';

interface FieldFormProps {
  fields: readonly MergeField[];
  /** The field that stands there; null to put in another. */
  source: string | null;
  /** Gets the field as it is written in a text; null takes it away. */
  onKeep: (source: string | null) => void;
}

/** Which field stands in a text, how its value is written, and what stands there where it is empty. */
export function FieldForm({ fields, source, onKeep }: FieldFormProps) {
  const parts = source === null ? { path: '', format: '', fallback: '' } : partsOf(source);
  const [path, setPath] = useState(parts?.path ?? '');
  const [format, setFormat] = useState(parts?.format ?? '');
  const [fallback, setFallback] = useState(parts?.fallback ?? '');
  const [written, setWritten] = useState(source ?? '');
  const isWritten = parts === null;
  const field = fields.find((each) => each.path === path);
  const formats = formatsOf(field, format);
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (isWritten) onKeep(written);
    else if (path) onKeep(sourceOf({ path, format, fallback: fallback.trim() }));
  };
  return (
    <form onSubmit={keep}>
      <Stack gap="xs" w={300}>
        {isWritten ? (
          <TextInput
            label={t('documents.field.written')}
            value={written}
            onChange={(event) => setWritten(event.currentTarget.value)}
            dir="ltr"
            data-autofocus
          />
        ) : (
          <>
            <Select
              label={t('documents.field')}
              placeholder={t('documents.field.search')}
              data={groupsOf(fields)}
              value={path || null}
              onChange={(next) => {
                setPath(next ?? '');
                setFormat('');
              }}
              searchable
              nothingFoundMessage={t('documents.field.none')}
              allowDeselect={false}
              maxDropdownHeight={260}
              comboboxProps={{ withinPortal: false }}
              data-autofocus
            />
            {formats.length > 1 && (
              <Select
                label={t('documents.field.format')}
                data={formats}
                value={format}
                onChange={(next) => setFormat(next ?? '')}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
              />
            )}
            <TextInput
              label={t('documents.field.fallback')}
              description={t('documents.field.fallback.why')}
              value={fallback}
              onChange={(event) => setFallback(event.currentTarget.value)}
              dir="auto"
            />
          </>
        )}
        <Group gap="xs">
          <Button type="submit" size="compact-sm" disabled={isWritten ? written === '' : path === ''}>
            {source === null ? t('documents.field.insert') : t('documents.field.keep')}
          </Button>
          {source !== null && (
            <Button variant="default" size="compact-sm" onClick={() => onKeep(null)}>
              {t('documents.field.remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function groupsOf(fields: readonly MergeField[]) {
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups.map((group) => ({
    group,
    items: fields.filter((field) => field.group === group).map(({ path, label }) => ({ value: path, label })),
  }));
}
