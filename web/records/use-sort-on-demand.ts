import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { FieldShape, ObjectShape } from '../../src/records/schema.ts';
import { useAccountKey, useApi, useRefresh } from '../app/session.ts';
import { useUrlState } from '../app/url.ts';
import { showProblem } from '../ui/notice.ts';
import { sortableCalls } from './list-data.ts';

const LOOK_MS = 700;

/**
 * Sorting by a field that lists are not sorted by yet: asked for once, made in the background, and then done. `asking` is the question, which
 * also shows how far it has come.
 */
export function useSortOnDemand(object: ObjectShape) {
  const api = useApi();
  const refresh = useRefresh();
  const [field, setField] = useState<FieldShape | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [, setSort] = useUrlState('sort');
  const askSort = useCallback((asked: FieldShape) => {
    setField(asked);
    setMaking(asked.sortable);
  }, []);
  const { data } = useQuery({
    queryKey: useAccountKey('sortable', object.id, field?.id ?? 0),
    queryFn: ({ signal }) => sortableCalls(api, object.id, field!.id).state(signal),
    enabled: field !== null && isMaking,
    refetchInterval: LOOK_MS,
    gcTime: 0,
  });
  useEffect(() => {
    if (!field || !isMaking || !data?.sortable) return;
    const { id } = field;
    setField(null);
    setMaking(false);
    void refresh('objects').then(() => setSort(`field:${id}`));
  }, [data, field, isMaking, refresh, setSort]);

  const ask = async (): Promise<void> => {
    try {
      await sortableCalls(api, object.id, field!.id).ask();
      setMaking(true);
    } catch (error) {
      showProblem(error as Error);
      setField(null);
    }
  };
  return { askSort, field, isMaking, done: data?.done ?? 0, ask: () => void ask(), leave: () => setField(null) };
}
