import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useUrlState } from '../app/url.ts';
import { showDone, showProblem } from '../ui/notice.ts';
import { type Task, taskCalls } from './data.ts';
import { type TaskFilter, taskListQuery } from './tasks-data.ts';

export type TaskDialog = 'complete' | 'reschedule' | 'assign' | 'cancel';

/** The list of tasks one works through: which is at hand, which are chosen, and what is asked about them. */
export function useTaskWork(filter: TaskFilter, isWide: boolean) {
  const api = useApi();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const query = taskListQuery(useAccountId(), filter);
  const list = useInfiniteQuery(query);
  const tasks = useMemo(() => list.data?.pages.flatMap((page) => page.tasks) ?? [], [list.data]);
  const [opened, setOpened] = useUrlState('task');
  const [dialog, setDialog] = useState<TaskDialog | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const named = tasks.find(({ id }) => id === Number(opened));
  const current = named ?? (isWide ? tasks[0] : undefined);

  const goTo = useCallback((task: Task | undefined) => setOpened(task ? String(task.id) : ''), [setOpened]);
  const step = (by: number): void => {
    const at = current ? tasks.indexOf(current) + by : 0;
    const next = tasks[Math.max(0, at)];
    if (next) goTo(next);
    if (at >= tasks.length - 10 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  /** Takes tasks out of the list before the server has answered, and goes on with the one after. */
  const moveOn = (gone: readonly number[]): void => {
    const left = tasks.filter(({ id }) => !gone.includes(id));
    const at = current ? tasks.indexOf(current) : 0;
    const after = tasks.slice(at + 1).find(({ id }) => !gone.includes(id)) ?? left.at(-1);
    if (current && gone.includes(current.id)) goTo(isWide || opened ? after : undefined);
    queries.setQueryData(
      query.queryKey,
      (data) =>
        data && { ...data, pages: data.pages.map((page) => ({ ...page, tasks: page.tasks.filter(({ id }) => !gone.includes(id)) })) },
    );
    setChosen(new Set());
  };
  const again = useCallback(() => Promise.all([refresh('tasks'), refresh('records')]), [refresh]);
  const toggle = (id: number): void => setChosen((before) => symmetric(before, id));
  const affected = chosen.size > 0 ? [...chosen] : current ? [current.id] : [];

  const change = async (work: Parameters<ReturnType<typeof taskCalls>['bulk']>[0]): Promise<void> => {
    const { done, refused } = await taskCalls(api).bulk(work);
    const first = refused[0];
    if (first) showProblem(new Error(t('tasks.refused', { count: refused.length, sentence: first.sentence })));
    else showDone(t('tasks.changed', { count: done }));
    setChosen(new Set());
    await again();
  };
  const run = (work: Promise<unknown>): Promise<unknown> => work.then(again, showProblem);
  return {
    list,
    tasks,
    current,
    opened,
    goTo,
    step,
    moveOn,
    again,
    run,
    chosen,
    toggle,
    setChosen,
    affected,
    change,
    dialog,
    setDialog,
    calls: taskCalls(api),
  };
}

export type TaskWork = ReturnType<typeof useTaskWork>;

function symmetric(before: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}
