import { Anchor } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationDetail, EntryView } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useCan } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { colleaguesQuery, NoteBody } from '../records/index.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './inbox.module.css';
import { MailFrame } from './mail-frame.tsx';
import { formatBytes } from '../ui/numbers.ts';

interface EntryProps {
  conversation: ConversationDetail;
  entry: EntryView;
  isLatest: boolean;
}

/** One thing that was said: theirs at the beginning of the line, ours at its end, notes across. */
export function Entry({ conversation, entry, isLatest }: EntryProps) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const [isLaidOut, setLaidOut] = useState(false);
  const nameOf = (id: number | null): string => colleagues.find((one) => one.id === id)?.name ?? t('inbox.entry.somebody');
  const who = entry.kind === 'in' ? entry.name || entry.address || conversation.name : nameOf(entry.authorId);
  const isErased = entry.text === '' && entry.kind === 'in' && !entry.hasHtml && entry.address === null;
  return (
    <li className={classes.entry} data-kind={entry.kind} data-auto={entry.isAuto || undefined}>
      <div className={classes.envelope}>
        <strong dir="auto">
          {entry.kind === 'in' ? who : t(entry.kind === 'out' ? 'inbox.entry.answered' : 'inbox.entry.noted', { name: who })}
        </strong>
        {entry.isAuto && <span>{t('inbox.entry.auto')}</span>}
        {entry.status && <Status entry={entry} />}
        <RelativeTime time={entry.at} />
      </div>
      {isLaidOut ? (
        <MailFrame conversationId={conversation.id} entryId={entry.id} title={t('inbox.html.frame', { name: who })} />
      ) : (
        <Words entry={entry} isErased={isErased} isOpen={isLatest} nameOf={(id) => colleagues.find((one) => one.id === id)?.name} />
      )}
      {entry.hasHtml && (
        <Anchor component="button" type="button" size="xs" onClick={() => setLaidOut(!isLaidOut)}>
          {t(isLaidOut ? 'inbox.text' : 'inbox.html')}
        </Anchor>
      )}
      <Attachments entry={entry} />
    </li>
  );
}

interface WordsProps {
  entry: EntryView;
  isErased: boolean;
  isOpen: boolean;
  nameOf: (id: number) => string | undefined;
}

function Words({ entry, isErased, nameOf }: WordsProps) {
  if (isErased) return <p className={classes.erased}>{t('inbox.entry.erased')}</p>;
  return (
    <>
      <div className={classes.text} dir="auto">
        <NoteBody body={entry.text} nameOf={nameOf} />
      </div>
      {entry.quoted !== '' && (
        <details className={classes.quoted}>
          <summary>{t('inbox.quoted')}</summary>
          <div className={classes.text} dir="auto">
            {entry.quoted}
          </div>
        </details>
      )}
    </>
  );
}

const STATUSES = ['queued', 'captured', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'bounced'] as const;
const BAD = new Set(['failed', 'cancelled', 'bounced', 'uncertain']);

function Status({ entry: { status, deliveryId } }: { entry: EntryView }) {
  const go = useGo();
  const maySee = useCan('outbox.view');
  const known = STATUSES.find((one) => one === status);
  if (!known) return null;
  const words = t(`inbox.letter.${known}`);
  const isBad = BAD.has(known) || undefined;
  if (!maySee || deliveryId === null) return <span data-bad={isBad}>{words}</span>;
  return (
    <Anchor component="button" type="button" size="xs" data-bad={isBad} onClick={() => go(`/outbox/${deliveryId}`)}>
      {words}
    </Anchor>
  );
}

function Attachments({ entry: { attachments } }: { entry: EntryView }) {
  const api = useApi();
  if (attachments.length === 0) return null;
  return (
    <ul className={classes.files}>
      {attachments.map(({ name, bytes, url }) => {
        const size = formatBytes(bytes);
        return (
          <li key={url ?? name}>
            <IconPaperclip size={14} aria-hidden />
            {url ? (
              <a href={api.address(url)} download={name} aria-label={t('inbox.attachment', { name, size })}>
                {name}
              </a>
            ) : (
              name
            )}
            <span>{size}</span>
          </li>
        );
      })}
    </ul>
  );
}
