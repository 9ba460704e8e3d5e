import { Button, Group, NumberInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CALL_OUTCOMES } from '../../src/records/rules/task-shapes.ts';
import { CONTACT_FIELDS } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone } from '../ui/notice.ts';
import { type FullRecord, recordQuery, mentionsAt } from './data.ts';
import { NoteText } from './note-input.tsx';

/** A call with the person behind a record, under `?open=log-call/OBJECT-RECORD`. */
export default function LogCallDrawer({ id }: { id: string }) {
  const [objectId = 0, recordId = 0] = id.split('-').map(Number);
  const { data: record, error, refetch } = useQuery(recordQuery(useAccountId(), objectId, recordId));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return record ? <CallForm record={record} /> : <Loading />;
}

function CallForm({ record }: { record: FullRecord }) {
  const api = useApi();
  const refresh = useRefresh();
  const { close } = useDrawer();
  const isPerson = useObjects().find(({ id }) => id === record.objectId)?.person ?? false;
  const known = isPerson ? (record.values[CONTACT_FIELDS.officePhone] ?? record.values[CONTACT_FIELDS.smsNumber]) : undefined;
  const { form, submit, problem, isSending } = useApiForm({
    initialValues: {
      direction: 'out',
      number: typeof known === 'string' ? known : '',
      minutes: '' as number | '',
      outcome: 'answered',
      notes: '',
    },
    send: ({ minutes, ...call }) =>
      api.post(`/api/records/${record.objectId}/${record.id}/calls`, {
        ...call,
        durationSeconds: minutes === '' ? null : Math.round(Number(minutes) * 60),
      }),
    onDone: () => {
      showDone(t('calls.logged'));
      void refresh('records');
      close();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text fw={560}>{record.name}</Text>
        <SegmentedControl
          aria-label={t('calls.direction')}
          data={(['out', 'in'] as const).map((value) => ({ value, label: t(`calls.direction.${value}`) }))}
          {...form.getInputProps('direction')}
        />
        <Group grow>
          <TextInput label={t('calls.number')} {...form.getInputProps('number')} />
          <NumberInput label={t('calls.minutes')} min={0} max={1440} {...form.getInputProps('minutes')} />
        </Group>
        <Select
          label={t('calls.outcome')}
          data={CALL_OUTCOMES.map((value) => ({ value, label: t(`calls.outcome.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('outcome')}
        />
        <NoteText
          label={t('calls.notes')}
          hasLabel
          mentionsAt={mentionsAt(record)}
          value={form.values.notes}
          onChange={(notes) => form.setFieldValue('notes', notes)}
          error={form.errors.notes}
        />
        <FormProblem problem={problem} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {t('calls.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
