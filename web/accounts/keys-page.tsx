import { Button, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { ActionsHead } from '../ui/actions-head.tsx';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { CopyOnce } from '../ui/copy-once.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { accountCalls, type ApiKey, keysQuery } from './settings-data.ts';

/** Keys that let programs in. */
export default function KeysPage() {
  const { data: keys, error, refetch } = useQuery(keysQuery(useAccountId()));
  const api = useApi();
  const refresh = useRefresh();
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<{ appId: string; key: string } | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const add = <Button onClick={() => setAdding(true)}>{t('accounts.keys.add')}</Button>;
  const live = keys?.filter((key) => key.revokedAt === null) ?? [];
  return (
    <SettingsPage title={t('accounts.keys')} actions={live.length > 0 && add}>
      {made && (
        <Stack gap="xs">
          <CopyOnce label={t('accounts.keys.appId')} secret={made.appId} />
          <CopyOnce label={t('accounts.keys.key')} secret={made.key} />
        </Stack>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!keys && !error && <Loading />}
      {keys && live.length === 0 && !made && (
        <EmptyState
          title={t('accounts.keys.empty')}
          sentence={t('accounts.keys.empty.sentence')}
          action={add}
          example={<KeyTable keys={[EXAMPLE]} />}
        />
      )}
      {live.length > 0 && (
        <Section description={t('accounts.keys.sentence')}>
          <KeyTable keys={live} onRevoke={setRevoking} />
        </Section>
      )}
      {isAdding && (
        <NewKey
          onClose={() => setAdding(false)}
          onMade={(key) => {
            setAdding(false);
            setMade(key);
            void refresh('keys');
          }}
        />
      )}
      {revoking && (
        <Confirm
          title={t('accounts.keys.revoke.title', { name: revoking.name })}
          confirmLabel={t('accounts.keys.revoke')}
          onClose={() => setRevoking(null)}
          onConfirm={async () => {
            await accountCalls(api).revokeKey(revoking.id);
            await refresh('keys');
          }}
        >
          <Text>{t('accounts.keys.revoke.sentence')}</Text>
        </Confirm>
      )}
    </SettingsPage>
  );
}

const EXAMPLE: ApiKey = {
  id: 0,
  name: 'Website',
  appId: '7-4f9c2a',
  userId: 0,
  createdAt: new Date().toISOString(),
  lastUsedAt: new Date().toISOString(),
  revokedAt: null,
};

function KeyTable({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke?: (key: ApiKey) => void }) {
  return (
    <Table.ScrollContainer minWidth={440}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('accounts.keys.for')}</Table.Th>
            <Table.Th>{t('accounts.keys.appId')}</Table.Th>
            <Table.Th>{t('accounts.keys.used')}</Table.Th>
            {onRevoke && <ActionsHead />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Td>{key.name}</Table.Td>
              <Table.Td className="tabular">{key.appId}</Table.Td>
              <Table.Td>{key.lastUsedAt ? <RelativeTime time={key.lastUsedAt} /> : t('accounts.keys.never')}</Table.Td>
              {onRevoke && (
                <Table.Td align="right">
                  <Button variant="subtle" color="bad" size="compact-sm" onClick={() => onRevoke(key)}>
                    {t('accounts.keys.revoke')}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NewKey({ onClose, onMade }: { onClose: () => void; onMade: (key: { appId: string; key: string }) => void }) {
  const api = useApi();
  const apiForm = useApiForm({
    initialValues: { name: '' },
    send: ({ name }) => accountCalls(api).createKey(name),
    onDone: onMade,
  });
  return (
    <FormDrawer title={t('accounts.keys.add')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('accounts.keys.make')}>
      <TextInput
        label={t('accounts.keys.for')}
        description={t('accounts.keys.for.why')}
        data-autofocus
        {...apiForm.form.getInputProps('name')}
      />
    </FormDrawer>
  );
}
