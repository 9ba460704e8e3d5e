import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { type ConnectedApp, connectedAppsQuery, keyCalls } from './keys-data.ts';
import { MayDo } from './may-do.tsx';
import classes from './keys.module.css';

/** What people let apps of others do here, and where it ends. */
export default function ConnectedAppsPage() {
  const { data: apps, error, refetch } = useQuery(connectedAppsQuery(useAccountId()));
  const { user, now } = useAccount();
  const api = useApi();
  const refresh = useRefresh();
  const [ending, setEnding] = useState<ConnectedApp | null>(null);
  const mine = apps?.filter(({ userId }) => userId === user.id) ?? [];
  const others = apps?.filter(({ userId }) => userId !== user.id) ?? [];
  return (
    <SettingsPage title={t('keys.connected')}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!apps && !error && <Loading />}
      {apps?.length === 0 && (
        <EmptyState
          title={t('keys.connected.empty')}
          sentence={t('keys.connected.empty.sentence')}
          example={<AppList apps={[exampleOf(now)]} />}
        />
      )}
      {mine.length > 0 && (
        <Section title={others.length > 0 ? t('keys.connected.mine') : ''} description={t('keys.connected.sentence')}>
          <AppList apps={mine} onEnd={setEnding} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('keys.connected.others')}>
          <AppList apps={others} onEnd={setEnding} namesUser />
        </Section>
      )}
      {ending && (
        <Confirm
          title={t('keys.connected.end.title', { name: ending.app.name })}
          confirmLabel={t('keys.connected.end')}
          onClose={() => setEnding(null)}
          onConfirm={async () => {
            await keyCalls(api).disconnect(ending.id);
            await refresh('connected-apps');
          }}
        >
          <Text>{t('keys.connected.end.sentence')}</Text>
        </Confirm>
      )}
    </SettingsPage>
  );
}

const exampleOf = (now: string): ConnectedApp => ({
  id: 0,
  app: { name: 'Bookkeeping', homePage: null },
  userId: 0,
  userName: '',
  scopes: ['records:read', 'forms:read'],
  connectedAt: now,
  lastUsedAt: now,
});

interface AppListProps {
  apps: readonly ConnectedApp[];
  namesUser?: boolean;
  onEnd?: (app: ConnectedApp) => void;
}

function AppList({ apps, namesUser, onEnd }: AppListProps) {
  return (
    <ul className={classes.apps}>
      {apps.map((connected) => (
        <li key={connected.id}>
          <div className={classes.app}>
            <Text fw={570}>
              {connected.app.homePage ? (
                <Anchor href={connected.app.homePage} target="_blank" rel="noreferrer" inherit>
                  {connected.app.name}
                </Anchor>
              ) : (
                connected.app.name
              )}
              {namesUser && (
                <Text span c="dimmed" fw={400}>
                  {' '}
                  {t('keys.connected.by', { user: connected.userName })}
                </Text>
              )}
            </Text>
            <MayDo scopes={connected.scopes} />
            <Text size="sm" c="dimmed">
              {t('keys.connected.since')} <RelativeTime time={connected.connectedAt} />
              {' · '}
              {connected.lastUsedAt ? (
                <>
                  {t('keys.connected.used')} <RelativeTime time={connected.lastUsedAt} />
                </>
              ) : (
                t('keys.connected.unused')
              )}
            </Text>
          </div>
          {onEnd && (
            <Button variant="subtle" color="bad" size="compact-sm" onClick={() => onEnd(connected)}>
              {t('keys.connected.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
