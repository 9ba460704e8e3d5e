import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { CopyOnce } from '../ui/copy-once.tsx';
import { FocusBack } from '../ui/focus-back.tsx';

/** The secret of a subscription, shown this once, when it was made. */
export function MadeSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t('webhooks.subs.secret')} size="lg" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="md">
        <CopyOnce label={t('webhooks.subs.secret.made')} secret={secret} />
        <Text size="sm">{t('webhooks.subs.secret.how')}</Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('ui.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
