import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { TaskTab } from '../../src/records/rules/task-shapes.ts';
import { language, t } from '../app/messages/t.ts';
import { useAccount, useAccountId } from '../app/session.ts';
import { wallClockOf } from '../ui/zoned.ts';
import { colleaguesQuery, type Task } from './data.ts';
import { templatesQuery, ZONE } from './tasks-data.ts';
import classes from './tasks.module.css';
import type { TaskWork } from './use-task-work.ts';

const dayFormat = new Intl.DateTimeFormat(language.locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: ZONE });
const timeFormat = new Intl.DateTimeFormat(language.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE });

/** The tasks of a tab under the days of the viewer's zone; more of them come as one gets to the end. */
export function TaskList({ work, tab }: { work: TaskWork; tab: TaskTab }) {
  const { tasks, list } = work;
  const days = byDay(tasks, tab);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || !end.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), { rootMargin: '600px' });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <section className={classes.list} aria-label={t('tasks.list')} tabIndex={0}>
      {days.map(({ day, tasks: ofDay }) => (
        <div key={day}>
          <h2 className={classes.day}>{day === '' ? t('tasks.noDate') : dayFormat.format(new Date(timeOf(ofDay[0]!, tab)!))}</h2>
          <ol>
            {ofDay.map((task) => (
              <TaskRow key={task.id} task={task} tab={tab} work={work} />
            ))}
          </ol>
        </div>
      ))}
      <div ref={end} />
      {hasNextPage && (
        <Button variant="subtle" m="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('tasks.more')}
        </Button>
      )}
    </section>
  );
}

const timeOf = (task: Task, tab: TaskTab): string | null => (tab === 'done' ? task.completedAt : task.dueAt);

function byDay(tasks: readonly Task[], tab: TaskTab): { day: string; tasks: Task[] }[] {
  const days = new Map<string, Task[]>();
  for (const task of tasks) {
    const time = timeOf(task, tab);
    const day = time === null ? '' : wallClockOf(time, ZONE).slice(0, 10);
    const others = days.get(day);
    if (others) others.push(task);
    else days.set(day, [task]);
  }
  return [...days].map(([day, ofDay]) => ({ day, tasks: ofDay }));
}

function TaskRow({ task, tab, work }: { task: Task; tab: TaskTab; work: TaskWork }) {
  const account = useAccount();
  const isCurrent = work.current?.id === task.id;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const time = timeOf(task, tab);
  const isLate = task.status === 'pending' && task.dueAt !== null && task.dueAt < account.now;
  return (
    <li ref={row} className={classes.row} aria-current={isCurrent || undefined}>
      <Checkbox
        mt={2}
        size="xs"
        aria-label={t('tasks.select', { subject: task.subject })}
        checked={work.chosen.has(task.id)}
        onChange={() => work.toggle(task.id)}
      />
      <div>
        <button type="button" className={classes.subject} onClick={() => work.goTo(task)}>
          {task.subject}
        </button>
        <p className={classes.about}>
          <AboutTask task={task} />
        </p>
      </div>
      {time && (
        <time dateTime={time} className={classes.time} data-late={isLate || undefined}>
          {timeFormat.format(new Date(time))}
        </time>
      )}
    </li>
  );
}

/** Of whom it is, who has it, and what came of it. */
function AboutTask({ task }: { task: Task }) {
  const account = useAccount();
  const accountId = useAccountId();
  const { data: colleagues } = useQuery(colleaguesQuery(accountId));
  const { data } = useQuery({ ...templatesQuery(accountId), enabled: task.assigneeId === null && task.roleId !== null });
  const role = data?.roles.find(({ id }) => id === task.roleId)?.name;
  const assignee = task.assigneeId === account.user.id ? undefined : colleagues?.find(({ id }) => id === task.assigneeId)?.name;
  const waiting =
    task.assigneeId === null && task.roleId !== null ? (role ? t('tasks.forRole', { role }) : t('tasks.forYourRole')) : undefined;
  return [task.recordName || null, assignee ?? waiting, task.outcome].filter(Boolean).join(' · ') || t('records.unnamed');
}
