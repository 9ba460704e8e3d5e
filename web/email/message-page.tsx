import { Alert, Button, Group, Menu, SegmentedControl, Stack, Text, TextInput, ActionIcon } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type FocusEvent } from 'react';
import type { MessageDetail, MessageProblem } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo, useParam } from '../app/url.ts';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { BodyEditor } from './body-editor.tsx';
import { inserted } from './body-edits.ts';
import { type Draft, emailCalls, messageQuery } from './email-data.ts';
import classes from './email.module.css';
import { InsertField } from './insert-field.tsx';
import { MessagePreview } from './message-preview.tsx';
import { MessageReach } from './message-reach.tsx';
import { MessageState } from './message-state.tsx';

/** A message being written, beside the letter it makes. */
export default function MessagePage() {
  const id = Number(useParam('id'));
  const { data, error, refetch } = useQuery({ ...messageQuery(useAccountId(), id), refetchOnWindowFocus: false });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Editor key={data.message.id} detail={data} />;
}

function Editor({ detail }: { detail: MessageDetail }) {
  const { message } = detail;
  const [draft, setDraft] = useState<Draft>(() => draftOf(detail));
  const [shownProblems, setShownProblems] = useState<readonly MessageProblem[]>(detail.problems);
  const saving = useSaving(detail, draft);
  const [isDeleting, setDeleting] = useState(false);
  const writing = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const problems = Object.fromEntries(
    shownProblems.filter(({ code }) => code === 'unreadable').map(({ path, sentence }) => [path, sentence]),
  );

  const insertField = (path: string) => {
    const input = writing.current;
    if (!input?.dataset.writes) return change({ subject: inserted(draft.subject, path, draft.subject.length, draft.subject.length).text });
    const { text, caret } = inserted(
      input.value,
      path,
      input.selectionStart ?? input.value.length,
      input.selectionEnd ?? input.value.length,
    );
    typeInto(input, text);
    requestAnimationFrame(() => {
      input.focus();
      input.setSelectionRange(caret, caret);
    });
  };
  const remember = (event: FocusEvent<HTMLElement>) => {
    const input = event.target;
    if ((input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) && input.dataset.writes) writing.current = input;
  };

  return (
    <>
      <PageHeader
        title={message.name}
        within={[{ label: t('email.messages'), path: '/messages' }]}
        meta={
          <Group gap="sm">
            <MessageState message={message} />
            {saving.isChanged && <span>{t('email.editor.unsaved')}</span>}
          </Group>
        }
        actions={
          <>
            <Button variant="default" onClick={saving.save} loading={saving.isBusy} disabled={!saving.isChanged}>
              {t('email.editor.save')}
            </Button>
            <Button
              onClick={saving.publish}
              loading={saving.isBusy}
              disabled={!saving.isChanged && message.publishedVersion !== null && !message.isChanged}
            >
              {t('email.editor.publish')}
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="default" size={36} aria-label={t('email.editor.more')}>
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item color="bad" onClick={() => setDeleting(true)}>
                  {t('email.editor.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      <div className={classes.editor} onFocusCapture={remember}>
        <Stack gap="lg">
          <Section>
            <Stack gap="md">
              <Group justify="flex-end" mb={-32} style={{ zIndex: 1 }}>
                <InsertField fields={detail.mergeFields} onChoose={insertField} />
              </Group>
              <TextInput
                label={t('email.editor.subject')}
                value={draft.subject}
                onChange={(event) => change({ subject: event.currentTarget.value })}
                error={problems.subject}
                dir="auto"
                data-writes="subject"
              />
              <TextInput
                label={t('email.editor.preheader')}
                description={t('email.editor.preheader.why')}
                value={draft.preheader}
                onChange={(event) => change({ preheader: event.currentTarget.value })}
                error={problems.preheader}
                dir="auto"
                data-writes="preheader"
              />
              <BodyEditor
                body={draft.body}
                onChange={(body) => change({ body })}
                objectId={message.objectId}
                mergeFields={detail.mergeFields}
                problems={problems}
              />
            </Stack>
          </Section>
          <Section title={t('email.purpose')} description={t(`email.purpose.${draft.purpose}.why`)}>
            <Stack gap="md">
              <SegmentedControl
                aria-label={t('email.purpose')}
                value={draft.purpose}
                onChange={(purpose) => change({ purpose: purpose as Draft['purpose'] })}
                data={(['bulk', 'transactional', 'confirmation'] as const).map((purpose) => ({ value: purpose, label: t(`email.purpose.${purpose}`) }))}
              />
              <TextInput
                label={t('email.editor.name')}
                description={t('email.editor.name.why')}
                value={draft.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <TextInput
                label={t('email.editor.fromName')}
                description={t('email.editor.fromName.why')}
                value={draft.fromName}
                onChange={(event) => change({ fromName: event.currentTarget.value })}
              />
              <TextInput
                label={t('email.editor.replyTo')}
                type="email"
                value={draft.replyTo}
                onChange={(event) => change({ replyTo: event.currentTarget.value })}
              />
            </Stack>
          </Section>
        </Stack>
        <Stack gap="lg" className={classes.sticky}>
          <Problems problems={shownProblems} />
          <MessagePreview draft={draft} objectId={message.objectId} onProblems={setShownProblems} />
          <MessageReach messageId={message.id} objectId={message.objectId} />
        </Stack>
      </div>
      {isDeleting && <DeleteMessage detail={detail} onClose={() => setDeleting(false)} />}
    </>
  );
}

/** Saving and publishing what is written, and whether there is anything to save. */
function useSaving(detail: MessageDetail, draft: Draft) {
  const api = useApi();
  const refresh = useRefresh();
  const [isBusy, setBusy] = useState(false);
  const [saved, setSaved] = useState(() => JSON.stringify(draftOf(detail)));
  const { message } = detail;
  const revision = useRef(message.revision);
  const isChanged = JSON.stringify(draft) !== saved;
  const busily = async (work: () => Promise<void>) => {
    setBusy(true);
    await work().catch(showProblem);
    setBusy(false);
  };
  const store = async () => {
    if (!isChanged) return;
    const reply = await emailCalls(api).saveMessage(message.id, revision.current, draft);
    revision.current = reply.message.revision;
    setSaved(JSON.stringify(draft));
  };
  return {
    isBusy,
    isChanged,
    save: () =>
      void busily(async () => {
        await store();
        await refresh('messages');
        showDone(t('email.editor.saved'));
      }),
    publish: () =>
      void busily(async () => {
        await store();
        await emailCalls(api)
          .publishMessage(message.id)
          .finally(() => refresh('messages'));
        showDone(t('email.editor.published'));
      }),
  };
}

function Problems({ problems }: { problems: readonly MessageProblem[] }) {
  if (problems.length === 0) return <Text c="dimmed">{t('email.editor.ready')}</Text>;
  return (
    <Alert color="warn" variant="light" title={t('email.editor.problems')}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {problems.map(({ path, sentence }) => (
          <li key={`${path} ${sentence}`}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}

function DeleteMessage({ detail: { message }, onClose }: { detail: MessageDetail; onClose: () => void }) {
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  return (
    <Confirm
      title={t('email.editor.delete.title', { name: message.name })}
      confirmLabel={t('email.editor.delete')}
      onClose={onClose}
      onConfirm={async () => {
        await emailCalls(api).deleteMessage(message.id);
        go('/messages');
        showDone(t('email.editor.deleted', { name: message.name }));
        await refresh('messages');
      }}
    >
      <Text>{t('email.editor.delete.sentence')}</Text>
    </Confirm>
  );
}

const draftOf = ({ message }: MessageDetail): Draft => ({
  name: message.name,
  purpose: message.purpose,
  subject: message.subject,
  preheader: message.preheader,
  body: message.body,
  fromName: message.fromName,
  replyTo: message.replyTo,
});

/** Changes an input as typing would, so that the component that holds its value hears of it. */
function typeInto(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype = input instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
