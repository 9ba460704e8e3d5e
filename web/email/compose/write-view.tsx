import { Group, Stack } from '@mantine/core';
import { type FocusEvent, type ReactNode, useMemo, useRef } from 'react';
import type { MessageDetail, MessageProblem } from '../../../src/email/schema.ts';
import { later } from '../../app/later.tsx';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../ui/page-header.tsx';
import { BodyEditor } from '../body-editor.tsx';
import { inserted } from '../body-edits.ts';
import type { Draft } from '../email-data.ts';
import classes from '../email.module.css';
import { InsertField } from '../insert-field.tsx';
import { MessagePreview } from '../message-preview.tsx';
import { MessageReach } from '../message-reach.tsx';
import { Problems } from './problems.tsx';

const WrittenLine = later(async () => (await import('../../documents/index.tsx')).WrittenLine);

interface WriteViewProps {
  detail: MessageDetail;
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  problems: readonly MessageProblem[];
  onProblems: (problems: readonly MessageProblem[]) => void;
}

/** What the message says: a plain letter beside the letter it makes, or blocks on their sheet. */
export function WriteView({ detail, draft, onChange, problems, onProblems }: WriteViewProps) {
  const { message, mergeFields } = detail;
  const [sentences, unreadable] = useMemo(
    () => [byPath(problems), byPath(problems.filter(({ code }) => code === 'unreadable'))],
    [problems],
  );
  const isPlain = draft.body.kind === 'plain';
  const body = (
    <BodyEditor
      body={draft.body}
      onChange={(next) => onChange({ body: next })}
      objectId={message.objectId}
      mergeFields={mergeFields}
      problems={isPlain ? unreadable : sentences}
    />
  );
  if (!isPlain) {
    return (
      <WithFields draft={draft} onChange={onChange} mergeFields={mergeFields} className={classes.wide!}>
        {(insert, onWriting) => (
          <>
            <div className={classes.lines}>
              <Lines draft={draft} onChange={onChange} mergeFields={mergeFields} problems={unreadable} onWriting={onWriting} />
              {insert}
            </div>
            {body}
          </>
        )}
      </WithFields>
    );
  }
  return (
    <WithFields draft={draft} onChange={onChange} mergeFields={mergeFields} className={classes.editor!}>
      {(insert, onWriting) => (
        <>
          <Section>
            <Stack gap="md">
              <Group justify="flex-end" mb={-32} style={{ zIndex: 1 }}>
                {insert}
              </Group>
              <Lines draft={draft} onChange={onChange} mergeFields={mergeFields} problems={unreadable} onWriting={onWriting} />
              {body}
            </Stack>
          </Section>
          <Stack gap="lg" className={classes.sticky}>
            <Problems problems={problems} />
            <MessagePreview draft={draft} objectId={message.objectId} onProblems={onProblems} />
            <MessageReach messageId={message.id} objectId={message.objectId} />
          </Stack>
        </>
      )}
    </WithFields>
  );
}

const byPath = (problems: readonly MessageProblem[]): Record<string, string> =>
  Object.fromEntries(problems.map(({ path, sentence }) => [path, sentence]));

type Insert = (path: string) => void;

interface LinesProps extends Pick<WriteViewProps, 'draft' | 'onChange'> {
  mergeFields: MessageDetail['mergeFields'];
  problems: Record<string, string>;
  onWriting: (insert: Insert | null) => void;
}

function Lines({ draft, onChange, mergeFields, problems, onWriting }: LinesProps) {
  return (
    <>
      <WrittenLine
        label={t('email.editor.subject')}
        value={draft.subject}
        onChange={(subject) => onChange({ subject })}
        error={problems.subject}
        fields={mergeFields}
        onWriting={onWriting}
      />
      <WrittenLine
        label={t('email.editor.preheader')}
        description={draft.body.kind === 'plain' ? t('email.editor.preheader.why') : undefined}
        value={draft.preheader}
        onChange={(preheader) => onChange({ preheader })}
        error={problems.preheader}
        fields={mergeFields}
        onWriting={onWriting}
      />
    </>
  );
}

interface WithFieldsProps extends Pick<WriteViewProps, 'draft' | 'onChange'> {
  mergeFields: MessageDetail['mergeFields'];
  className: string;
  children: (insert: ReactNode, onWriting: (insert: Insert | null) => void) => ReactNode;
}

/** Inputs with one list of merge fields for all of them: a field is put where one was writing. */
function WithFields({ draft, onChange, mergeFields, className, children }: WithFieldsProps) {
  const writing = useRef<HTMLInputElement | HTMLTextAreaElement | Insert | null>(null);
  const insertField = (path: string): void => {
    const input = writing.current;
    if (typeof input === 'function') return input(path);
    if (!input?.dataset.writes)
      return onChange({ subject: inserted(draft.subject, path, draft.subject.length, draft.subject.length).text });
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
  const remember = (event: FocusEvent<HTMLElement>): void => {
    const input = event.target;
    if ((input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) && input.dataset.writes) writing.current = input;
  };
  return (
    <div className={className} onFocusCapture={remember}>
      {children(<InsertField fields={mergeFields} onChoose={insertField} />, (insert) => {
        writing.current = insert;
      })}
    </div>
  );
}

/** Changes an input as typing would, so that the component that holds its value hears of it. */
function typeInto(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype = input instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
