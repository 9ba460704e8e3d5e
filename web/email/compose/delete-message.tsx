import { Text } from '@mantine/core';
import type { Message } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { showDone } from '../../ui/notice.ts';
import { emailCalls } from '../email-data.ts';

export function DeleteMessage({ message, onClose }: { message: Message; onClose: () => void }) {
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  return (
    <Confirm
      title={t('email.editor.delete.title', { name: message.name })}
      confirmLabel={t('email.editor.delete')}
      onClose={onClose}
      onConfirm={async () => {
        await emailCalls(api).deleteMessage(message.id);
        go('/messages');
        showDone(t('email.editor.deleted', { name: message.name }));
        await refresh('messages');
      }}
    >
      <Text>{t('email.editor.delete.sentence')}</Text>
    </Confirm>
  );
}
