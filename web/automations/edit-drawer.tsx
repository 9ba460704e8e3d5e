import { Alert, Button, Drawer, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import { FocusBack } from '../ui/focus-back.tsx';

interface EditDrawerProps {
  title: string;
  keepLabel: string;
  problem?: string | undefined;
  /** Left out where there is nothing to remove yet. */
  onRemove?: (() => void) | undefined;
  removeLabel?: string;
  onKeep: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A part of the map in the right drawer: nothing changes until it is kept. */
export function EditDrawer({ title, keepLabel, problem, onRemove, removeLabel, onKeep, onClose, children }: EditDrawerProps) {
  return (
    <Drawer opened onClose={onClose} position="right" size={560} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onKeep();
        }}
      >
        <Stack gap="md">
          {problem && (
            <Alert color="bad" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          {children}
          <Group justify="space-between" gap="xs" pt="md" style={{ borderBlockStart: '1px solid var(--qs-rule)' }}>
            {onRemove ? (
              <Button variant="subtle" color="bad" onClick={onRemove}>
                {removeLabel}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('ui.cancel')}
              </Button>
              <Button type="submit">{keepLabel}</Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
