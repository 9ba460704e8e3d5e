import { Button, Group, Stack } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { useAccount, useApi, useRefresh } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { taskCalls } from './data.ts';
import { TaskInputs, taskOf } from './task-drawer.tsx';

/** A new task about a record, under `?open=new-task/OBJECT-RECORD`. */
export default function NewTaskDrawer({ id }: { id: string }) {
  const [objectId = 0, recordId = 0] = id.split('-').map(Number);
  const api = useApi();
  const account = useAccount();
  const refresh = useRefresh();
  const { close } = useDrawer();
  const apiForm = useApiForm<Parameters<typeof taskOf>[0]>({
    initialValues: { subject: '', body: '', assigneeId: account.user.id, due: '' },
    send: (values) => taskCalls(api).create(objectId, recordId, taskOf(values, account.timeZone)),
    onDone: () => {
      void refresh('tasks');
      void refresh('records');
      close();
    },
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
