import type { MessageLine } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import { StatusBadge } from '../ui/status-badge.tsx';

/** Whether letters can be made from a message, and whether they say what stands in the editor. */
export function MessageState({ message }: { message: Pick<MessageLine, 'publishedVersion' | 'isChanged'> }) {
  if (message.publishedVersion === null) {
    return (
      <StatusBadge state="quiet" open>
        {t('email.state.draft')}
      </StatusBadge>
    );
  }
  if (message.isChanged) return <StatusBadge state="warn">{t('email.state.changed')}</StatusBadge>;
  return <StatusBadge state="good">{t('email.state.published')}</StatusBadge>;
}
