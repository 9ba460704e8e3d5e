import { Button, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MessageProblem } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi } from '../../app/session.ts';
import { PageBody, Section } from '../../ui/page-header.tsx';
import { type Draft, emailCalls } from '../email-data.ts';
import { SenderInput } from '../sender/sender-input.tsx';
import { UtmInput } from '../sender/utm-input.tsx';

interface SettingsViewProps {
  draft: Draft;
  objectId: number;
  onChange: (changes: Partial<Draft>) => void;
  problems: readonly MessageProblem[];
}

const PURPOSES = ['bulk', 'transactional', 'confirmation'] as const;

/** What the message is for and from whom it comes, its topic, its text part, and the marks on its links. */
export function SettingsView({ draft, objectId, onChange, problems }: SettingsViewProps) {
  return (
    <PageBody>
      <Section title={t('email.purpose')} description={t(`email.purpose.${draft.purpose}.why`)}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={t('email.purpose')}
            value={draft.purpose}
            onChange={(purpose) => onChange({ purpose: purpose as Draft['purpose'] })}
            data={PURPOSES.map((purpose) => ({ value: purpose, label: t(`email.purpose.${purpose}`) }))}
          />
          <TextInput
            label={t('email.editor.name')}
            description={t('email.editor.name.why')}
            value={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          {draft.purpose === 'bulk' && <TopicInput value={draft.topicId} onChange={(topicId) => onChange({ topicId })} />}
        </Stack>
      </Section>
      <Section title={t('sender.from')}>
        <Stack gap="md">
          <SenderInput objectId={objectId} value={draft.sender} onChange={(sender) => onChange({ sender })} />
          <TextInput
            label={t('email.editor.fromName')}
            description={t('email.editor.fromName.why')}
            value={draft.fromName}
            onChange={(event) => onChange({ fromName: event.currentTarget.value })}
          />
          <TextInput
            label={t('email.editor.replyTo')}
            type="email"
            value={draft.replyTo}
            onChange={(event) => onChange({ replyTo: event.currentTarget.value })}
          />
        </Stack>
      </Section>
      <TextPart
        draft={draft}
        objectId={objectId}
        onChange={onChange}
        problem={problems.find(({ path }) => path === 'textPart')?.sentence}
      />
      <Section>
        <UtmInput value={draft.utm} source="quayside" onChange={(utm) => onChange({ utm })} />
      </Section>
    </PageBody>
  );
}

function TopicInput({ value, onChange }: { value: number | null; onChange: (id: number | null) => void }) {
  const api = useApi();
  const { data: topics = [] } = useQuery({
    queryKey: [useAccountId(), 'topics'],
    queryFn: ({ signal }) => api.get('/api/topics', undefined, signal),
  });
  const offered = topics.filter(({ id, archived }) => !archived || id === value);
  return (
    <Select
      label={t('compose.topic')}
      description={offered.length === 0 ? t('compose.topic.left') : t('compose.topic.why')}
      placeholder={t('compose.topic.none')}
      data={offered.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      clearable
    />
  );
}

/** The part without HTML: made from the letter, or written by hand. */
function TextPart({
  draft,
  objectId,
  onChange,
  problem,
}: Pick<SettingsViewProps, 'draft' | 'objectId' | 'onChange'> & { problem: string | undefined }) {
  const api = useApi();
  const begin = async (): Promise<void> => {
    const { letter } = await emailCalls(api).preview({ ...draft, textPart: null }, objectId, null);
    onChange({ textPart: letter?.text ?? '' });
  };
  return (
    <Section title={t('compose.text')} description={t('compose.text.why')}>
      {draft.textPart === null ? (
        <Button variant="default" onClick={() => void begin()}>
          {t('compose.text.own')}
        </Button>
      ) : (
        <Stack gap="sm">
          <Textarea
            aria-label={t('compose.text.label')}
            value={draft.textPart}
            onChange={(event) => onChange({ textPart: event.currentTarget.value })}
            error={problem}
            autosize
            minRows={8}
            maxRows={24}
            dir="auto"
          />
          <Button variant="default" onClick={() => onChange({ textPart: null })} style={{ alignSelf: 'flex-start' }}>
            {t('compose.text.made.again')}
          </Button>
        </Stack>
      )}
    </Section>
  );
}
