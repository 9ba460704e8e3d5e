import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { MessageProblem } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import { Section } from '../ui/page-header.tsx';
import { ReaderStepper } from './compose/reader-stepper.tsx';
import { useLetterPreview } from './compose/use-letter-preview.ts';
import type { Written } from './email-data.ts';
import { LetterView } from './letter-view.tsx';

interface MessagePreviewProps {
  draft: Written;
  objectId: number;
  /** Told what is still to be mended in what stands there now. */
  onProblems: (problems: readonly MessageProblem[]) => void;
}

/** The letter that a draft makes, for anybody or as one person would get it, while it is being written. */
export function MessagePreview({ draft, objectId, onProblems }: MessagePreviewProps) {
  const [recordId, setRecordId] = useState<number | null>(null);
  const { letter, isKnown, error } = useLetterPreview({ draft, objectId, recordId, onProblems });
  return (
    <Section title={t('email.preview')}>
      <Stack gap="sm">
        <ReaderStepper objectId={objectId} value={recordId} onChange={setRecordId} />
        {error && <Text c="bad">{error.message}</Text>}
        {letter && <LetterView letter={letter} />}
        {isKnown && !letter && <Text c="dimmed">{t('email.preview.none')}</Text>}
      </Stack>
    </Section>
  );
}
