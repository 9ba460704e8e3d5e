import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page, PageRequest } from './types.ts';

export const PAGE_ROWS = 200;

export interface Rows<Row> {
  rows: Row[];
  total: number | null;
  hasMore: boolean;
  isLoading: boolean;
  error: Error | null;
  loadMore: () => void;
  retry: () => void;
}

/** Reads a keyset-paged list page by page, as far as it has been scrolled. */
export function useRows<Row>(
  queryKey: readonly unknown[],
  { sort, columns }: { sort: string; columns: readonly string[] },
  loadPage: (request: PageRequest) => Promise<Page<Row>>,
): Rows<Row> {
  const query = useInfiniteQuery({
    queryKey: [...queryKey, { sort, columns: columns.toSorted() }],
    queryFn: ({ pageParam, signal }) => loadPage({ sort, columns, cursor: pageParam, limit: PAGE_ROWS, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  return {
    rows,
    total: data?.pages[0]?.total ?? (data && !hasNextPage ? rows.length : null),
    hasMore: hasNextPage,
    isLoading: query.isPending,
    error: query.error,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}
