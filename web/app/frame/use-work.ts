import { useQuery } from '@tanstack/react-query';
import { useAccount, useAccountKey, useApi } from '../session.ts';
import type { RunningItem } from '../work.ts';

const BUSY_MS = 1_500;
const IDLE_MS = 20_000;

/** What runs now in the account: asked often while something does, seldom while nothing does. */
export function useWork(): RunningItem[] {
  const api = useApi();
  const account = useAccount();
  const { data: items = [] } = useQuery({
    queryKey: useAccountKey('work'),
    queryFn: async (): Promise<RunningItem[]> => {
      const { workSources } = await import('../work.ts');
      const answers = await Promise.allSettled(workSources.map((source) => source(api, account)));
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
    refetchInterval: (query) => (query.state.data?.length ? BUSY_MS : IDLE_MS),
  });
  return items;
}
