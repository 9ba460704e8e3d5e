import { ActionIcon, Indicator } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive } from '../app/live.ts';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useDrawer, useParam } from '../app/url.ts';
import { notificationCalls, unreadQuery } from './notifications-data.ts';

const MOST_TOLD = 99;

/** How much there is to tell me; what concerns the record I am looking at is read by looking at it. */
export function Bell() {
  const account = useAccount();
  const drawer = useDrawer();
  const refresh = useRefresh();
  const { data } = useQuery(unreadQuery(useAccountId()));
  useLive([`notifications/${account.user.id}`], () => void refresh('notifications'));
  useReadingOfRecord(data?.notifications ?? []);
  const unread = data?.unread ?? 0;
  return (
    <Indicator label={unread > MOST_TOLD ? `${MOST_TOLD}+` : unread} size={16} offset={6} color="sea" disabled={unread === 0}>
      <ActionIcon aria-label={t('notifications.bell', { count: unread })} onClick={() => drawer.open('notifications/all')}>
        <IconBell size={20} stroke={1.6} />
      </ActionIcon>
    </Indicator>
  );
}

function useReadingOfRecord(unread: readonly { record: { objectId: number; id: number } | null }[]): void {
  const api = useApi();
  const refresh = useRefresh();
  const key = useParam('object');
  const id = Number(useParam('id'));
  const objectId = useObjects().find((object) => object.key === key)?.id;
  const concerned = unread.some(({ record }) => record?.objectId === objectId && record?.id === id);
  useEffect(() => {
    if (!concerned || objectId === undefined) return;
    void notificationCalls(api)
      .read({ record: { objectId, id } })
      .then(() => refresh('notifications'));
  }, [api, concerned, id, objectId, refresh]);
}
