import { Anchor } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Band } from '../app/frame/band.tsx';
import { t } from '../app/messages/t.ts';
import { useAccountId, useCan } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { sendingQuery } from './email-data.ts';

/** Says above every screen that no mail leaves, and why, while it is stopped. */
export function StoppedBand() {
  const path = usePath();
  const mayResume = useCan('settings.manage');
  const { data } = useQuery(sendingQuery(useAccountId()));
  const stopped = data?.stopped.find(({ channel }) => channel === 'email' || channel === 'all');
  if (!stopped) return null;
  return (
    <Band
      tone="bad"
      icon={<IconMailOff size={17} />}
      action={
        mayResume && (
          <Anchor component={Link} to={path(stopped.by === 'account' ? '/settings/mail' : '/settings/permission')} size="sm">
            {t('email.stopped.action')}
          </Anchor>
        )
      }
    >
      <strong>{t('email.stopped')}</strong> {stopped.reason}
    </Band>
  );
}
