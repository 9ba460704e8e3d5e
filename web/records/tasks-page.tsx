import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId } from '../app/session.ts';
import { useUrlState } from '../app/url.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import { myTasksQuery, type Task } from './data.ts';
import classes from './records.module.css';
import { TaskLine } from './task-line.tsx';

const TABS = { pending: 'records.tasks.pending', complete: 'records.tasks.completed', cancelled: 'records.tasks.cancelled' } as const;
const STATUSES = ['pending', 'complete', 'cancelled'] as const;

/** What the viewer is to do, late first. */
export default function TasksPage() {
  const account = useAccount();
  const [status, setStatus] = useUrlState('status', 'pending');
  const { data, error, refetch } = useQuery(myTasksQuery(useAccountId(), status as Task['status']));
  const tasks = data?.tasks ?? [];
  const parts = status === 'pending' ? byDue(tasks, account.now) : [{ label: t(TABS[status as Task['status']]), tasks }];
  return (
    <>
      <PageHeader title={t('app.place.tasks')} meta={data && t('ui.number', { count: tasks.length })}>
        <Tabs value={status} onChange={(next) => setStatus(next ?? 'pending')} mt="xs" mb={-12}>
          <Tabs.List>
            {STATUSES.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(TABS[one])}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      <PageBody>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && tasks.length === 0 && (
          <EmptyState
            title={t(status === 'pending' ? 'records.tasks.empty' : 'records.tasks.empty.other')}
            sentence={t('records.tasks.empty.sentence')}
            example={<ExampleTask />}
          />
        )}
        {parts.map(
          (part) =>
            part.tasks.length > 0 && (
              <Section key={part.label} title={part.label}>
                <ul className={classes.list}>
                  {part.tasks.map((task) => (
                    <li key={task.id} className={classes.flush}>
                      <TaskLine task={task} hasRecord />
                    </li>
                  ))}
                </ul>
              </Section>
            ),
        )}
      </PageBody>
    </>
  );
}

function byDue(tasks: readonly Task[], now: string): { label: string; tasks: Task[] }[] {
  const tomorrow = new Date(new Date(now).getTime() + 86_400_000).toISOString();
  const late = tasks.filter(({ dueAt }) => dueAt !== null && dueAt < now);
  const soon = tasks.filter(({ dueAt }) => dueAt !== null && dueAt >= now && dueAt < tomorrow);
  const later = tasks.filter((task) => !late.includes(task) && !soon.includes(task));
  return [
    { label: t('records.tasks.lateOnes'), tasks: late },
    { label: t('records.tasks.soon'), tasks: soon },
    { label: t('records.tasks.later'), tasks: later },
  ];
}

function ExampleTask() {
  const account = useAccount();
  const task: Task = {
    id: 0,
    objectId: null,
    recordId: null,
    recordName: null,
    subject: t('records.tasks.example'),
    body: '',
    assigneeId: account.user.id,
    dueAt: new Date(new Date(account.now).getTime() + 7_200_000).toISOString(),
    status: 'pending',
    outcome: null,
    completedAt: null,
    createdAt: account.now,
  };
  return <TaskLine task={task} />;
}
