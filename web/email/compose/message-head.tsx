import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { MessageDetail } from '../../../src/email/schema.ts';
import { later } from '../../app/later.tsx';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useGo, usePath } from '../../app/url.ts';
import { showDone, showProblem } from '../../ui/notice.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { plainOf } from '../body-edits.ts';
import { emailCalls } from '../email-data.ts';
import type { Publishing } from '../message-page.tsx';
import { MessageState } from '../message-state.tsx';
import type { MessageDraft } from '../use-message-draft.ts';
import { DeleteMessage } from './delete-message.tsx';

const ImportHtml = later(async () => (await import('../../documents/index.tsx')).ImportHtml);

interface MessageHeadProps {
  detail: MessageDetail;
  editing: MessageDraft;
  publishing: Publishing;
  children: ReactNode;
}

/** What the message is called and whether it is saved; publishing, sending, and what else can be done with it. */
export function MessageHead({ detail: { message }, editing, publishing, children }: MessageHeadProps) {
  const api = useApi();
  const go = useGo();
  const path = usePath();
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<'delete' | 'import' | null>(null);
  const { draft, change, saving } = editing;
  const isNew = message.publishedVersion === null;
  const isUnpublished = isNew || message.isChanged || saving !== 'saved' || editing.revision() !== message.revision;

  const test = async (): Promise<void> => {
    try {
      if (!(await editing.save())) return;
      showDone(t('compose.test.sent', await emailCalls(api).testMessage(message.id, null)));
    } catch (error) {
      showProblem(error as Error);
    }
  };
  const duplicate = async (): Promise<void> => {
    try {
      const { name, ...copy } = draft;
      const made = await api.post('/api/messages', {
        ...copy,
        objectId: message.objectId,
        name: t('compose.duplicate.name', { name }).slice(0, 100),
      });
      void refresh('messages');
      go(`/messages/${made.message.id}`);
    } catch (error) {
      showProblem(error as Error);
    }
  };
  return (
    <>
      <PageHeader
        title={draft.name || message.name}
        within={[{ label: t('email.messages'), path: '/messages' }]}
        meta={
          <Group gap="sm">
            <MessageState message={isNew ? message : { ...message, isChanged: isUnpublished }} />
            <span aria-live="polite">{t(`compose.${saving}`)}</span>
          </Group>
        }
        actions={
          <>
            <Button variant="default" onClick={() => void test()}>
              {t('compose.test')}
            </Button>
            {!isNew && (
              <Button component={Link} to={path(`/messages/broadcasts/new?message=${message.id}`)} variant="default">
                {t('compose.send')}
              </Button>
            )}
            <Button onClick={publishing.publish} loading={publishing.isBusy} disabled={!isUnpublished || saving === 'clash'}>
              {t('email.editor.publish')}
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="default" size={36} aria-label={t('email.editor.more')}>
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {!isNew && <Menu.Item onClick={() => go(`/messages/${message.id}/report`)}>{t('compose.report')}</Menu.Item>}
                <Menu.Item onClick={() => void duplicate()}>{t('compose.duplicate')}</Menu.Item>
                <Menu.Item onClick={() => setDialog('import')}>{t('compose.html')}</Menu.Item>
                {draft.body.kind === 'blocks' && (
                  <Menu.Item onClick={() => change({ body: plainOf(draft.body) })}>{t('compose.plain')}</Menu.Item>
                )}
                <Menu.Divider />
                <Menu.Item color="bad" onClick={() => setDialog('delete')}>
                  {t('email.editor.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      >
        {children}
      </PageHeader>
      {dialog === 'delete' && <DeleteMessage message={message} onClose={() => setDialog(null)} />}
      {dialog === 'import' && (
        <ImportHtml
          onClose={() => setDialog(null)}
          onImported={({ document, subject, preheader }) =>
            change({ body: document, subject: draft.subject || subject, preheader: draft.preheader || preheader })
          }
        />
      )}
    </>
  );
}
