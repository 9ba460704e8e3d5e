import { Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MessageProblem } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi } from '../app/session.ts';
import { Section } from '../ui/page-header.tsx';
import { type Draft, emailCalls } from './email-data.ts';
import { LetterView } from './letter-view.tsx';

const TYPING_MS = 350;
const OFFERED = 20;

interface MessagePreviewProps {
  draft: Draft;
  objectId: number;
  /** Told what is still to be mended in what stands there now. */
  onProblems: (problems: readonly MessageProblem[]) => void;
}

/** The letter that a draft makes, for anybody or as one person would get it, while it is being written. */
export function MessagePreview({ draft, objectId, onProblems }: MessagePreviewProps) {
  const api = useApi();
  const accountId = useAccountId();
  const [recordId, setRecordId] = useState<number | null>(null);
  const [written] = useDebouncedValue(draft, TYPING_MS);
  const { data, error } = useQuery({
    queryKey: [accountId, 'message-preview', objectId, recordId, written],
    queryFn: () => emailCalls(api).preview(written, objectId, recordId),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  useEffect(() => {
    if (data) onProblems(data.problems);
  }, [data, onProblems]);
  return (
    <Section title={t('email.preview')}>
      <Stack gap="sm">
        <ReaderPicker objectId={objectId} value={recordId} onChange={setRecordId} />
        {error && <Text c="bad">{error.message}</Text>}
        {data && (data.letter ? <LetterView letter={data.letter} /> : <Text c="dimmed">{t('email.preview.none')}</Text>)}
      </Stack>
    </Section>
  );
}

/** Chooses the person whose letter is shown. */
function ReaderPicker({ objectId, value, onChange }: { objectId: number; value: number | null; onChange: (id: number | null) => void }) {
  const api = useApi();
  const accountId = useAccountId();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, TYPING_MS);
  const { data } = useQuery({
    queryKey: [accountId, 'records', objectId, 'readers', settled],
    queryFn: ({ signal }) =>
      api.get<{ records: { id: number; name: string }[] }>(
        `/api/records/${objectId}`,
        { search: settled, columns: '0', sort: 'name', limit: OFFERED },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const readers = (data?.records ?? []).map(({ id, name }) => ({ value: String(id), label: name || t('email.outbox.noName') }));
  return (
    <Select
      label={t('email.preview.as')}
      placeholder={t('email.preview.anybody')}
      data={readers}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      searchable
      clearable
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage={t('email.preview.nobody')}
    />
  );
}
