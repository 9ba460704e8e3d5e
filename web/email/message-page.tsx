import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MessageDetail, MessageProblem } from '../../src/email/schema.ts';
import { later } from '../app/later.tsx';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useParam, useUrlState } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { ClashBand } from './compose/clash-band.tsx';
import { MessageHead } from './compose/message-head.tsx';
import { useChecks } from './compose/use-checks.ts';
import { WriteView } from './compose/write-view.tsx';
import { emailCalls, messageQuery } from './email-data.ts';
import classes from './email.module.css';
import { type MessageDraft, useMessageDraft } from './use-message-draft.ts';

const PreviewView = later(async () => (await import('./compose/preview-view.tsx')).PreviewView);
const SettingsView = later(async () => (await import('./compose/settings-view.tsx')).SettingsView);
const ChecksView = later(async () => (await import('./compose/checks-view.tsx')).ChecksView);
const VersionsView = later(async () => (await import('./compose/versions-view.tsx')).VersionsView);

/** A message being written: its words, the letter they make, what is found in it, and what it said before. */
export default function MessagePage() {
  const id = Number(useParam('id'));
  const { data, error, refetch } = useQuery({ ...messageQuery(useAccountId(), id), refetchOnWindowFocus: false });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Editor key={data.message.id} detail={data} />;
}

const VIEWS = ['write', 'preview', 'settings', 'checks', 'versions'] as const;

function Editor({ detail }: { detail: MessageDetail }) {
  const { message } = detail;
  const [view, setView] = useUrlState('view', 'write');
  const [problems, setProblems] = useState<readonly MessageProblem[]>(detail.problems);
  const editing = useMessageDraft(detail, setProblems);
  const publishing = usePublishing(message.id, editing, setProblems);
  const checks = useChecks(message.id, editing, view === 'checks');
  const { draft, change } = editing;
  const isPlain = draft.body.kind === 'plain';
  return (
    <>
      <MessageHead detail={detail} editing={editing} publishing={publishing}>
        <nav aria-label={t('compose.tabs')} className={classes.views}>
          {VIEWS.map((each) => (
            <UnstyledButton
              key={each}
              className={classes.view}
              aria-current={each === view ? 'page' : undefined}
              onClick={() => setView(each)}
            >
              {each === 'checks' && checks.count > 0 ? t('compose.tab.checks.count', { count: checks.count }) : t(`compose.tab.${each}`)}
            </UnstyledButton>
          ))}
        </nav>
      </MessageHead>
      {editing.clash && <ClashBand mine={draft} theirs={editing.clash.theirs} onSettle={(stands) => void editing.settle(stands)} />}
      {view === 'write' && (
        // What was taken in from somebody else is written on from the beginning: nothing half typed may overwrite it.
        <WriteView
          key={isPlain ? 'plain' : editing.others}
          detail={detail}
          draft={draft}
          onChange={change}
          problems={problems}
          onProblems={setProblems}
        />
      )}
      {view === 'preview' && <PreviewView draft={draft} objectId={message.objectId} onProblems={setProblems} />}
      {view === 'settings' && <SettingsView draft={draft} objectId={message.objectId} onChange={change} problems={problems} />}
      {view === 'checks' && (
        <ChecksView messageId={message.id} objectId={message.objectId} checks={checks} onShow={() => setView('write')} />
      )}
      {view === 'versions' && <VersionsView message={message} editing={editing} onProblems={setProblems} />}
    </>
  );
}

/** Saves what is written, and makes the next version of it. */
function usePublishing(id: number, editing: MessageDraft, onProblems: (problems: readonly MessageProblem[]) => void) {
  const api = useApi();
  const refresh = useRefresh();
  const [isBusy, setBusy] = useState(false);
  const publish = async (): Promise<void> => {
    setBusy(true);
    try {
      if (!(await editing.save())) return;
      const { problems } = await emailCalls(api)
        .publishMessage(id)
        .finally(() => refresh('messages'));
      onProblems(problems);
      showDone(t('email.editor.published'));
    } catch (error) {
      showProblem(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, publish: () => void publish() };
}

export type Publishing = ReturnType<typeof usePublishing>;
