import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showDone } from '../ui/notice.ts';
import { inboxesQuery } from './inbox-data.ts';

/** Begins a conversation: writes to one person, whose answer then comes to the inbox. */
export function StartDrawer({ record, onClose }: { record: { objectId: number; recordId: number }; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { data: inboxes = [] } = useQuery(inboxesQuery(useAccountId()));
  const channels = inboxes
    .filter(({ isMine }) => isMine)
    .flatMap((inbox) => inbox.channels.map((channel) => ({ ...channel, inbox: inbox.name })));
  const first = channels.find(({ kind }) => kind === 'address') ?? channels[0];
  const apiForm = useApiForm({
    initialValues: { channelId: '', subject: '', text: '' },
    send: ({ channelId, ...values }) => api.post('/api/conversations', { ...record, ...values, channelId: Number(channelId || first?.id) }),
    onDone: () => {
      showDone(t('inbox.start.done'));
      onClose();
      void refresh('conversations');
      void refresh('records', record.objectId);
    },
  });
  const { form } = apiForm;
  return (
    <FormDrawer title={t('inbox.start')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('inbox.start.send')}>
      {channels.length > 1 && (
        <Select
          label={t('inbox.start.channel')}
          data={channels.map(({ id, address, inbox }) => ({ value: String(id), label: address ?? inbox }))}
          value={form.values.channelId || String(first?.id ?? '')}
          allowDeselect={false}
          onChange={(next) => form.setFieldValue('channelId', next ?? '')}
        />
      )}
      <TextInput label={t('inbox.start.subject')} withAsterisk data-autofocus {...form.getInputProps('subject')} />
      <Textarea label={t('inbox.start.text')} withAsterisk autosize minRows={8} {...form.getInputProps('text')} />
    </FormDrawer>
  );
}
