import { Center, Loader } from '@mantine/core';
import { t } from '../app/messages/t.ts';

/** Shown only when waiting takes longer than a blink. */
export function Loading() {
  return (
    <Center p="xl" role="status" aria-label={t('ui.loading')} mih={160}>
      <Loader size="sm" color="var(--qs-faint)" />
    </Center>
  );
}
