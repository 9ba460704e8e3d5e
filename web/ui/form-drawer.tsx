import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import { type ApiForm, FormProblem } from './api-form.tsx';
import { FocusBack } from './focus-back.tsx';

interface FormDrawerProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  /** From `useApiForm`. */
  apiForm: ApiForm<any>;
  /** A verb with its object: "Add field". */
  submitLabel: string;
  children: ReactNode;
}

/** A form in the right drawer: inputs above, its one button at the foot. */
export function FormDrawer({ title, opened, onClose, apiForm, submitLabel, children }: FormDrawerProps) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size={480} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <form onSubmit={apiForm.submit} noValidate>
        <Stack gap="md">
          {children}
          <FormProblem problem={apiForm.problem} />
          <Group justify="flex-end" gap="xs" pt="md" style={{ borderBlockStart: '1px solid var(--qs-rule)' }}>
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={apiForm.isSending}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
