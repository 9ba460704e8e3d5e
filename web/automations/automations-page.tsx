import { Anchor, Button, Group, Select, Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useCan, useObjects, useRefresh } from '../app/session.ts';
import { useGo, usePath, useUrlState } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AutomationState } from './automation-state.tsx';
import { automationCalls, automationsQuery, type ListedAutomation } from './automation-data.ts';
import { ExampleMap } from './example-map.tsx';
import { AutomationsTabs } from './outside/automations-tabs.tsx';
import { ExportButton } from './versions/export-button.tsx';
import { TemplateOffer } from './templates/template-offer.tsx';
import { ImportMap } from './versions/import-map.tsx';
import { formatNumber } from '../ui/numbers.ts';

/** Every automation of the account, with how many stand on it. */
export default function AutomationsPage() {
  const { data, error, refetch } = useQuery(automationsQuery(useAccountId()));
  const [adding, setAdding] = useUrlState('new');
  const canManage = useCan('automations.manage');
  const path = usePath();
  const [importing, setImporting] = useUrlState('import');
  const add = canManage && (
    <>
      <Button component={Link} to={path('/automations/templates')} variant="default">
        {t('templates.see')}
      </Button>
      <Button variant="default" onClick={() => setImporting('1')}>
        {t('versions.import')}
      </Button>
      <Button onClick={() => setAdding('1')}>{t('automations.new')}</Button>
    </>
  );
  return (
    <>
      <PageHeader
        title={t('automations.title')}
        meta={data && data.length > 0 && t('automations.count', { count: data.length })}
        actions={data && data.length > 0 && add}
      >
        <AutomationsTabs shown="maps" />
      </PageHeader>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState
          title={t('automations.empty')}
          sentence={t('automations.empty.sentence')}
          action={<Group gap="xs">{add}</Group>}
          example={<ExampleMap />}
        />
      )}
      {data && data.length > 0 && (
        <PageBody wide>
          <Section>
            <AutomationTable automations={data} />
          </Section>
        </PageBody>
      )}
      {importing !== '' && canManage && <ImportMap onClose={() => setImporting('')} />}
      {adding !== '' && canManage && <NewAutomation onClose={() => setAdding('')} />}
    </>
  );
}

function AutomationTable({ automations }: { automations: readonly ListedAutomation[] }) {
  const path = usePath();
  const objects = useObjects();
  const canManage = useCan('automations.manage');
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('automations.name')}</Table.Th>
            <Table.Th>{t('automations.status')}</Table.Th>
            <Table.Th>{t('automations.for')}</Table.Th>
            <Table.Th ta="end">{t('automations.standing')}</Table.Th>
            <Table.Th ta="end">{t('automations.failed')}</Table.Th>
            <Table.Th ta="end">{t('automations.enteredEver')}</Table.Th>
            <Table.Th>{t('automations.updated')}</Table.Th>
            {canManage && <Table.Th />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {automations.map((automation) => (
            <Table.Tr key={automation.id}>
              <Table.Td miw={180}>
                <Anchor component={Link} to={path(`/automations/${automation.id}`)} fw={540}>
                  {automation.name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <AutomationState automation={automation} />
              </Table.Td>
              <Table.Td>{objects.find(({ id }) => id === automation.objectId)?.plural}</Table.Td>
              <Table.Td ta="end">{formatNumber(automation.standing)}</Table.Td>
              <Table.Td ta="end" c={automation.failed > 0 ? 'bad' : 'dimmed'}>
                {formatNumber(automation.failed)}
              </Table.Td>
              <Table.Td ta="end">{formatNumber(automation.entered)}</Table.Td>
              <Table.Td>
                <RelativeTime time={automation.updatedAt} />
              </Table.Td>
              {canManage && (
                <Table.Td ta="end">
                  <ExportButton automation={automation} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NewAutomation({ onClose }: { onClose: () => void }) {
  const calls = automationCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const objects = useObjects();
  const apiForm = useApiForm({
    initialValues: { name: '', objectId: String(objects[0]?.id ?? 0) },
    send: ({ name, objectId }) => calls.create(name, Number(objectId)),
    onDone({ id }) {
      void refresh('automations');
      go(`/automations/${id}`);
    },
  });
  return (
    <FormDrawer title={t('automations.new')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('automations.add')}>
      <TextInput label={t('automations.name')} withAsterisk data-autofocus {...apiForm.form.getInputProps('name')} />
      <Select
        label={t('automations.for')}
        data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
        allowDeselect={false}
        {...apiForm.form.getInputProps('objectId')}
      />
      <TemplateOffer />
    </FormDrawer>
  );
}
