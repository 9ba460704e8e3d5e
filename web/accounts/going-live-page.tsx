import { Alert, Anchor, Button, Group, List, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t, tFrom } from '../app/messages/t.ts';
import { meQuery, useAccount, useAccountKey, useApi, useCan, useRefresh } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { formatExact } from '../ui/time.ts';

interface WaitingReply {
  until: string;
  waiting: { label: string; name?: string; count: number; soon?: number; place?: string }[];
}

/** Who is waiting where, what leaves in the next day, and the one button. */
export default function GoingLivePage() {
  const account = useAccount();
  const api = useApi();
  const mayChange = useCan('account.golive');
  const waiting = useQuery({
    queryKey: useAccountKey('waiting'),
    queryFn: ({ signal }) => api.get('/api/waiting', undefined, signal),
  });
  const { data: mail } = useQuery({
    queryKey: useAccountKey('mail-settings'),
    queryFn: ({ signal }) => api.get('/api/mail-settings', undefined, signal),
    retry: false,
  });
  const [asks, setAsks] = useState(false);
  const isLive = account.mode === 'live';
  const hasServer = mail === undefined || mail.smtpHost !== '' || mail.installationHasServer;
  return (
    <SettingsPage
      title={t('accounts.live')}
      meta={
        <StatusBadge state={isLive ? 'good' : 'info'} open={!isLive}>
          {t(isLive ? 'app.account.live' : 'app.account.practising')}
        </StatusBadge>
      }
    >
      {waiting.error && <ErrorState error={waiting.error} retry={() => void waiting.refetch()} />}
      {waiting.isPending && <Loading />}
      {waiting.data && (
        <>
          {!isLive && <Ready hasServer={hasServer} />}
          <Section
            title={t('accounts.live.waiting')}
            description={t('accounts.live.until', { time: formatExact(waiting.data.until, account.timeZone) })}
          >
            <WaitingList waiting={waiting.data.waiting} />
          </Section>
          {mayChange && account.kind !== 'sandbox' && (
            <Section
              title={t(isLive ? 'accounts.live.back' : 'accounts.live.go')}
              description={t(isLive ? 'accounts.live.back.sentence' : 'accounts.live.go.sentence')}
            >
              <Button color={isLive ? 'bad' : 'sea'} variant={isLive ? 'outline' : 'filled'} onClick={() => setAsks(true)}>
                {t(isLive ? 'accounts.live.back' : 'accounts.live.go')}
              </Button>
            </Section>
          )}
        </>
      )}
      {asks && <Change isLive={isLive} count={total(waiting.data)} onClose={() => setAsks(false)} />}
    </SettingsPage>
  );
}

const total = (reply: WaitingReply | undefined): number =>
  (reply?.waiting ?? []).reduce((sum, { count, soon }) => sum + (soon ?? count), 0);

/** What should be in order before anything leaves. */
function Ready({ hasServer }: { hasServer: boolean }) {
  const account = useAccount();
  const path = usePath();
  const lacks = [
    account.postalAddress.trim() === '' && { label: t('accounts.live.noAddress'), path: '/settings/account' },
    !hasServer && { label: t('accounts.live.noServer'), path: '/settings/mail' },
  ].filter((one) => one !== false);
  if (lacks.length === 0) return null;
  return (
    <Alert color="warn" variant="light" title={t('accounts.live.lacks')}>
      <List size="sm">
        {lacks.map((lack) => (
          <List.Item key={lack.path}>
            {lack.label}{' '}
            <Anchor component={Link} to={path(lack.path)} size="sm">
              {t('accounts.live.settle')}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function WaitingList({ waiting }: { waiting: WaitingReply['waiting'] }) {
  const path = usePath();
  if (waiting.length === 0) return <Text c="dimmed">{t('accounts.live.nothing')}</Text>;
  return (
    <List listStyleType="none" spacing="xs">
      {waiting.map(({ label, name, count, soon, place }) => (
        <List.Item key={`${label}-${name}`}>
          <Group gap="xs">
            <strong className="tabular">{t('ui.number', { count })}</strong>
            {tFrom(label, { count, soon: soon ?? count, name: name ?? '' }, name ?? label)}
            {place && (
              <Anchor component={Link} {...linkTo(path, place)} size="sm">
                {t('ui.progress.show')}
              </Anchor>
            )}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

/** A place may carry a search: `/outbox?status=queued`. */
function linkTo(path: (place: string) => string, place: string): { to: string; search: never } {
  const [to = '', search] = place.split('?');
  return { to: path(to), search: Object.fromEntries(new URLSearchParams(search)) as never };
}

function Change({ isLive, count, onClose }: { isLive: boolean; count: number; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const queries = useQueryClient();
  return (
    <Confirm
      title={t(isLive ? 'accounts.live.back.title' : 'accounts.live.go.title')}
      confirmLabel={t(isLive ? 'accounts.live.back' : 'accounts.live.go')}
      isDangerous={isLive}
      onClose={onClose}
      onConfirm={async () => {
        await api.post(isLive ? '/api/account/practise' : '/api/account/go-live');
        await Promise.all([refresh(), queries.invalidateQueries({ queryKey: meQuery.queryKey })]);
        showDone(t(isLive ? 'accounts.live.back.done' : 'accounts.live.go.done'));
      }}
    >
      <Text>{t(isLive ? 'accounts.live.back.warning' : 'accounts.live.go.warning', { count })}</Text>
    </Confirm>
  );
}
