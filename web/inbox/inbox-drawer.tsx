import { Button, MultiSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InboxView } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { colleaguesQuery } from '../records/index.tsx';
import { useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';

interface InboxDrawerProps {
  inbox?: InboxView | undefined;
  inboxes: readonly InboxView[];
  onClose: () => void;
}

/** What an inbox is called, who answers in it, and what becomes of people who are new. */
export function InboxDrawer({ inbox, inboxes, onClose }: InboxDrawerProps) {
  const api = useApi();
  const refresh = useRefresh();
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const [isDeleting, setDeleting] = useState(false);
  const apiForm = useApiForm({
    initialValues: {
      name: inbox?.name ?? '',
      isForAll: inbox?.isForAll ?? true,
      userIds: inbox?.userIds ?? [],
      unknownSenders: inbox?.unknownSenders ?? 'leave',
    },
    send: (values) => {
      const sent = { ...values, userIds: values.isForAll ? [] : values.userIds };
      return inbox ? api.put(`/api/inboxes/${inbox.id}`, sent) : api.post('/api/inboxes', sent);
    },
    onDone: () => {
      onClose();
      void refresh('inboxes');
      void refresh('conversations');
    },
  });
  const { form } = apiForm;
  return (
    <FormDrawer
      title={inbox ? t('inbox.settings.edit', { name: inbox.name }) : t('inbox.settings.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('inbox.settings.save')}
    >
      <TextInput label={t('inbox.settings.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <Radio.Group
        label={t('inbox.settings.who')}
        value={form.values.isForAll ? 'all' : 'some'}
        onChange={(next) => form.setFieldValue('isForAll', next === 'all')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t('inbox.settings.who.all')} />
          <Radio value="some" label={t('inbox.settings.who.some')} />
        </Stack>
      </Radio.Group>
      {!form.values.isForAll && (
        <MultiSelect
          label={t('inbox.settings.who.names')}
          data={colleagues.filter(({ hasLeft }) => !hasLeft).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={form.values.userIds.map(String)}
          error={form.errors.userIds}
          searchable
          onChange={(next) => form.setFieldValue('userIds', next.map(Number))}
        />
      )}
      <Radio.Group
        label={t('inbox.settings.unknown')}
        value={form.values.unknownSenders}
        onChange={(next) => form.setFieldValue('unknownSenders', next as 'leave' | 'create')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="leave" label={t('inbox.settings.unknown.leave')} />
          <Radio value="create" label={t('inbox.settings.unknown.create')} />
        </Stack>
      </Radio.Group>
      {inbox && inboxes.length > 1 && (
        <Button variant="subtle" color="bad" onClick={() => setDeleting(true)} style={{ alignSelf: 'flex-start' }}>
          {t('inbox.settings.delete')}
        </Button>
      )}
      {inbox && isDeleting && <DeleteInbox inbox={inbox} inboxes={inboxes} onClose={() => setDeleting(false)} onDone={onClose} />}
    </FormDrawer>
  );
}

function DeleteInbox({ inbox, inboxes, onClose, onDone }: InboxDrawerProps & { inbox: InboxView; onDone: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const others = inboxes.filter(({ id }) => id !== inbox.id);
  const [to, setTo] = useState(String(others[0]!.id));
  const remove = async (): Promise<void> => {
    await api.delete(`/api/inboxes/${inbox.id}?to=${to}`);
    onDone();
    await refresh('inboxes');
    await refresh('conversations');
  };
  return (
    <Confirm
      title={t('inbox.settings.delete.title', { name: inbox.name })}
      confirmLabel={t('inbox.settings.delete')}
      onConfirm={remove}
      onClose={onClose}
    >
      <Select
        label={t('inbox.settings.delete.to')}
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={to}
        allowDeselect={false}
        onChange={(next) => next && setTo(next)}
      />
    </Confirm>
  );
}
