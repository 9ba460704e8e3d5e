import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  title: string;
  sentence: string;
  /** One way to start. */
  action?: ReactNode;
  /** What the filled place would look like: a few rows or a card, drawn with the real parts. */
  example?: ReactNode;
}

/** An empty place says what belongs here, shows it, and offers one way to start. */
export function EmptyState({ title, sentence, action, example }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <Stack gap="xs" align="flex-start" maw={440}>
        <Title order={2}>{title}</Title>
        <Text c="dimmed" fz={16} lh={1.55}>
          {sentence}
        </Text>
        {action && <div className={classes.action}>{action}</div>}
      </Stack>
      {example && (
        <figure className={classes.example} aria-hidden="true" inert>
          <figcaption>{t('ui.example')}</figcaption>
          {example}
        </figure>
      )}
    </div>
  );
}
