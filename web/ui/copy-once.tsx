import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { t } from '../app/messages/t.ts';

interface CopyOnceProps {
  label: string;
  secret: string;
  /** What is copied together with the secret, and is no secret itself. */
  together?: { label: string; text: string };
}

/** A secret that is shown this once and never again. */
export function CopyOnce({ label, secret, together }: CopyOnceProps) {
  return (
    <Alert color="warn" variant="light" role="status">
      <Stack gap="sm">
        {together && <Line label={together.label} text={together.text} />}
        <Stack gap={6}>
          <Line label={label} text={secret} />
          <Text size="sm">{t('ui.copyOnce')}</Text>
        </Stack>
      </Stack>
    </Alert>
  );
}

function Line({ label, text }: { label: string; text: string }) {
  return (
    <Stack gap={4}>
      <Text fw={570}>{label}</Text>
      <Group gap="xs" wrap="nowrap">
        <Code block style={{ flex: 1, minInlineSize: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} tabIndex={0} aria-label={label}>
          {text}
        </Code>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
              {copied ? t('ui.copied') : t('ui.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
