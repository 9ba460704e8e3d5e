import { Anchor, Button, TextInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MessageLine } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useCan, useObjects, useRefresh } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBody, PageHeader } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { MessageTabs } from './broadcasts/message-tabs.tsx';
import { shownSubject } from './broadcasts/shown-subject.ts';
import { emailCalls, messagesQuery } from './email-data.ts';
import { MessageState } from './message-state.tsx';

/** Everything that can be sent, the latest changed first. */
export default function MessagesPage() {
  const { data: messages, error, refetch } = useQuery(messagesQuery(useAccountId()));
  const mayWrite = useCan('messages.manage');
  const { now } = useAccount();
  const [isAdding, setAdding] = useState(false);
  const add = mayWrite && <Button onClick={() => setAdding(true)}>{t('email.messages.add')}</Button>;
  return (
    <>
      <PageHeader title={t('email.messages')} actions={messages && messages.length > 0 && add}>
        {mayWrite && <MessageTabs at="/messages" />}
      </PageHeader>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!messages && !error && <Loading />}
      {messages?.length === 0 && (
        <EmptyState
          title={t('email.messages.empty')}
          sentence={t('email.messages.empty.sentence')}
          action={add}
          example={<MessageTable messages={[exampleOf(now)]} />}
        />
      )}
      {messages && messages.length > 0 && (
        <PageBody wide>
          <MessageTable messages={messages} linked={mayWrite} />
        </PageBody>
      )}
      {isAdding && <NewMessage onClose={() => setAdding(false)} />}
    </>
  );
}

function MessageTable({ messages, linked }: { messages: readonly MessageLine[]; linked?: boolean }) {
  const path = usePath();
  return (
    <PageTable
      minWidth={560}
      rows={messages}
      rowId={({ id }) => id}
      columns={[
        {
          label: t('email.messages.name'),
          render: ({ id, name }) =>
            linked ? (
              <Anchor component={Link} to={path(`/messages/${id}`)} fw={600}>
                {name}
              </Anchor>
            ) : (
              name
            ),
        },
        { label: t('email.messages.subject'), breaks: true, render: ({ subject }) => shownSubject(subject) },
        { label: t('email.purpose'), render: ({ purpose }) => t(`email.purpose.${purpose}`) },
        { label: t('email.messages.state'), render: (message) => <MessageState message={message} /> },
        { label: t('email.messages.updated'), render: ({ updatedAt }) => <RelativeTime time={updatedAt} /> },
      ]}
    />
  );
}

const exampleOf = (now: string): MessageLine => ({
  id: 0,
  objectId: 0,
  name: t('email.messages.example'),
  purpose: 'bulk',
  subject: t('email.messages.example.subject'),
  publishedVersion: 1,
  isChanged: false,
  updatedAt: now,
});

function NewMessage({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const go = useGo();
  const path = usePath();
  const refresh = useRefresh();
  const people = useObjects().filter((object) => object.person);
  const apiForm = useApiForm({
    initialValues: { name: '', objectId: String(people[0]?.id ?? 0) },
    send: ({ name, objectId }) => emailCalls(api).createMessage({ name, objectId: Number(objectId) }),
    onDone: ({ message }) => {
      void refresh('messages');
      go(`/messages/${message.id}`);
    },
  });
  return (
    <FormDrawer title={t('email.messages.add')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('email.messages.add')}>
      <TextInput
        label={t('email.editor.name')}
        description={t('email.editor.name.why')}
        data-autofocus
        {...apiForm.form.getInputProps('name')}
      />
      {people.length > 1 && (
        <Select
          label={t('email.messages.for')}
          data={people.map((object) => ({ value: String(object.id), label: object.plural }))}
          allowDeselect={false}
          {...apiForm.form.getInputProps('objectId')}
        />
      )}
      <Anchor component={Link} to={path('/messages/templates')}>
        {t('compose.gallery.open')}
      </Anchor>
    </FormDrawer>
  );
}
