import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ConversationLine } from '../../src/inbox/schema.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useSetSearch, useUrlState } from '../app/url.ts';
import { showProblem } from '../ui/notice.ts';
import { conversationCalls, conversationsQuery, type Filter } from './inbox-data.ts';

export type InboxDialog = 'assign' | 'move' | 'snooze' | 'merge' | 'spam';

/** The list of conversations one works through: which is at hand, which are chosen, and what is asked about them. */
export function useInboxWork(filter: Filter, isWide: boolean) {
  const api = useApi();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const query = conversationsQuery(useAccountId(), filter);
  const list = useInfiniteQuery(query);
  const lines = useMemo(() => list.data?.pages.flatMap(({ conversations }) => conversations) ?? [], [list.data]);
  const [opened] = useUrlState('c');
  const set = useSetSearch();
  const [dialog, setDialog] = useState<InboxDialog | null>(null);
  const [mode, setMode] = useState<'answer' | 'note' | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const currentId = opened === '' ? (isWide ? lines[0]?.id : undefined) : Number(opened);

  const goTo = useCallback(
    (id: number | undefined, push = false) => {
      setMode(null);
      set({ c: id === undefined ? undefined : String(id) }, { push });
    },
    [set],
  );
  const step = (by: number): void => {
    const at = lines.findIndex(({ id }) => id === currentId) + by;
    const next = lines[Math.max(0, at)];
    if (next) goTo(next.id);
    if (at >= lines.length - 10 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  const again = useCallback(() => refresh('conversations'), [refresh]);
  /** Takes conversations out of the list before the server has answered, and goes on with the one after. */
  const moveOn = (gone: readonly number[]): void => {
    const at = lines.findIndex(({ id }) => id === currentId);
    const stays = ({ id }: ConversationLine): boolean => !gone.includes(id);
    const after = lines.slice(at + 1).find(stays) ?? lines.filter(stays).at(-1);
    if (currentId !== undefined && gone.includes(currentId)) goTo(isWide ? after?.id : undefined);
    queries.setQueryData(
      query.queryKey,
      (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, conversations: page.conversations.filter(stays) })) },
    );
    setChosen(new Set());
  };
  const run = async (work: Promise<unknown>, done?: () => void): Promise<void> => {
    try {
      await work;
      done?.();
    } catch (error) {
      showProblem(error as Error);
    }
    await again();
  };
  const toggle = (id: number): void => setChosen((before) => toggled(before, id));
  const affected = chosen.size > 0 ? [...chosen] : currentId === undefined ? [] : [currentId];
  const calls = useMemo(() => conversationCalls(api), [api]);
  return {
    filter,
    list,
    lines,
    currentId,
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
    dialog,
    setDialog,
    mode,
    setMode,
    calls,
  };
}

export type InboxWork = ReturnType<typeof useInboxWork>;

function toggled(before: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}
