import { ActionIcon, Indicator, Popover, Stack, Text } from '@mantine/core';
import { IconProgress } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { RunningRow } from '../../ui/progress.tsx';
import { t } from '../messages/t.ts';
import { useAccount, useAccountKey, useApi } from '../session.ts';
import { type RunningItem, workSources } from '../work.ts';

const BUSY_MS = 1_500;
const IDLE_MS = 20_000;

/** What runs now, with its progress; seen only while something does. */
export function RunningWork() {
  const api = useApi();
  const account = useAccount();
  const { data: items = [] } = useQuery({
    queryKey: useAccountKey('work'),
    queryFn: async (): Promise<RunningItem[]> => {
      const answers = await Promise.allSettled(workSources.map((source) => source(api, account)));
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
    refetchInterval: (query) => (query.state.data?.length ? BUSY_MS : IDLE_MS),
  });
  if (items.length === 0) return null;
  return (
    <Popover position="bottom-end" width={320}>
      <Popover.Target>
        <Indicator label={items.length} size={16} offset={6} color="sea">
          <ActionIcon aria-label={t('app.work', { count: items.length })}>
            <IconProgress size={20} stroke={1.6} />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <Text fw={570}>{t('app.work', { count: items.length })}</Text>
          {items.map((item) => (
            <RunningRow key={item.id} item={item} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
