import { Anchor, Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { ActionsHead } from '../ui/actions-head.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { TaskTemplateDrawer } from './task-template-drawer.tsx';
import { type TaskTemplate, templateCalls, templatesQuery } from './tasks-data.ts';

/** What the company does again and again about its records. */
export default function TaskTemplatesPage() {
  const { data, error, refetch } = useQuery(templatesQuery(useAccountId()));
  const objects = useObjects();
  const [editing, setEditing] = useState<TaskTemplate | null>(null);
  const add = (
    <Button onClick={() => setEditing(newTemplate(objects.find(({ person }) => person)?.id ?? objects[0]?.id ?? 0))}>
      {t('tasks.templates.add')}
    </Button>
  );
  const templates = data?.templates ?? [];
  return (
    <SettingsPage title={t('tasks.templates')} actions={templates.length > 0 && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && templates.length === 0 && (
        <EmptyState
          title={t('tasks.templates.empty')}
          sentence={t('tasks.templates.empty.sentence')}
          action={add}
          example={<TemplateTable templates={[{ ...newTemplate(0), id: 1, name: t('tasks.templates.example') }]} />}
        />
      )}
      {templates.length > 0 && (
        <Section description={t('tasks.templates.sentence')}>
          <TemplateTable templates={templates} onOpen={setEditing} />
        </Section>
      )}
      {editing && <TaskTemplateDrawer template={editing} onClose={() => setEditing(null)} />}
    </SettingsPage>
  );
}

function newTemplate(objectId: number): TaskTemplate {
  return {
    id: 0,
    objectId,
    name: '',
    subject: '',
    body: '',
    assignee: { to: 'owner' },
    due: { amount: 1, unit: 'business_days' },
    reminders: [],
    outcomes: (['later', 'no', 'noAnswer', 'nothing'] as const).map((one) => ({ label: t(`tasks.outcomes.${one}`), actions: [] })),
    fields: [],
  };
}

function TemplateTable({ templates, onOpen }: { templates: readonly TaskTemplate[]; onOpen?: (template: TaskTemplate) => void }) {
  const objects = useObjects();
  const api = useApi();
  const refresh = useRefresh();
  const remove = async ({ id, name }: TaskTemplate): Promise<void> => {
    await templateCalls(api).remove(id);
    await refresh('task-templates');
    showDone(t('tasks.templates.removed', { name }));
  };
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('tasks.templates.name')}</Table.Th>
            <Table.Th>{t('tasks.templates.object')}</Table.Th>
            <Table.Th>{t('tasks.templates.column.due')}</Table.Th>
            <Table.Th>{t('tasks.templates.column.outcomes')}</Table.Th>
            {onOpen && <ActionsHead />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {templates.map((template) => (
            <Table.Tr key={template.id}>
              <Table.Td>
                {onOpen ? (
                  <Anchor component="button" type="button" ta="start" onClick={() => onOpen(template)}>
                    {template.name}
                  </Anchor>
                ) : (
                  template.name
                )}
              </Table.Td>
              <Table.Td>{objects.find(({ id }) => id === template.objectId)?.plural}</Table.Td>
              <Table.Td>
                {template.due ? t(`tasks.templates.in.${template.due.unit}`, { count: template.due.amount }) : t('ui.none')}
              </Table.Td>
              <Table.Td>
                <Text size="sm">{template.outcomes.map(({ label }) => label).join(', ') || t('ui.none')}</Text>
              </Table.Td>
              {onOpen && (
                <Table.Td align="right">
                  <Button variant="subtle" color="bad" size="compact-sm" onClick={() => remove(template).catch(showProblem)}>
                    {t('tasks.templates.remove')}
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
