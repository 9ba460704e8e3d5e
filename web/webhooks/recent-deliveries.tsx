import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { recentQuery, wordsOf } from './subscriptions-data.ts';
import { isOpen, STATES } from './webhooks-data.ts';
import classes from './webhooks.module.css';

/** What a subscription was sent last, with a way to all of it. */
export function RecentDeliveries({ id }: { id: number }) {
  const path = usePath();
  const { data: deliveries = [] } = useQuery(recentQuery(useAccountId(), id));
  return (
    <Section
      title={t('webhooks.subs.recent')}
      actions={
        <Anchor component={Link} to={path('/settings/webhooks')} search={{ subscription: String(id) } as never}>
          {t('webhooks.subs.recent.all')}
        </Anchor>
      }
    >
      {deliveries.length === 0 ? (
        <Text c="dimmed">{t('webhooks.subs.recent.none')}</Text>
      ) : (
        <ul className={classes.recent}>
          {deliveries.map((one) => (
            <li key={one.id}>
              <StatusBadge state={STATES[one.status]} open={isOpen(one)}>
                {t(`webhooks.status.${one.status}`)}
              </StatusBadge>
              <Anchor component={Link} to={path(`/settings/webhooks/${one.id}`)} className={classes.what}>
                {wordsOf(one.event ?? '')}
                {one.record && `, ${one.record.name || t('webhooks.noName')}`}
              </Anchor>
              <span className={classes.code}>{one.responseStatus ?? '–'}</span>
              <RelativeTime time={one.settledAt ?? one.madeAt} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
