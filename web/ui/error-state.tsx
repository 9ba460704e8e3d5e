import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';

interface ErrorStateProps {
  error: Error;
  title?: string;
  retry?: () => void;
  action?: ReactNode;
}

/** A place that could not be filled: what happened, and what to do. */
export function ErrorState({ error, title = t('ui.error.title'), retry, action }: ErrorStateProps) {
  return (
    <Stack gap="sm" p="xl" maw={560} role="alert">
      <Title order={2}>{title}</Title>
      <Text c="dimmed">{error.message}</Text>
      <Group>
        {retry && (
          <Button variant="default" onClick={retry}>
            {t('ui.error.retry')}
          </Button>
        )}
        {action}
      </Group>
    </Stack>
  );
}
