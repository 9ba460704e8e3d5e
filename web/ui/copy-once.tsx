import { Alert, Stack, Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { CopiedCode } from './copied-code.tsx';

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
      <CopiedCode label={label} text={text} />
    </Stack>
  );
}
