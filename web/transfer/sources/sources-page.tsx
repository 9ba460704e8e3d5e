import { Anchor, Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SourceView } from '../../../src/transfer/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { useGo, usePath, useUrlState } from '../../app/url.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { AccountKeys } from './account-keys.tsx';
import { SourceForm } from './source-form.tsx';
import { finishedImportsQuery, scheduleText, sourcesQuery, stateOf } from './sources-data.ts';

/** Servers files are fetched from, and the keys of the account. `?import=7` begins a new source from that import. */
export default function SourcesPage() {
  const { data: sources, error, refetch } = useQuery(sourcesQuery(useAccountId()));
  const { data: imports } = useQuery(finishedImportsQuery(useAccountId()));
  const go = useGo();
  const [from, setFrom] = useUrlState('import', '');
  const add = <Button onClick={() => setFrom('new')}>{t('sources.add')}</Button>;
  return (
    <SettingsPage title={t('sources.title')} actions={sources && sources.length > 0 && add} wide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!sources && !error && <Loading />}
      {sources?.length === 0 && (
        <EmptyState
          title={t('sources.empty')}
          sentence={t('sources.empty.sentence')}
          action={imports?.length === 0 ? <ImportFirst /> : add}
          example={<SourceTable sources={[EXAMPLE]} />}
        />
      )}
      {sources && sources.length > 0 && (
        <Section description={t('sources.sentence')}>
          <SourceTable sources={sources} linked />
        </Section>
      )}
      <AccountKeys kind="pgp" />
      <AccountKeys kind="ssh" />
      {from !== '' && (
        <SourceForm
          importId={Number(from) || undefined}
          onClose={() => setFrom('')}
          onSaved={({ id }) => go(`/settings/import-sources/${id}`)}
        />
      )}
    </SettingsPage>
  );
}

function ImportFirst() {
  const path = usePath();
  return (
    <Button component={Link} to={path('/imports/new')}>
      {t('sources.empty.import')}
    </Button>
  );
}

function SourceTable({ sources, linked = false }: { sources: readonly SourceView[]; linked?: boolean }) {
  return (
    <Table.ScrollContainer minWidth={linked ? 620 : 440}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('sources.name')}</Table.Th>
            <Table.Th>{t('sources.server')}</Table.Th>
            <Table.Th>{t('sources.when')}</Table.Th>
            <Table.Th>{t('sources.state')}</Table.Th>
            {linked && <Table.Th>{t('sources.last')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} linked={linked} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function SourceRow({ source, linked }: { source: SourceView; linked: boolean }) {
  const path = usePath();
  const { state, label } = stateOf(source);
  return (
    <Table.Tr>
      <Table.Td maw={260} style={{ overflowWrap: 'anywhere' }}>
        {linked ? (
          <Anchor component={Link} to={path(`/settings/import-sources/${source.id}`)}>
            {source.name}
          </Anchor>
        ) : (
          source.name
        )}
      </Table.Td>
      <Table.Td maw={220} style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm">{source.host}</Text>
        <Text size="xs" c="dimmed">
          {source.folder}/{source.pattern}
        </Text>
      </Table.Td>
      <Table.Td>{scheduleText(source.schedule)}</Table.Td>
      <Table.Td>
        <StatusBadge state={state}>{label}</StatusBadge>
      </Table.Td>
      {linked && <Table.Td>{source.lastAt && <RelativeTime time={source.lastAt} />}</Table.Td>}
    </Table.Tr>
  );
}

const EXAMPLE: SourceView = {
  id: 0,
  name: t('sources.example'),
  objectId: 0,
  columns: [],
  host: 'files.example.com',
  port: 22,
  user: 'harbour',
  auth: 'key',
  hasPassword: false,
  hostKey: null,
  folder: '/outgoing',
  pattern: '*.csv',
  whenDone: 'leave',
  doneFolder: null,
  schedule: { every: 'day', at: '02:30' },
  needsEncryption: false,
  needsSignature: false,
  senderKey: null,
  permission: '',
  paused: false,
  isRunning: false,
  nextAt: null,
  lastAt: new Date().toISOString(),
  failure: null,
  createdBy: 0,
};
