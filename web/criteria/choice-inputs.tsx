import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { type Named, recordNamesQuery } from './criteria-data.ts';
import classes from './criteria.module.css';
import type { Choice } from './operators.ts';

interface ChoicesProps {
  label: string;
  choices: readonly Choice[];
  values: readonly string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  autoFocus?: boolean;
}

const TYPING_MS = 200;

/** Several of a known list, as pills; what is no longer in the list stays, by name of what it was. */
export function Choices({ label, choices, values, onChange, placeholder = t('criteria.value.choose'), autoFocus }: ChoicesProps) {
  const gone = values.filter((value) => !choices.some((choice) => choice.value === value));
  return (
    <MultiSelect
      {...LOOK}
      aria-label={label}
      data={[
        ...choices.map(({ value, label: name }) => ({ value, label: name })),
        ...gone.map((value) => ({ value, label: t('criteria.gone') })),
      ]}
      value={[...values]}
      onChange={onChange}
      placeholder={values.length === 0 ? placeholder : undefined}
      nothingFoundMessage={t('criteria.value.none')}
      {...(autoFocus ? { autoFocus: true } : {})}
    />
  );
}

export const choicesOf = (names: readonly Named[]): Choice[] => names.map(({ id, name }) => ({ value: String(id), label: name }));

interface RecordsProps {
  label: string;
  objectId: number;
  values: readonly number[];
  onChange: (ids: number[]) => void;
  autoFocus?: boolean;
}

/** Several records of an object, found by the beginning of their words. */
export function RecordChoices({ label, objectId, values, onChange, autoFocus }: RecordsProps) {
  const accountId = useAccountId();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, TYPING_MS);
  const { data: chosen = [] } = useQuery({ ...recordNamesQuery(accountId, objectId, { ids: values }), enabled: values.length > 0 });
  const { data: found = [] } = useQuery({
    ...recordNamesQuery(accountId, objectId, { search: settled }),
    placeholderData: keepPreviousData,
  });
  const names = new Map([...found, ...chosen].map(({ id, name }) => [id, name || t('ui.unnamed')]));
  for (const id of values) if (!names.has(id)) names.set(id, t('criteria.say.record', { id: String(id) }));
  return (
    <MultiSelect
      {...LOOK}
      aria-label={label}
      data={[...names].map(([id, name]) => ({ value: String(id), label: name }))}
      value={values.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      placeholder={values.length === 0 ? t('criteria.value.record') : undefined}
      nothingFoundMessage={t('criteria.value.none')}
      {...(autoFocus ? { autoFocus: true } : {})}
    />
  );
}

const LOOK = {
  variant: 'unstyled',
  searchable: true,
  hidePickedOptions: true,
  clearSearchOnChange: true,
  className: classes.pills,
  classNames: { input: classes.blank, pill: classes.pill, dropdown: classes.dropdown, section: classes.chevron },
  comboboxProps: { width: 'max-content', position: 'bottom-start' },
  maxDropdownHeight: 280,
} as const;
