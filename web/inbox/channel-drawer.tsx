import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ChannelView, InboxView } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';

interface ChannelDrawerProps {
  inboxId: number;
  channel?: ChannelView | undefined;
  inboxes: readonly InboxView[];
  onClose: () => void;
}

/** An address from which conversations come, the inbox they arrive in, and how answers from it look. */
export function ChannelDrawer({ inboxId, channel, inboxes, onClose }: ChannelDrawerProps) {
  const api = useApi();
  const refresh = useRefresh();
  const [isDeleting, setDeleting] = useState(false);
  const isReplies = channel?.kind === 'replies';
  const apiForm = useApiForm({
    initialValues: {
      inboxId,
      address: channel?.address ?? '',
      fromName: channel?.fromName ?? '',
      signature: channel?.signature ?? '',
    },
    send: ({ address, ...values }) => {
      const sent = isReplies ? values : { ...values, address };
      return channel ? api.patch(`/api/inbox-channels/${channel.id}`, sent) : api.post('/api/inbox-channels', sent);
    },
    onDone: () => {
      onClose();
      void refresh('inboxes');
    },
  });
  const { form } = apiForm;
  const name = channel?.address ?? t('inbox.channel.replies');
  const remove = async (): Promise<void> => {
    await api.delete(`/api/inbox-channels/${channel!.id}`);
    onClose();
    await refresh('inboxes');
  };
  return (
    <FormDrawer
      title={channel ? t('inbox.channel.edit', { name }) : t('inbox.channel.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t('inbox.channel.save')}
    >
      {!isReplies && (
        <TextInput
          label={t('inbox.channel.address')}
          description={t('inbox.channel.address.why')}
          type="email"
          withAsterisk
          data-autofocus
          {...form.getInputProps('address')}
        />
      )}
      <Select
        label={t('inbox.channel.inbox')}
        data={inboxes.map(({ id, name: label }) => ({ value: String(id), label }))}
        value={String(form.values.inboxId)}
        allowDeselect={false}
        onChange={(next) => next && form.setFieldValue('inboxId', Number(next))}
      />
      {!isReplies && <TextInput label={t('inbox.channel.fromName')} {...form.getInputProps('fromName')} />}
      <Textarea label={t('inbox.channel.signature')} autosize minRows={3} {...form.getInputProps('signature')} />
      {channel?.forwardTo && (
        <TextInput
          label={t('inbox.channel.forward')}
          description={t('inbox.channel.forward.why')}
          value={channel.forwardTo}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      {channel && !isReplies && (
        <Button variant="subtle" color="bad" onClick={() => setDeleting(true)} style={{ alignSelf: 'flex-start' }}>
          {t('inbox.channel.delete')}
        </Button>
      )}
      {isDeleting && (
        <Confirm
          title={t('inbox.channel.delete.title', { name })}
          confirmLabel={t('inbox.channel.delete')}
          onConfirm={remove}
          onClose={() => setDeleting(false)}
        >
          {t('inbox.channel.delete.why')}
        </Confirm>
      )}
    </FormDrawer>
  );
}
