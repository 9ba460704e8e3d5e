import { ActionIcon, Indicator, Popover, Stack, Text } from '@mantine/core';
import { IconProgress } from '@tabler/icons-react';
import { RunningRow } from '../../ui/progress.tsx';
import { t } from '../messages/t.ts';
import { useWork } from './use-work.ts';

/** What runs now, with its progress; seen only while something does. */
export function RunningWork() {
  const items = useWork();
  if (items.length === 0) return null;
  return (
    <Popover position="bottom-end" width={320}>
      <Indicator label={items.length} size={16} offset={6} color="sea">
        <Popover.Target>
          <ActionIcon aria-label={t('app.work', { count: items.length })}>
            <IconProgress size={20} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
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
