import { ActionIcon, Group, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi } from '../../app/session.ts';

const TYPING_MS = 250;
const A_PAGE = 50;

interface ReaderStepperProps {
  objectId: number;
  value: number | null;
  onChange: (id: number | null) => void;
}

/** Chooses the reader whose letter is shown, and goes from one to the next. */
export function ReaderStepper({ objectId, value, onChange }: ReaderStepperProps) {
  const api = useApi();
  const accountId = useAccountId();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, TYPING_MS);
  const { data, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: [accountId, 'records', objectId, 'readers', settled, 'pages'],
    queryFn: ({ signal, pageParam }) =>
      api.get(`/api/records/${objectId}`, { search: settled, columns: '0', sort: 'name', limit: A_PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const readers = (data?.pages ?? []).flatMap(({ records }) => records);
  const at = readers.findIndex(({ id }) => id === value);
  const go = async (by: -1 | 1): Promise<void> => {
    const index = value === null ? 0 : at + by;
    if (index >= readers.length - 1 && hasNextPage) await fetchNextPage();
    const reader = readers[index];
    if (reader) onChange(reader.id);
  };
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <Select
        label={t('compose.preview.reader')}
        placeholder={t('email.preview.anybody')}
        data={readers.map(({ id, name }) => ({ value: String(id), label: name || t('email.outbox.noName') }))}
        value={value === null ? null : String(value)}
        onChange={(next) => onChange(next === null ? null : Number(next))}
        searchable
        clearable
        onSearchChange={(next) => setText(readers.some(({ id, name }) => id === value && name === next) ? '' : next)}
        filter={({ options }) => options}
        nothingFoundMessage={t('email.preview.nobody')}
        w={260}
      />
      <ActionIcon variant="default" size={36} aria-label={t('compose.preview.before')} disabled={at <= 0} onClick={() => void go(-1)}>
        <IconChevronLeft size={18} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('compose.preview.next')}
        disabled={readers.length === 0 || (at === readers.length - 1 && !hasNextPage)}
        onClick={() => void go(1)}
      >
        <IconChevronRight size={18} />
      </ActionIcon>
    </Group>
  );
}
