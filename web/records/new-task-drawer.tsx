import { Button, Group, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { taskCalls } from './data.ts';
import { TaskInputs, taskOf, type TaskValues } from './task-inputs.tsx';
import { templatesQuery } from './tasks-data.ts';

/** A new task about a record, of its own or from a template, under `?open=new-task/OBJECT-RECORD`. */
export default function NewTaskDrawer({ id }: { id: string }) {
  const [objectId = 0, recordId = 0] = id.split('-').map(Number);
  const api = useApi();
  const refresh = useRefresh();
  const { close } = useDrawer();
  const { data } = useQuery(templatesQuery(useAccountId()));
  const templates = data?.templates.filter((template) => template.objectId === objectId) ?? [];
  const [templateId, setTemplateId] = useState<number | null>(null);
  const done = (): void => {
    void refresh('tasks');
    void refresh('records');
    close();
  };
  return (
    <Stack gap="md">
      {templates.length > 0 && (
        <Select
          label={t('tasks.template')}
          placeholder={t('tasks.template.none')}
          data={templates.map(({ id: value, name }) => ({ value: String(value), label: name }))}
          value={templateId === null ? null : String(templateId)}
          clearable
          onChange={(next) => setTemplateId(next === null ? null : Number(next))}
        />
      )}
      {templateId === null ? (
        <OwnTask objectId={objectId} recordId={recordId} onDone={done} />
      ) : (
        <FromTemplate send={() => taskCalls(api).createFrom(objectId, recordId, templateId)} onDone={done} />
      )}
    </Stack>
  );
}

function FromTemplate({ send, onDone }: { send: () => Promise<unknown>; onDone: () => void }) {
  const apiForm = useApiForm({ initialValues: {}, send, onDone });
  return (
    <form onSubmit={apiForm.submit} noValidate>
      <Stack gap="md">
        <FormProblem problem={apiForm.problem} />
        <Group justify="flex-end">
          <Button type="submit" loading={apiForm.isSending}>
            {t('records.tasks.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function OwnTask({ objectId, recordId, onDone }: { objectId: number; recordId: number; onDone: () => void }) {
  const api = useApi();
  const account = useAccount();
  const apiForm = useApiForm<TaskValues>({
    initialValues: { subject: '', body: '', who: `user:${account.user.id}`, due: '', reminders: [], repeat: 'never', next: 'completed' },
    send: (values) => taskCalls(api).create(objectId, recordId, taskOf(values, account.timeZone)),
    onDone,
  });
  return (
    <form onSubmit={apiForm.submit} noValidate>
      <Stack gap="md">
        <TaskInputs apiForm={apiForm} />
        <FormProblem problem={apiForm.problem} />
        <Group justify="flex-end">
          <Button type="submit" loading={apiForm.isSending}>
            {t('records.tasks.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
