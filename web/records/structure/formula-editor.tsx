import { Combobox, Input, Select, Stack, Table, Text, Textarea, useCombobox, Button, Checkbox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { type FieldSettings, RESULT_TYPES, type ResultType } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useObjects } from '../../app/session.ts';
import { namesFor, readable, stored, unknownName } from './formula-words.ts';

interface FormulaEditorProps {
  object: ObjectType;
  fieldId: number | undefined;
  settings: FieldSettings;
  onChange: (settings: FieldSettings) => void;
  error: ReactNode;
}

const TYPING_MS = 400;

/** A formula with what it gives; and whether that is the name of the object's records. */
export function FormulaEditor({ object, fieldId, settings, onChange, error }: FormulaEditorProps) {
  const result: ResultType = settings.result ?? 'text';
  return (
    <FormulaText
      object={object}
      fieldId={fieldId}
      expression={settings.expression ?? ''}
      result={result}
      onChange={(expression) => onChange({ ...settings, result, expression })}
      error={error}
    >
      <Select
        label={t('structure.formula.result')}
        data={RESULT_TYPES.map((one) => ({ value: one, label: t(`records.type.${one}`) }))}
        value={result}
        allowDeselect={false}
        onChange={(next) => onChange({ ...settings, result: next as ResultType })}
      />
      {result === 'text' && object.isCustom && (
        <Checkbox
          label={t('structure.formula.isName', { objects: object.plural.toLocaleLowerCase() })}
          checked={settings.isName ?? false}
          onChange={(event) => onChange({ ...settings, isName: event.currentTarget.checked })}
        />
      )}
    </FormulaText>
  );
}

interface FormulaTextProps {
  object: ObjectType;
  /** The field it is the formula of, which it may not name. */
  fieldId: number | undefined;
  /** With fields by their ids, as it is kept. */
  expression: string;
  result: ResultType;
  onChange: (expression: string) => void;
  error: ReactNode;
  /** Shown before what it gives. */
  children?: ReactNode;
}

/** A formula with the labels of fields in it; what it gives for ten records is shown as it is written. */
export function FormulaText({ object, fieldId, expression, result, onChange, error, children }: FormulaTextProps) {
  const objects = useObjects();
  const names = namesFor(object, objects, fieldId);
  const [text, setText] = useState(() => readable(expression, object, objects));
  const area = useRef<HTMLTextAreaElement>(null);
  const write = (next: string): void => {
    setText(next);
    onChange(stored(next, names));
  };
  const insert = (words: string): void => {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: text.length, selectionEnd: text.length };
    write(`${text.slice(0, selectionStart)}${words}${text.slice(selectionEnd)}`);
    area.current?.focus();
  };
  const unknown = unknownName(expression);
  return (
    <Stack gap="sm">
      <Textarea
        ref={area}
        label={t('structure.formula')}
        description={t('structure.formula.why')}
        placeholder={t('structure.formula.example')}
        autosize
        minRows={3}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        error={unknown ? t('structure.formula.unknown', { name: unknown }) : error}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <FieldPicker names={names.map(({ words }) => words)} onPick={insert} />
      {children}
      {!unknown && text.trim() !== '' && <Preview object={object} fieldId={fieldId} expression={expression} result={result} />}
    </Stack>
  );
}

function FieldPicker({ names, onPick }: { names: readonly string[]; onPick: (words: string) => void }) {
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ onDropdownOpen: () => combobox.focusSearchInput(), onDropdownClose: () => setSearch('') });
  const shown = names.filter((name) => name.toLocaleLowerCase().includes(search.toLocaleLowerCase())).slice(0, 100);
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      onOptionSubmit={(words) => {
        onPick(words);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <Button variant="default" size="compact-sm" onClick={() => combobox.toggleDropdown()} style={{ alignSelf: 'flex-start' }}>
          {t('structure.formula.insert')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown miw={300}>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('structure.formula.find')}
          aria-label={t('structure.formula.find')}
        />
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }}>
          {shown.map((name) => (
            <Combobox.Option key={name} value={name}>
              {name.slice(1, -1)}
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>{t('records.picker.nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface PreviewProps {
  object: ObjectType;
  fieldId: number | undefined;
  expression: string;
  result: ResultType;
}

/** What the formula gives for ten records, or what is wrong with it. */
function Preview({ object, fieldId, expression, result }: PreviewProps) {
  const api = useApi();
  const accountId = useAccountId();
  const [settled] = useDebouncedValue(expression, TYPING_MS);
  const tried = { expression: settled, result, ...(fieldId === undefined ? {} : { fieldId }) };
  const { data, error } = useQuery({
    queryKey: [accountId, 'objects', object.id, 'formula', tried],
    queryFn: ({ signal }) => api.post(`/api/objects/${object.id}/formula`, tried, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error) return <Input.Error role="alert">{error.message}</Input.Error>;
  if (!data || data.records.length === 0) return null;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('structure.formula.preview')}
      </Text>
      <Table verticalSpacing={2}>
        <Table.Tbody>
          {data.records.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{row.name || t('records.unnamed')}</Table.Td>
              <Table.Td ta="end">
                {row.shown === '' ? <span className="quiet">{t('ui.none')}</span> : <span className="tabular">{row.shown}</span>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
