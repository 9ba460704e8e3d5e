import { Alert, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { CopyOnce } from '../../ui/copy-once.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { type ApiKey, keyCalls, keysQuery } from './keys-data.ts';
import { MayDo } from './may-do.tsx';
import { NewKey } from './new-key.tsx';
import { PageTokens } from './page-tokens.tsx';
import { RenewKey } from './renew-key.tsx';
import classes from './keys.module.css';

type Dialog = { kind: 'add' } | { kind: 'renew' | 'revoke'; key: ApiKey };
/** A secret that was just made; without an app id it took the place of another. */
type Made = { appId?: string; key: string };

/** Keys that let programs in, and tokens for pages. */
export default function KeysPage() {
  const { data: keys, error, refetch } = useQuery(keysQuery(useAccountId()));
  const account = useAccount();
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const close = (): void => setDialog(null);
  const show = (secret: Made): void => {
    close();
    setMade(secret);
    void refresh('keys');
  };
  const add = <Button onClick={() => setDialog({ kind: 'add' })}>{t('accounts.keys.add')}</Button>;
  const shown = keys?.filter(({ state }) => state !== 'revoked') ?? [];
  const exposed = shown.filter(({ exposedAt, state }) => exposedAt !== null && state === 'works');
  return (
    <SettingsPage title={t('accounts.keys')} actions={shown.length > 0 && add}>
      {made && (
        <CopyOnce
          label={t('accounts.keys.key')}
          secret={made.key}
          {...(made.appId ? { together: { label: t('accounts.keys.appId'), text: made.appId } } : {})}
        />
      )}
      {exposed.length > 0 && (
        <Alert color="bad" variant="light" title={t('keys.exposed.title', { count: exposed.length, name: exposed[0]!.name })}>
          {t('keys.exposed.sentence')}
        </Alert>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!keys && !error && <Loading />}
      {keys && shown.length === 0 && !made && (
        <EmptyState
          title={t('accounts.keys.empty')}
          sentence={t('accounts.keys.empty.sentence')}
          action={add}
          example={<KeyList keys={[exampleOf(account.now)]} />}
        />
      )}
      {shown.length > 0 && (
        <Section description={t(account.kind === 'sandbox' ? 'keys.sentence.test' : 'accounts.keys.sentence')}>
          <KeyList
            keys={shown}
            userId={account.user.id}
            onRenew={(key) => setDialog({ kind: 'renew', key })}
            onRevoke={(key) => setDialog({ kind: 'revoke', key })}
          />
        </Section>
      )}
      <PageTokens />
      {dialog?.kind === 'add' && <NewKey onClose={close} onMade={show} />}
      {dialog?.kind === 'renew' && <RenewKey apiKey={dialog.key} onClose={close} onMade={show} />}
      {dialog?.kind === 'revoke' && <RevokeKey apiKey={dialog.key} onClose={close} />}
    </SettingsPage>
  );
}

function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  return (
    <Confirm
      title={t('accounts.keys.revoke.title', { name: apiKey.name })}
      confirmLabel={t('accounts.keys.revoke.do')}
      onClose={onClose}
      onConfirm={async () => {
        await keyCalls(api).revoke(apiKey.id);
        await refresh('keys');
      }}
    >
      <Text>{t('accounts.keys.revoke.sentence')}</Text>
    </Confirm>
  );
}

const exampleOf = (now: string): ApiKey => ({
  id: 0,
  name: 'Website',
  appId: '7-4f9c2a',
  userId: 0,
  userName: 'Ada',
  scopes: ['records:write', 'forms:read'],
  isTest: false,
  state: 'works',
  createdAt: now,
  expiresAt: null,
  lastUsedAt: now,
  oldKeyUntil: null,
  exposedAt: null,
});

interface KeyListProps {
  keys: readonly ApiKey[];
  /** Whose keys can be renewed here. */
  userId?: number;
  onRenew?: (key: ApiKey) => void;
  onRevoke?: (key: ApiKey) => void;
}

function KeyList({ keys, userId, onRenew, onRevoke }: KeyListProps) {
  return (
    <ul className={classes.apps}>
      {keys.map((key) => (
        <li key={key.id}>
          <div className={classes.app}>
            <Group gap="xs">
              <Text fw={570}>{key.name}</Text>
              {key.isTest && <StatusBadge state="info">{t('keys.test')}</StatusBadge>}
              {key.exposedAt && <StatusBadge state="bad">{t('keys.exposed')}</StatusBadge>}
              {key.state === 'expired' && (
                <StatusBadge state="warn" open>
                  {t('keys.expired')}
                </StatusBadge>
              )}
            </Group>
            {key.scopes === null ? <Text size="sm">{t('keys.may.all', { user: key.userName })}</Text> : <MayDo scopes={key.scopes} />}
            <KeyFacts apiKey={key} />
          </div>
          {onRevoke && (
            <Group gap={4}>
              {key.userId === userId && key.state === 'works' && (
                <Button variant="subtle" size="compact-sm" onClick={() => onRenew?.(key)}>
                  {t('keys.renew')}
                </Button>
              )}
              <Button variant="subtle" color="bad" size="compact-sm" onClick={() => onRevoke(key)}>
                {t('accounts.keys.revoke')}
              </Button>
            </Group>
          )}
        </li>
      ))}
    </ul>
  );
}

function KeyFacts({ apiKey: { appId, expiresAt, lastUsedAt, oldKeyUntil, userName, scopes } }: { apiKey: ApiKey }) {
  return (
    <Text size="sm" c="dimmed" className={classes.facts}>
      <bdi className="tabular" dir="ltr">
        {appId}
      </bdi>
      {scopes !== null && <span>{t('keys.of', { user: userName })}</span>}
      <span>
        {t('accounts.keys.used')}: {lastUsedAt ? <RelativeTime time={lastUsedAt} /> : t('accounts.keys.never')}
      </span>
      <span>
        {t('keys.ends')}: {expiresAt ? <RelativeTime time={expiresAt} /> : t('keys.ends.never')}
      </span>
      {oldKeyUntil && (
        <span>
          {t('keys.oldUntil')} <RelativeTime time={oldKeyUntil} />
        </span>
      )}
    </Text>
  );
}
