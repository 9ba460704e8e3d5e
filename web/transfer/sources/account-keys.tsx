import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountKeyView } from '../../../src/transfer/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useCan, useRefresh } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { accountKeysQuery, sourceCalls } from './sources-data.ts';

/** Keys of one kind: the newest is in use, older ones still work until they are removed. */
export function AccountKeys({ kind }: { kind: 'pgp' | 'ssh' }) {
  const { data: all } = useQuery(accountKeysQuery(useAccountId()));
  const calls = sourceCalls(useApi());
  const refresh = useRefresh();
  const mayMake = useCan('settings.manage');
  const [removing, setRemoving] = useState<AccountKeyView | null>(null);
  const [isMaking, setMaking] = useState(false);
  if (!all) return null;
  const keys = all.filter((key) => key.kind === kind);
  const make = async (): Promise<void> => {
    setMaking(true);
    await calls.makeKey(kind).then(() => refresh('account-keys'), showProblem);
    setMaking(false);
  };
  return (
    <Section
      title={t(`sources.keys.${kind}`)}
      description={t(`sources.keys.${kind}.why`)}
      actions={
        mayMake && (
          <Button variant="default" size="compact-md" onClick={() => void make()} loading={isMaking}>
            {t(`sources.keys.make.${kind}`)}
          </Button>
        )
      }
    >
      {keys.length === 0 && <Text c="dimmed">{t('sources.keys.none')}</Text>}
      <Stack gap="lg">
        {keys.map((key, at) => (
          <KeyRow key={key.id} accountKey={key} isNewest={at === 0} onRemove={mayMake ? () => setRemoving(key) : undefined} />
        ))}
      </Stack>
      {removing && (
        <Confirm
          title={t('sources.keys.remove.title')}
          confirmLabel={t('sources.keys.remove')}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await calls.removeKey(removing.id);
            await refresh('account-keys');
          }}
        >
          <Text>{t('sources.keys.remove.sentence')}</Text>
        </Confirm>
      )}
    </Section>
  );
}

interface KeyRowProps {
  accountKey: AccountKeyView;
  isNewest: boolean;
  onRemove: (() => void) | undefined;
}

function KeyRow({ accountKey, isNewest, onRemove }: KeyRowProps) {
  const { kind, fingerprint, publicKey, createdAt, isUsable } = accountKey;
  const state = isUsable ? (isNewest ? 'good' : 'quiet') : 'warn';
  const label = isUsable ? (isNewest ? 'sources.keys.newest' : 'sources.keys.older') : 'sources.keys.unusable';
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <StatusBadge state={state}>{t(label)}</StatusBadge>
        <Text size="sm" c="dimmed">
          <RelativeTime time={createdAt} />
        </Text>
      </Group>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {kind === 'pgp' ? (fingerprint.match(/.{1,4}/g) ?? []).join(' ') : publicKey}
      </Code>
      <Group gap="xs">
        <CopyButton value={publicKey}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-md" onClick={copy}>
              {t(copied ? 'ui.copied' : 'sources.keys.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          variant="default"
          size="compact-md"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(publicKey)}`}
          download={kind === 'pgp' ? `${fingerprint.slice(-16)}.asc` : 'quayside.pub'}
        >
          {t('sources.keys.download')}
        </Button>
        {onRemove && (
          <Button variant="subtle" color="bad" size="compact-md" onClick={onRemove}>
            {t('sources.keys.remove')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
