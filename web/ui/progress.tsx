import { Anchor, Button, Group, Progress as Bar, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { usePath } from '../app/url.ts';
import type { RunningItem } from '../app/work.ts';

interface ProgressProps {
  label: string;
  done: number;
  /** Null while nobody knows how much there is. */
  total: number | null;
}

/** How far something is, in numbers and as a bar. */
export function Progress({ label, done, total }: ProgressProps) {
  const percent = total ? Math.min(100, (done / total) * 100) : 0;
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" truncate>
          {label}
        </Text>
        <Text size="xs" c="dimmed" className="tabular" style={{ whiteSpace: 'nowrap' }}>
          {total === null ? t('ui.progress.soFar', { done }) : t('ui.progress.of', { done, total })}
        </Text>
      </Group>
      <Bar.Root size="sm">
        <Bar.Section value={total === null ? 100 : percent} animated={total === null} striped={total === null} aria-label={label} />
      </Bar.Root>
    </Stack>
  );
}

/** One running thing of the frame's list: its progress, the way to it, and its stop. */
export function RunningRow({ item }: { item: RunningItem }) {
  const path = usePath();
  return (
    <Stack gap={4}>
      <Progress label={item.label} done={item.done} total={item.total} />
      <Group gap="md">
        {item.path && (
          <Anchor component={Link} to={path(item.path)} size="sm">
            {t('ui.progress.show')}
          </Anchor>
        )}
        {item.stop && (
          <Button variant="transparent" size="compact-sm" px={0} onClick={() => void item.stop?.()}>
            {t('ui.progress.stop')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
