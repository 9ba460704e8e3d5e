import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { useAccountId, useObjects } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './leads.module.css';
import { type Router, waitingQuery } from './leads-data.ts';

const SHOWN = 20;

/** Who waits until somebody is there, and when that is. */
export function RouterWaiting({ router }: { router: Router }) {
  const { data = [] } = useQuery({ ...waitingQuery(useAccountId(), router.id), enabled: router.waiting > 0 });
  const object = useObjects().find(({ id }) => id === router.objectId);
  const path = usePath();
  return (
    <section className={classes.sheet} aria-label={t('leads.router.waiting')}>
      <Text fw={620}>{t('leads.router.waiting.count', { count: router.waiting })}</Text>
      {router.wakesAt && router.waiting > 0 && (
        <Text size="sm" c="dimmed" mb={6}>
          {t('leads.router.waiting.until')} <RelativeTime time={router.wakesAt} />
        </Text>
      )}
      <ul className={classes.top}>
        {data.slice(0, SHOWN).map(({ recordId, name, since }) => (
          <li key={recordId}>
            <Anchor component={Link} to={path(`/records/${object?.key}/${recordId}`)} size="sm">
              {name || t('records.unnamed')}
            </Anchor>
            <span className={classes.quiet}>
              <RelativeTime time={since} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
