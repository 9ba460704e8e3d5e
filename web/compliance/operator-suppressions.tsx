import { Button, Group, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountKey, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showDone } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';

/** Addresses that no account of the installation may write to. */
export function OperatorSuppressions() {
  const api = useApi();
  const [changing, setChanging] = useState<'add' | 'release' | null>(null);
  const { data } = useQuery({
    queryKey: useAccountKey('abuse', 'suppressions'),
    queryFn: ({ signal }) => api.get('/api/operator/suppressions', undefined, signal),
  });
  return (
    <Section title={t('permission.desk.list')} description={t('permission.desk.list.why')}>
      <Group justify="space-between">
        <Text c="dimmed">{t('permission.suppressions.total', { count: data?.total ?? 0 })}</Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => setChanging('release')}>
            {t('permission.desk.list.release')}
          </Button>
          <Button onClick={() => setChanging('add')}>{t('permission.desk.list.add')}</Button>
        </Group>
      </Group>
      {changing && <ChangeDrawer release={changing === 'release'} onClose={() => setChanging(null)} />}
    </Section>
  );
}

function ChangeDrawer({ release, onClose }: { release: boolean; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { lines: '' },
    send: ({ lines }) => api.post('/api/operator/suppressions', { lines, release }),
    onDone: async ({ taken, known, unread }) => {
      showDone(t('permission.suppressions.import.done', { taken, known, unread: unread.length }));
      await refresh('abuse');
      onClose();
    },
  });
  const label = t(release ? 'permission.desk.list.release' : 'permission.desk.list.add');
  return (
    <FormDrawer title={label} opened onClose={onClose} apiForm={apiForm} submitLabel={label}>
      <Textarea
        label={t('permission.suppressions.import.lines')}
        autosize
        minRows={6}
        maxRows={18}
        data-autofocus
        {...apiForm.form.getInputProps('lines')}
      />
    </FormDrawer>
  );
}
