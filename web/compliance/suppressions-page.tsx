import { Alert, Button, FileButton, Group, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SuppressionFound } from '../../src/compliance/schema.ts';
import { t, tFrom } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { suppressionsQuery } from './compliance-data.ts';
import { formatNumber } from '../ui/numbers.ts';

/** Addresses nothing, or no bulk mail, goes to. Only hashes are kept: they can be counted and asked about, not read. */
export default function SuppressionsPage() {
  const accountId = useAccountId();
  const { data, error, refetch } = useQuery(suppressionsQuery(accountId));
  const [isImporting, setImporting] = useState(false);
  return (
    <SettingsPage
      title={t('permission.suppressions')}
      meta={data && t('permission.suppressions.total', { count: data.total })}
      actions={<Button onClick={() => setImporting(true)}>{t('permission.suppressions.import')}</Button>}
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <LookUp />
      {data && (
        <Section
          title={t('permission.suppressions.byReason')}
          description={t('permission.suppressions.sentence')}
          actions={data.total > 0 && <ExportButton />}
        >
          {data.total === 0 ? (
            <Text c="dimmed">{t('permission.suppressions.empty')}</Text>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('permission.suppressions.reason')}</Table.Th>
                  <Table.Th>{t('permission.suppressions.reach')}</Table.Th>
                  <Table.Th ta="end">{t('permission.suppressions.count')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.byReason.map(({ reason, reach, count }) => (
                  <Table.Tr key={`${reason}-${reach}`}>
                    <Table.Td>{tFrom(`permission.suppressions.${reason}`, {}, reason)}</Table.Td>
                    <Table.Td>{t(`permission.suppressions.reach.${reach}`)}</Table.Td>
                    <Table.Td ta="end">{formatNumber(count)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Section>
      )}
      {isImporting && <ImportDrawer onClose={() => setImporting(false)} />}
    </SettingsPage>
  );
}

function ExportButton() {
  const api = useApi();
  const save = async () => {
    const text = await api.get('/api/suppressions/export').catch(showProblem);
    if (typeof text !== 'string') return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = 'suppressions.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Button variant="default" size="compact-sm" onClick={() => void save()}>
      {t('permission.suppressions.export')}
    </Button>
  );
}

/** Whether one address is suppressed and why, and the way to bar or to release it. */
function LookUp() {
  const api = useApi();
  const refresh = useRefresh();
  const [address, setAddress] = useState('');
  const [found, setFound] = useState<{ address: string; is: SuppressionFound } | null>(null);
  const look = async (asked: string) => {
    try {
      setFound({ address: asked, is: await api.post('/api/suppressions/look-up', { address: asked }) });
    } catch (error) {
      showProblem(error as Error);
    }
  };
  const change = async (path: string) => {
    await api.post(path, { channel: 'email', address: found!.address }).catch(showProblem);
    await refresh('suppressions');
    await look(found!.address);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== '') void look(address.trim());
  };
  return (
    <Section title={t('permission.suppressions.lookUp')} description={t('permission.suppressions.lookUp.why')}>
      <Stack gap="sm">
        <form onSubmit={submit}>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t('permission.suppressions.address')}
              type="email"
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
              style={{ flex: '1 1 240px' }}
            />
            <Button type="submit" variant="default">
              {t('permission.suppressions.look')}
            </Button>
          </Group>
        </form>
        {found && (
          <Alert variant="light" color={found.is.suppressed ? 'bad' : 'good'} role="status">
            <Group justify="space-between" gap="sm">
              <Text size="sm" style={{ overflowWrap: 'anywhere', flex: '1 1 240px' }}>
                <strong>{found.address}</strong> {sentenceOf(found.is)} {found.is.at && <RelativeTime time={found.is.at} />}
              </Text>
              {found.is.reach === null && !found.is.byOperator && (
                <Button size="compact-sm" color="bad" variant="light" onClick={() => void change('/api/suppressions')}>
                  {t('permission.suppressions.bar')}
                </Button>
              )}
              {found.is.reach !== null && (
                <Button size="compact-sm" variant="default" onClick={() => void change('/api/suppressions/release')}>
                  {t('permission.suppressions.release')}
                </Button>
              )}
            </Group>
          </Alert>
        )}
      </Stack>
    </Section>
  );
}

function sentenceOf({ suppressed, byOperator, reason, reach }: SuppressionFound): string {
  if (!suppressed) return t('permission.suppressions.free');
  if (reach === null || byOperator) return t('permission.suppressions.byOperator');
  return `${t(`permission.suppressions.found.${reach}`)} ${tFrom(`permission.suppressions.${reason}`, {}, reason ?? '')}.`;
}

function ImportDrawer({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { lines: '' },
    send: (values) => api.post('/api/suppressions/import', values),
    onDone: async ({ taken, known, unread }) => {
      showDone(t('permission.suppressions.import.done', { taken, known, unread: unread.length }));
      await refresh('suppressions');
      onClose();
    },
  });
  const read = async (file: File | null) => {
    if (file) apiForm.form.setFieldValue('lines', await file.text());
  };
  return (
    <FormDrawer
      title={t('permission.suppressions.import')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('permission.suppressions.import.action')}
    >
      <Text c="dimmed">{t('permission.suppressions.import.why')}</Text>
      <FileButton onChange={(file) => void read(file)} accept=".csv,.txt,text/plain,text/csv">
        {(props) => (
          <Button variant="default" {...props}>
            {t('permission.suppressions.import.file')}
          </Button>
        )}
      </FileButton>
      <Textarea
        label={t('permission.suppressions.import.lines')}
        placeholder={'anna@example.com\n2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'}
        autosize
        minRows={8}
        maxRows={18}
        {...apiForm.form.getInputProps('lines')}
      />
    </FormDrawer>
  );
}
