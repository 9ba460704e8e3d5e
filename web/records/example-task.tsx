import { t } from '../app/messages/t.ts';
import { useAccount } from '../app/session.ts';
import type { Task } from './data.ts';
import { TaskLine } from './task-line.tsx';

/** What a task looks like, where there is none. */
export function ExampleTask() {
  const account = useAccount();
  const task: Task = {
    id: 0,
    objectId: null,
    recordId: null,
    recordName: null,
    subject: t('records.tasks.example'),
    body: '',
    assigneeId: account.user.id,
    roleId: null,
    templateId: null,
    note: '',
    reminders: [],
    recurrence: null,
    failures: [],
    dueAt: new Date(new Date(account.now).getTime() + 7_200_000).toISOString(),
    status: 'pending',
    outcome: null,
    completedAt: null,
    createdAt: account.now,
  };
  return <TaskLine task={task} />;
}
