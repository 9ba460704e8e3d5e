import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Page, PageRequest, Places } from './types.ts';

const PAGE_ROWS = 100;
/** So many pages are held at a time, however far somebody scrolls. */
const PAGES_HELD = 14;
const FORGOTTEN_MS = 30_000;

/** From where a stretch of the list is read. */
interface Anchor {
  list: string;
  start: number;
  cursor: string | null;
  skip: number;
}

type PageParam = { start: number; cursor: string | null; skip: number } | { end: number; before: string };
type PlacedPage<Row> = Page<Row> & { start: number };

export interface Rows<Row> {
  /** The stretch of the list that is held, and where in it its first row stands. */
  rows: Row[];
  start: number;
  total: number | null;
  hasMore: boolean;
  hasBefore: boolean;
  isLoading: boolean;
  /** The rows are those of the list before, until this one's have come. */
  isStale: boolean;
  error: Error | null;
  /** Sees to it that these rows are there: goes on from those held, or reads anew from the nearest place. */
  need: (first: number, last: number, isResting: boolean) => void;
  retry: () => void;
}

/** Reads a list by keyset as far as it is looked at: a stretch of it is held, which grows where somebody scrolls and is begun anew where they jump. */
export function useRows<Row>(
  queryKey: readonly unknown[],
  { sort, columns, places, from }: { sort: string; columns: readonly string[]; places: Places | undefined; from: number },
  loadPage: (request: PageRequest) => Promise<Page<Row>>,
): Rows<Row> {
  const list = JSON.stringify([queryKey, sort]);
  const [jumped, setJumped] = useState<Anchor | null>(() => (places && from > 0 ? anchorAt(places, list, from) : null));
  const anchor = jumped?.list === list ? jumped : { list, start: 0, cursor: null, skip: 0 };
  const query = useInfiniteQuery({
    queryKey: [...queryKey, { sort, columns: columns.toSorted(), at: anchor.start }],
    queryFn: ({ pageParam, signal }) => readPage(pageParam, (place) => loadPage({ sort, columns, limit: PAGE_ROWS, signal, ...place })),
    initialPageParam: { start: anchor.start, cursor: anchor.cursor, skip: anchor.skip } as PageParam,
    getNextPageParam: (page: PlacedPage<Row>): PageParam | undefined =>
      page.next === null ? undefined : { start: page.start + page.rows.length, cursor: page.next, skip: 0 },
    getPreviousPageParam: (page: PlacedPage<Row>): PageParam | undefined =>
      page.before ? { end: page.start, before: page.before } : undefined,
    maxPages: PAGES_HELD,
    placeholderData: keepPreviousData,
    gcTime: FORGOTTEN_MS,
    refetchOnWindowFocus: false,
  });
  const { data, hasNextPage, hasPreviousPage, isFetching, isPlaceholderData, fetchNextPage, fetchPreviousPage, refetch } = query;
  const pages = data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  // The first row of all stands first, whatever was thought of its place while others came in.
  const start = pages?.[0]?.before || !pages ? (pages?.[0]?.start ?? 0) : 0;
  const end = start + rows.length;
  const knownTotal = pages && !hasNextPage && !isPlaceholderData ? end : null;

  const need = useCallback(
    (first: number, last: number, isResting: boolean): void => {
      if (isPlaceholderData) {
        if (isResting && places && Math.abs(first - anchor.start) > 2 * PAGE_ROWS) setJumped(anchorAt(places, list, first));
        return;
      }
      const isNear = first <= end + PAGE_ROWS && last >= start - PAGE_ROWS;
      if (!isNear && places) {
        if (isResting) setJumped(anchorAt(places, list, first));
      } else if (isFetching) return;
      else if (last > end - PAGE_ROWS / 2 && hasNextPage) void fetchNextPage();
      else if (first < start + PAGE_ROWS / 2 && hasPreviousPage) void fetchPreviousPage();
    },
    [places, list, anchor.start, start, end, isFetching, isPlaceholderData, hasNextPage, hasPreviousPage, fetchNextPage, fetchPreviousPage],
  );
  return {
    rows,
    start,
    total: pages?.[0]?.total ?? knownTotal ?? (places ? Math.max(places.total, end) : null),
    hasMore: hasNextPage,
    hasBefore: hasPreviousPage,
    isLoading: query.isPending,
    isStale: isPlaceholderData,
    error: query.error,
    need,
    retry: () => void refetch(),
  };
}

async function readPage<Row>(
  param: PageParam,
  load: (place: { cursor: string | null; skip?: number; before?: string }) => Promise<Page<Row>>,
): Promise<PlacedPage<Row>> {
  if ('before' in param) {
    const page = await load({ cursor: null, before: param.before });
    return { ...page, start: Math.max(0, param.end - page.rows.length) };
  }
  const page = await load({ cursor: param.cursor, ...(param.skip > 0 ? { skip: param.skip } : {}) });
  return { ...page, start: param.start };
}

/** A place a little before the row, by the nearest rung before it. */
function anchorAt({ rungs, total }: Places, list: string, row: number): Anchor {
  const start = Math.max(0, Math.min(row, total - 1) - PAGE_ROWS / 4);
  let [low, high] = [0, rungs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rungs[middle]!.place <= start) low = middle + 1;
    else high = middle;
  }
  const rung = rungs[low - 1];
  return { list, start, cursor: rung?.cursor ?? null, skip: start - (rung?.place ?? 0) };
}
