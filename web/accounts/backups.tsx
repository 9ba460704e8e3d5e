import { Alert, Anchor, Code, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { usePath } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { formatExact, formatRelative } from '../ui/time.ts';

interface BackupStatus {
  folder: string | null;
  backup: { at: string; bytes: number | null; rows: number | null } | null;
  check: { at: string } | null;
  failures: readonly { what: 'backup' | 'check'; at: string; reason: string }[];
}

const backupsQuery = queryOptions({
  queryKey: ['operator', 'backups'],
  queryFn: ({ signal }) => api.get('/api/operator/backups', undefined, signal),
});

/** Whether everything in the installation is backed up, and whether a backup was seen to come back. */
export function BackupsSection() {
  const { data, error, refetch } = useQuery(backupsQuery);
  return (
    <Section title={t('accounts.backups')} description={t('accounts.backups.sentence')}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <Stack gap="xs">
          <Failures status={data} />
          <Text>{lastBackup(data)}</Text>
          <Text>{data.check ? t('accounts.backups.checked', { time: ago(data.check.at) }) : t('accounts.backups.unchecked')}</Text>
          {data.folder && (
            <Text size="sm" c="dimmed">
              {t('accounts.backups.folder')} <Code>{data.folder}</Code>
            </Text>
          )}
        </Stack>
      )}
    </Section>
  );
}

/** One line for Home: when everything was last backed up, or what went wrong. */
export function BackupsLine() {
  const path = usePath();
  const { data } = useQuery(backupsQuery);
  if (!data) return null;
  return (
    <Stack gap={4}>
      <Failures status={data} />
      <Text size="sm" c="dimmed">
        <Anchor component={Link} to={path('/settings/installation')} size="sm" c="dimmed" inherit>
          {lastBackup(data)}
        </Anchor>
      </Text>
    </Stack>
  );
}

function Failures({ status }: { status: BackupStatus }) {
  return status.failures.map(({ what, at, reason }) => (
    <Alert key={what} color="bad" variant="light" title={t(`accounts.backups.failed.${what}`, { time: ago(at) })}>
      {reason}
    </Alert>
  ));
}

function lastBackup({ folder, backup }: BackupStatus): string {
  if (backup) return t('accounts.backups.last', { time: ago(backup.at), exact: formatExact(backup.at), rows: backup.rows ?? 0 });
  return folder === null ? t('accounts.backups.off') : t('accounts.backups.none');
}

/** In real time, whatever the clock of the account that is open. */
const ago = (time: string): string => formatRelative(time, new Date());
