import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Value } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi } from '../app/session.ts';
import { loadRecords, recordQuery } from './data.ts';

interface RecordPickerProps {
  shared: object;
  objectId: number;
  value: number | null;
  onChange: (value: Value) => void;
}

const OFFERED = 20;
const TYPING_MS = 200;

/** Chooses one record of an object by the beginning of its words. */
export function RecordPicker({ shared, objectId, value, onChange }: RecordPickerProps) {
  const api = useApi();
  const accountId = useAccountId();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, TYPING_MS);
  const { data: chosen } = useQuery({ ...recordQuery(accountId, objectId, value ?? 0), enabled: value !== null });
  const { data } = useQuery({
    queryKey: [accountId, 'records', objectId, 'offered', settled],
    queryFn: ({ signal }) =>
      loadRecords(api, objectId, { which: { search: settled }, columns: [], sort: 'name', cursor: null, limit: OFFERED, signal }),
    placeholderData: keepPreviousData,
  });
  const offered = new Map((data?.rows ?? []).map(({ id, name }) => [id, name || t('records.unnamed')]));
  if (chosen) offered.set(chosen.id, chosen.name || t('records.unnamed'));
  return (
    <Select
      {...shared}
      data={[...offered].map(([id, name]) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      searchable
      clearable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage={t('records.picker.nothing')}
    />
  );
}
