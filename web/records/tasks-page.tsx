import { Badge, Button, Group, Select, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { TASK_TABS, type TaskTab } from '../../src/records/rules/task-shapes.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { useSetSearch, useUrlState } from '../app/url.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { colleaguesQuery } from './data.ts';
import { ExampleTask } from './example-task.tsx';
import { TaskBulk } from './task-bulk.tsx';
import { TaskList } from './task-list.tsx';
import { TaskPane } from './task-pane.tsx';
import { taskCountsQuery, type TaskCounts } from './tasks-data.ts';
import classes from './tasks.module.css';
import { useTaskKeys } from './use-task-keys.ts';
import { useTaskWork } from './use-task-work.ts';
import { WorkDialogs } from './work-dialogs.tsx';

/** Two columns fit from here on: the list, and the task at hand with its record. */
const WIDE = '(min-width: 62em)';

/** What the viewer, their role or their team is to do: worked through one by one, by keyboard too. */
export default function TasksPage() {
  const [tab, setTab] = useUrlState('tab', 'today');
  const [of] = useUrlState('of', 'me');
  const [outcome] = useUrlState('outcome');
  const isWide = useMediaQuery(WIDE, window.matchMedia(WIDE).matches, { getInitialValueInEffect: false });
  const { data: counts } = useQuery(taskCountsQuery(useAccountId(), of));
  const filter = { tab: tab as TaskTab, of, outcome: tab === 'done' ? outcome : '' };
  const work = useTaskWork(filter, isWide);
  useTaskKeys(work);
  const { list, tasks } = work;
  const set = useSetSearch();
  return (
    <div className={classes.page}>
      <PageHeader title={t('app.place.tasks')} actions={<Filters counts={counts} tab={filter.tab} />}>
        <Tabs
          value={tab}
          onChange={(next) => set({ tab: next === 'today' ? undefined : (next ?? undefined), task: undefined, outcome: undefined })}
          mt="xs"
          mb={-12}
        >
          <Tabs.List aria-label={t('tasks.tabs')} className={classes.tabs}>
            {TASK_TABS.map((one) => (
              <Tabs.Tab
                key={one}
                value={one}
                rightSection={counts && one !== 'done' ? <Count count={counts.tabs[one]} isBad={one === 'overdue'} /> : null}
              >
                {t(`tasks.tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      {list.error && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && tasks.length === 0 && <Nothing tab={filter.tab} of={of} counts={counts} onTab={setTab} />}
      {tasks.length > 0 && (
        <div className={classes.work} data-open={work.opened ? true : undefined}>
          <TaskList work={work} tab={filter.tab} />
          {work.current && <TaskPane key={work.current.id} task={work.current} work={work} />}
        </div>
      )}
      <TaskBulk work={work} />
      <WorkDialogs work={work} />
    </div>
  );
}

function Count({ count: { count, more }, isBad }: { count: { count: number; more: boolean }; isBad: boolean }) {
  if (count === 0) return null;
  return (
    <Badge size="sm" variant="light" color={isBad ? 'bad' : 'gray'} className="tabular">
      {t(more ? 'tasks.count.more' : 'tasks.count', { count })}
    </Badge>
  );
}

/** Whose tasks, and of those done what came of them. */
function Filters({ counts, tab }: { counts: TaskCounts | undefined; tab: TaskTab }) {
  const [of] = useUrlState('of', 'me');
  const [outcome, setOutcome] = useUrlState('outcome');
  const set = useSetSearch();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  return (
    <Group gap="xs">
      {tab === 'done' && counts && counts.outcomes.length > 0 && (
        <Select
          aria-label={t('tasks.outcome.filter')}
          placeholder={t('tasks.outcome.any')}
          data={counts.outcomes.map((one) => ({ value: one.outcome, label: `${one.outcome} (${one.count})` }))}
          value={outcome || null}
          clearable
          onChange={(next) => setOutcome(next ?? '')}
        />
      )}
      <Select
        aria-label={t('tasks.of')}
        data={[
          { value: 'me', label: t('tasks.of.me') },
          { value: 'roles', label: t('tasks.of.roles', { count: counts?.roles.count ?? 0 }) },
          { value: 'others', label: t('tasks.of.others') },
          ...colleagues.filter(({ hasLeft }) => !hasLeft).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={of}
        allowDeselect={false}
        onChange={(next) => set({ of: next === 'me' ? undefined : (next ?? undefined), task: undefined })}
      />
    </Group>
  );
}

/** The next tab that has something. */
function Nothing({ tab, of, counts, onTab }: { tab: TaskTab; of: string; counts: TaskCounts | undefined; onTab: (tab: string) => void }) {
  const next = (['overdue', 'today', 'upcoming'] as const).find((one) => one !== tab && (counts?.tabs[one].count ?? 0) > 0);
  return (
    <EmptyState
      title={t(of === 'roles' ? 'tasks.empty.roles' : `tasks.empty.${tab}`)}
      sentence={t('tasks.empty.sentence')}
      action={next && <Button onClick={() => onTab(next)}>{t('tasks.empty.next', { tab: t(`tasks.tab.${next}`) })}</Button>}
      example={<ExampleTask />}
    />
  );
}
