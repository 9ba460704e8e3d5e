import { Button, Group } from '@mantine/core';
import { t } from '../app/messages/t.ts';

/** What was done, and the way back. */
export function UndoMessage({ message, onUndo }: { message: string; onUndo: () => void }) {
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      {message}
      <Button variant="subtle" size="compact-sm" flex="none" onClick={onUndo}>
        {t('ui.undo')}
      </Button>
    </Group>
  );
}
