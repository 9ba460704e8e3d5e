import { Alert, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ConversationDetail } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { colleaguesQuery, type Person } from '../records/index.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Composer } from './composer.tsx';
import { ConversationHead } from './conversation-head.tsx';
import { Entry } from './entry.tsx';
import { conversationQuery } from './inbox-data.ts';
import classes from './inbox.module.css';
import { useAnswering } from './use-answering.ts';
import type { InboxWork } from './use-inbox-work.ts';

/** The conversation at hand: who it is with, what was said, and what to say next. */
export function ConversationPane({ id, work }: { id: number; work: InboxWork }) {
  const { data, error, refetch } = useQuery(conversationQuery(useAccountId(), id));
  const people = useAnswering(id, work.mode === 'answer');
  return (
    <section className={classes.pane} aria-label={t('inbox.with', { name: data?.name ?? '' })}>
      <Button variant="subtle" leftSection={<IconArrowLeft size={16} />} onClick={() => work.goTo(undefined)} className={classes.back}>
        {t('inbox.back')}
      </Button>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Opened conversation={data} people={people} work={work} />}
    </section>
  );
}

interface OpenedProps {
  conversation: ConversationDetail;
  people: readonly Person[];
  work: InboxWork;
}

function Opened({ conversation, people, work }: OpenedProps) {
  const { entries } = conversation;
  const newest = entries.at(-1)?.id ?? 0;
  useReading(conversation, newest, work);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [newest]);
  return (
    <>
      <ConversationHead conversation={conversation} work={work} />
      <div className={classes.entries} role="log" aria-label={t('inbox.with', { name: conversation.name })} tabIndex={0}>
        {conversation.blocked && <Alert color="warn">{t('inbox.blocked', { value: conversation.blocked })}</Alert>}
        <ol>
          {entries.map((entry, at) => (
            <Entry key={entry.id} conversation={conversation} entry={entry} isLatest={at === entries.length - 1} />
          ))}
        </ol>
        <div ref={end} />
      </div>
      <Here people={people} />
      <Composer conversation={conversation} work={work} />
    </>
  );
}

/** What is open in front of somebody is read. */
function useReading({ id, isUnread }: ConversationDetail, newest: number, { calls, again }: InboxWork): void {
  const told = useRef(0);
  useEffect(() => {
    if (!isUnread || newest === 0 || told.current === newest || document.hidden) return;
    told.current = newest;
    calls.read(id, newest).then(again, () => undefined);
  }, [id, isUnread, newest, calls, again]);
}

/** Who else has the conversation open; whoever is answering is warned of, so that nobody is answered twice. */
function Here({ people }: { people: readonly Person[] }) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const first = people.find(({ fieldId }) => fieldId !== null) ?? people[0];
  const name = colleagues.find(({ id }) => id === first?.userId)?.name ?? t('inbox.entry.somebody');
  return (
    <div role="status" className={classes.here} data-answering={(first?.fieldId ?? null) !== null || undefined}>
      {first &&
        (first.fieldId === null
          ? t('inbox.here.looking', { name })
          : `${t('inbox.here.answering', { name })}. ${t('inbox.here.answering.why')}`)}
    </div>
  );
}
