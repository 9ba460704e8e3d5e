import { ActionIcon, Button, Group, Radio, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TOPIC_BEGINS, type Topic } from '../../src/compliance/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { topicsQuery } from './compliance-data.ts';
import { formatNumber } from '../ui/numbers.ts';

/** What the account writes about, as people choose from it. */
export default function TopicsPage() {
  const { data, error, refetch } = useQuery(topicsQuery(useAccountId()));
  const [editing, setEditing] = useState<Topic | 'new' | null>(null);
  const add = <Button onClick={() => setEditing('new')}>{t('permission.topics.new')}</Button>;
  return (
    <SettingsPage title={t('permission.topics')} actions={data && data.length > 0 && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState
          title={t('permission.topics.empty')}
          sentence={t('permission.topics.empty.sentence')}
          action={add}
          example={<TopicTable topics={EXAMPLES} />}
        />
      )}
      {data && data.length > 0 && (
        <Section description={t('permission.topics.sentence')}>
          <TopicTable topics={data} onEdit={setEditing} />
        </Section>
      )}
      {editing && <TopicDrawer topic={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPage>
  );
}

const example = (id: number, name: string, description: string, begins: Topic['begins'], isPublic = true): Topic => ({
  id,
  name,
  description,
  names: {},
  isPublic,
  begins,
  position: id,
  archived: false,
  chosen: 0,
  declined: 0,
});
const EXAMPLES: readonly Topic[] = [
  example(1, t('permission.topics.example.news'), t('permission.topics.example.news.why'), 'in'),
  example(2, t('permission.topics.example.offers'), t('permission.topics.example.offers.why'), 'out'),
];

function TopicTable({ topics, onEdit }: { topics: readonly Topic[]; onEdit?: (topic: Topic) => void }) {
  return (
    <PageTable
      minWidth={onEdit ? 620 : 420}
      rows={topics}
      rowId={({ id }) => id}
      columns={[
        { label: t('permission.topics.name'), render: (topic) => <TopicName topic={topic} /> },
        { label: t('permission.topics.begins'), render: ({ begins }) => t(`permission.topics.begins.${begins}.short`) },
        { label: t('permission.topics.chosen'), render: ({ chosen }) => formatNumber(chosen), align: 'end' },
        { label: t('permission.topics.declined'), render: ({ declined }) => formatNumber(declined), align: 'end' },
        onEdit !== undefined && {
          align: 'end',
          render: (topic, place) => <TopicActions topic={topic} topics={topics} place={place} onEdit={onEdit} />,
        },
      ]}
    />
  );
}

function TopicName({ topic }: { topic: Topic }) {
  return (
    <>
      <Group gap={6}>
        <Text fw={540} span c={topic.archived ? 'dimmed' : undefined}>
          {topic.name}
        </Text>
        {!topic.isPublic && <StatusBadge state="quiet">{t('permission.topics.inside')}</StatusBadge>}
        {topic.archived && <StatusBadge state="quiet">{t('permission.topics.archived')}</StatusBadge>}
      </Group>
      {topic.description && (
        <Text size="sm" c="dimmed">
          {topic.description}
        </Text>
      )}
    </>
  );
}

interface TopicActionsProps {
  topic: Topic;
  topics: readonly Topic[];
  place: number;
  onEdit: (topic: Topic) => void;
}

/** Moves a topic among those that are asked of, and opens it. */
function TopicActions({ topic, topics, place, onEdit }: TopicActionsProps) {
  const api = useApi();
  const refresh = useRefresh();
  const living = topics.filter(({ archived }) => !archived);
  const move = async (by: number) => {
    const ids = living.map(({ id }) => id);
    ids.splice(place + by, 0, ...ids.splice(place, 1));
    await api.post('/api/topics/arrange', { ids }).catch(showProblem);
    await refresh('topics');
  };
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {!topic.archived && (
        <>
          <ActionIcon
            variant="subtle"
            aria-label={t('permission.topics.up', { name: topic.name })}
            disabled={place === 0}
            onClick={() => void move(-1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label={t('permission.topics.down', { name: topic.name })}
            disabled={place >= living.length - 1}
            onClick={() => void move(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
        </>
      )}
      <ActionIcon variant="subtle" aria-label={t('permission.topics.edit', { name: topic.name })} onClick={() => onEdit(topic)}>
        <IconPencil size={16} />
      </ActionIcon>
    </Group>
  );
}

function TopicDrawer({ topic, onClose }: { topic: Topic | null; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const done = async () => {
    await refresh('topics');
    onClose();
  };
  const apiForm = useApiForm({
    initialValues: {
      name: topic?.name ?? '',
      description: topic?.description ?? '',
      germanName: topic?.names.de?.name ?? '',
      germanDescription: topic?.names.de?.description ?? '',
      isPublic: topic?.isPublic ?? true,
      begins: topic?.begins ?? ('in' as Topic['begins']),
    },
    send: ({ germanName, germanDescription, ...values }) => {
      const names = germanName.trim() === '' ? {} : { de: { name: germanName, description: germanDescription } };
      return topic ? api.patch(`/api/topics/${topic.id}`, { ...values, names }) : api.post('/api/topics', { ...values, names });
    },
    onDone: () => void done(),
  });
  const { form } = apiForm;
  const archive = async () => {
    await api.patch(`/api/topics/${topic!.id}`, { archived: !topic!.archived }).catch(showProblem);
    await done();
  };
  return (
    <FormDrawer
      title={topic ? t('permission.topics.change') : t('permission.topics.new')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={topic ? t('permission.topics.save') : t('permission.topics.add')}
    >
      <TextInput label={t('permission.topics.name')} maxLength={60} data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label={t('permission.topics.description')}
        description={t('permission.topics.description.why')}
        autosize
        minRows={2}
        {...form.getInputProps('description')}
      />
      <Radio.Group label={t('permission.topics.begins')} {...form.getInputProps('begins')}>
        <Stack gap="xs" mt="xs">
          {TOPIC_BEGINS.map((begins) => (
            <Radio
              key={begins}
              value={begins}
              label={t(`permission.topics.begins.${begins}`)}
              description={t(`permission.topics.begins.${begins}.why`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label={t('permission.topics.public')}
        description={t('permission.topics.public.why')}
        {...form.getInputProps('isPublic', { type: 'checkbox' })}
      />
      <TextInput
        label={t('permission.topics.german')}
        description={t('permission.topics.german.why')}
        maxLength={60}
        {...form.getInputProps('germanName')}
      />
      {form.values.germanName !== '' && (
        <Textarea label={t('permission.topics.german.description')} autosize minRows={2} {...form.getInputProps('germanDescription')} />
      )}
      {topic && (
        <Group>
          <Button variant="default" onClick={() => void archive()}>
            {t(topic.archived ? 'permission.topics.takeUp' : 'permission.topics.archive')}
          </Button>
        </Group>
      )}
    </FormDrawer>
  );
}
