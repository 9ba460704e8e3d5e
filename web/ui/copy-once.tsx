import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { t } from '../app/messages/t.ts';

/** A secret that is shown this once and never again. */
export function CopyOnce({ label, secret }: { label: string; secret: string }) {
  return (
    <Alert color="warn" variant="light" role="status">
      <Stack gap="xs">
        <Text fw={570}>{label}</Text>
        <Group gap="xs" wrap="nowrap">
          <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} tabIndex={0}>
            {secret}
          </Code>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
                {copied ? t('ui.copied') : t('ui.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Text size="sm">{t('ui.copyOnce')}</Text>
      </Stack>
    </Alert>
  );
}
