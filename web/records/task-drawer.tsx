import { Button, Group, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { Timeline } from '../ui/timeline.tsx';
import { wallClockOf } from '../ui/zoned.ts';
import { taskCalls } from './data.ts';
import { entryOf } from './event-words.tsx';
import { CancelDialog } from './task-dialogs.tsx';
import { repeatOf, TaskInputs, taskOf, type TaskValues } from './task-inputs.tsx';
import { type ShownTask, taskQuery } from './tasks-data.ts';

/** A task with its history, under `?open=task/OBJECT-RECORD-ID`. */
export default function TaskDrawer({ id }: { id: string }) {
  const taskId = Number(id.split('-').at(-1));
  const { data: task, error, refetch } = useQuery(taskQuery(useAccountId(), taskId));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return task ? <OneTask task={task} /> : <Loading />;
}

function OneTask({ task }: { task: ShownTask }) {
  const account = useAccount();
  return (
    <Stack gap="lg">
      <TaskForm task={task} />
      <section aria-label={t('tasks.history')}>
        <Title order={3} size="h4" mb="xs">
          {t('tasks.history')}
        </Title>
        <Timeline
          entries={task.history.map(entryOf)}
          timeZone={account.timeZone}
          loadCauses={() => Promise.resolve([])}
          hasMore={false}
          onMore={() => undefined}
          isLoadingMore={false}
        />
      </section>
    </Stack>
  );
}

function TaskForm({ task }: { task: ShownTask }) {
  const api = useApi();
  const account = useAccount();
  const refresh = useRefresh();
  const { close } = useDrawer();
  const [isCancelling, setCancelling] = useState(false);
  const done = async (): Promise<void> => {
    await Promise.all([refresh('tasks'), refresh('records')]);
    close();
  };
  const repeat = repeatOf(task.recurrence);
  const apiForm = useApiForm<TaskValues>({
    initialValues: {
      subject: task.subject,
      body: task.body,
      who: task.assigneeId !== null ? `user:${task.assigneeId}` : task.roleId !== null ? `role:${task.roleId}` : '',
      due: task.dueAt ? wallClockOf(task.dueAt, account.timeZone) : '',
      reminders: task.reminders,
      repeat,
      next: task.recurrence?.next ?? 'completed',
    },
    send: (values) => {
      const { recurrence, ...rest } = taskOf(values, account.timeZone);
      const isSame = values.repeat === repeat && values.next === (task.recurrence?.next ?? 'completed');
      return taskCalls(api).update(task.id, isSame ? rest : { ...rest, recurrence });
    },
    onDone: () => void done(),
  });
  const calls = taskCalls(api);
  return (
    <form onSubmit={apiForm.submit} noValidate>
      <Stack gap="md">
        <TaskInputs apiForm={apiForm} />
        <FormProblem problem={apiForm.problem} />
        {task.status === 'pending' ? (
          <Group justify="space-between">
            <Button variant="subtle" color="bad" onClick={() => setCancelling(true)}>
              {t('tasks.cancel')}
            </Button>
            <Button type="submit" loading={apiForm.isSending}>
              {t('ui.save')}
            </Button>
          </Group>
        ) : (
          <Group justify="flex-end">
            <Button variant="default" onClick={() => calls.reopen(task.id).then(done, showProblem)}>
              {t('tasks.reopen')}
            </Button>
          </Group>
        )}
        {isCancelling && (
          <CancelDialog
            title={task.subject}
            onClose={() => setCancelling(false)}
            onKeep={(note) => calls.cancel(task.id, note).then(done)}
          />
        )}
      </Stack>
    </form>
  );
}
