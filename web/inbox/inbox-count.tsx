import { useQuery } from '@tanstack/react-query';
import { useLive } from '../app/live.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useRefresh } from '../app/session.ts';
import { countsQuery, inboxesQuery } from './inbox-data.ts';

/** How many open conversations hold something one has not read, beside the inbox in the rail. */
export function InboxCount() {
  const accountId = useAccountId();
  const refresh = useRefresh();
  const { data: counts } = useQuery(countsQuery(accountId));
  const { data: inboxes = [] } = useQuery(inboxesQuery(accountId));
  const topics = inboxes.filter(({ isMine }) => isMine).map(({ id }) => `inbox/${id}`);
  useLive(topics.slice(0, 20), () => void refresh('conversations', 'counts'));
  if (!counts || counts.unread === 0) return null;
  return <b title={t('inbox.unread.count', { count: counts.unread })}>{counts.unread > 99 ? '99+' : counts.unread}</b>;
}
