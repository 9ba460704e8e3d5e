import { Alert, Text } from '@mantine/core';
import type { MessageProblem } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';

/** What keeps a message from being published, as sentences. */
export function Problems({ problems }: { problems: readonly MessageProblem[] }) {
  if (problems.length === 0) return <Text c="dimmed">{t('email.editor.ready')}</Text>;
  return (
    <Alert color="warn" variant="light" title={t('email.editor.problems')}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {problems.map(({ path, sentence }) => (
          <li key={`${path} ${sentence}`}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}
