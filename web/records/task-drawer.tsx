import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { type ApiForm, FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { instantOf, wallClockOf } from '../ui/zoned.ts';
import { recordTasksQuery, type Task, taskCalls, type TaskInput } from './data.ts';
import { OwnerPicker } from './owner-picker.tsx';

/** A task under `?open=task/OBJECT-RECORD-ID`. */
export default function TaskDrawer({ id }: { id: string }) {
  const [objectId = 0, recordId = 0, taskId = 0] = id.split('-').map(Number);
  const { data: tasks, error, refetch } = useQuery(recordTasksQuery(useAccountId(), objectId, recordId));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!tasks) return <Loading />;
  const task = tasks.find((one) => one.id === taskId);
  return task ? <TaskForm task={task} /> : <ErrorState error={new Error(t('records.tasks.gone'))} />;
}

interface Values {
  subject: string;
  body: string;
  assigneeId: number | null;
  due: string;
  [name: string]: unknown;
}

/** What the inputs hold, as the server takes it: the due time is written in the account's zone. */
export function taskOf({ subject, body, assigneeId, due }: Values, timeZone: string): TaskInput {
  return { subject, body, ...(assigneeId === null ? {} : { assigneeId }), dueAt: due ? instantOf(due, timeZone) : null };
}

function TaskForm({ task }: { task: Task }) {
  const api = useApi();
  const account = useAccount();
  const refresh = useRefresh();
  const { close } = useDrawer();
  const done = async (): Promise<void> => {
    await Promise.all([refresh('tasks'), refresh('records')]);
    close();
  };
  const apiForm = useApiForm<Values>({
    initialValues: {
      subject: task.subject,
      body: task.body,
      assigneeId: task.assigneeId,
      due: task.dueAt ? wallClockOf(task.dueAt, account.timeZone) : '',
    },
    send: (values) => taskCalls(api).update(task.id, taskOf(values, account.timeZone)),
    onDone: () => void done(),
  });
  const isOpen = task.status === 'pending';
  return (
    <form onSubmit={apiForm.submit} noValidate>
      <Stack gap="md">
        <TaskInputs apiForm={apiForm} />
        <FormProblem problem={apiForm.problem} />
        {isOpen && (
          <Group justify="space-between">
            <Button variant="subtle" color="bad" onClick={() => taskCalls(api).cancel(task.id).then(done, showProblem)}>
              {t('records.tasks.cancel')}
            </Button>
            <Button type="submit" loading={apiForm.isSending}>
              {t('ui.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

export function TaskInputs({ apiForm }: { apiForm: ApiForm<Values> }) {
  const { getInputProps, setFieldValue, values } = apiForm.form;
  const account = useAccount();
  return (
    <>
      <TextInput label={t('records.tasks.subject')} autoFocus {...getInputProps('subject')} />
      <TextInput
        type="datetime-local"
        label={t('records.tasks.dueAt')}
        description={t('records.tasks.zone', { zone: account.timeZone })}
        {...getInputProps('due')}
      />
      <OwnerPicker
        label={t('records.tasks.assignee')}
        hasLabel
        value={values.assigneeId}
        onChange={(userId) => setFieldValue('assigneeId', userId)}
      />
      <Textarea label={t('records.tasks.body')} autosize minRows={3} maxRows={12} {...getInputProps('body')} />
    </>
  );
}
