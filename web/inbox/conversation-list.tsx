import { Avatar, Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ConversationLine } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { colleaguesQuery } from '../records/index.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './inbox.module.css';
import type { InboxWork } from './use-inbox-work.ts';

/** Conversations, the latest first; more of them come as one gets to the end. */
export function ConversationList({ work }: { work: InboxWork }) {
  const { lines, list } = work;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || !end.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), { rootMargin: '600px' });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <section className={classes.list} aria-label={t('inbox.list')} tabIndex={0}>
      <ol>
        {lines.map((line) => (
          <Line key={line.id} line={line} work={work} />
        ))}
      </ol>
      <div ref={end} />
      {hasNextPage && (
        <Button variant="subtle" m="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </section>
  );
}

function Line({ line, work }: { line: ConversationLine; work: InboxWork }) {
  const row = useRef<HTMLLIElement>(null);
  const isCurrent = line.id === work.currentId;
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={row} className={classes.row} data-unread={line.isUnread || undefined} aria-current={isCurrent || undefined}>
      <span className={classes.mark}>
        <Checkbox
          size="xs"
          aria-label={t('inbox.select', { name: line.name })}
          checked={work.chosen.has(line.id)}
          onChange={() => work.toggle(line.id)}
        />
        {line.isUnread && <span className={classes.dot} role="img" aria-label={t('inbox.unread')} />}
      </span>
      <button type="button" className={classes.said} onClick={() => work.goTo(line.id, true)}>
        <span className={classes.who}>
          <strong dir="auto">{line.name}</strong>
          {line.entryCount > 1 && <span className={classes.times}>{line.entryCount}</span>}
        </span>
        <span className={classes.subject} dir="auto">
          {line.subject || t('inbox.noSubject')}
        </span>
        <span className={classes.excerpt} dir="auto">
          {line.hasDraft && <em>{t('inbox.draft')} </em>}
          {line.excerpt}
        </span>
      </button>
      <span className={classes.aside}>
        <RelativeTime time={line.lastAt} />
        <Assignee userId={line.assigneeId} />
      </span>
    </li>
  );
}

/** Whose a conversation is, by face. */
function Assignee({ userId }: { userId: number | null }) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const name = colleagues.find(({ id }) => id === userId)?.name;
  if (!name) return null;
  return <Avatar size={20} radius="xl" color="sea" name={name} title={name} role="img" aria-label={t('inbox.assignee') + ` ${name}`} />;
}
