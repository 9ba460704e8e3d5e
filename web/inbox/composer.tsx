import { Button, Checkbox, SegmentedControl, Textarea } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ConversationDetail } from '../../src/inbox/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { useAccount } from '../app/session.ts';
import { NoteText } from '../records/index.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { AnswersAtHand } from './answers-at-hand.tsx';
import classes from './inbox.module.css';
import { useComposer } from './use-composer.ts';
import { useShortcuts } from './use-shortcuts.ts';
import type { InboxWork } from './use-inbox-work.ts';

interface ComposerProps {
  conversation: ConversationDetail;
  work: InboxWork;
}

/** Where an answer, or a note, is written; what was begun is kept for its author. */
export function Composer({ conversation, work }: ComposerProps) {
  const composer = useComposer(conversation, work.calls);
  const { kind, text, setKind, setText } = composer;
  const { mode, setMode } = work;
  useEffect(() => {
    if (mode !== null && mode !== kind) setKind(mode);
  }, [mode, kind, setKind]);
  return (
    <div className={classes.composer} data-kind={kind}>
      <SegmentedControl
        size="xs"
        aria-label={t('inbox.answer')}
        data={(['answer', 'note'] as const).map((value) => ({ value, label: t(`inbox.${value}`) }))}
        value={kind}
        onChange={(next) => {
          setKind(next as 'answer' | 'note');
          setMode(next as 'answer' | 'note');
        }}
      />
      {kind === 'answer' ? (
        <AnswerForm conversation={conversation} work={work} composer={composer} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void composer.send(() => work.calls.note(conversation.id, text), work.again).catch(showProblem);
          }}
        >
          <NoteText
            label={t('inbox.note.label')}
            mentionsAt={`/api/conversations/${conversation.id}/mentionable`}
            value={text}
            onChange={setText}
            autoFocus={mode === 'note'}
          />
          <div className={classes.sending}>
            <span className={classes.quiet}>{t('inbox.note.hint')}</span>
            <Button type="submit" size="compact-md" disabled={text.trim() === ''} loading={composer.isSending}>
              {t('inbox.note.add')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}

function AnswerForm({ conversation, work, composer }: ComposerProps & { composer: ReturnType<typeof useComposer> }) {
  const { text, setText, quote, setQuote, isSending } = composer;
  const account = useAccount();
  const input = useRef<HTMLTextAreaElement>(null);
  const { mode, setMode } = work;
  useEffect(() => {
    if (mode === 'answer') input.current?.focus();
  }, [mode]);
  const put = (words: string): void => {
    setText(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`);
    input.current?.focus();
  };
  const expand = useShortcuts(conversation.id, work.calls, setText);
  const isEmpty = text.trim() === '';
  const send = (afterwards: 'wait' | 'close'): void => {
    const seen = conversation.entries.at(-1)?.id ?? 0;
    composer
      .send(
        () => work.calls.answer(conversation.id, { text, quote, afterwards, seen }),
        async () => {
          setMode(null);
          showDone(t(account.mode === 'practising' ? 'inbox.answer.captured' : 'inbox.answer.sent'));
          if (work.filter.state === 'open') work.moveOn([conversation.id]);
          await work.again();
        },
      )
      .catch((error: Error) => {
        showProblem(error);
        if (error instanceof ApiProblem && error.code === 'answered_meanwhile') void work.again();
      });
  };
  return (
    <>
      <Textarea
        ref={input}
        aria-label={t('inbox.answer.label', { name: conversation.name })}
        placeholder={t('inbox.answer.placeholder')}
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        dir="auto"
        onFocus={() => setMode('answer')}
        onBlur={() => isEmpty && setMode(null)}
        onChange={(event) => expand(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isEmpty) send('wait');
          if (event.key === 'Escape') input.current?.blur();
        }}
      />
      <div className={classes.sending}>
        <AnswersAtHand conversationId={conversation.id} calls={work.calls} onChoose={put} />
        <Checkbox size="xs" label={t('inbox.answer.quote')} checked={quote} onChange={(event) => setQuote(event.currentTarget.checked)} />
        <span className={classes.quiet}>{conversation.record === null && t('inbox.answer.stranger')}</span>
        <Button size="compact-md" variant="default" disabled={isEmpty || isSending} onClick={() => send('close')}>
          {t('inbox.answer.sendClose')}
        </Button>
        <Button size="compact-md" disabled={isEmpty} loading={isSending} onClick={() => send('wait')}>
          {t('inbox.answer.send')}
        </Button>
      </div>
    </>
  );
}
