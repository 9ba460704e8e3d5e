import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useCan } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { ofRecordQuery } from './inbox-data.ts';
import classes from './inbox.module.css';
import { StartDrawer } from './start-drawer.tsx';

interface RecordConversationsProps {
  object: ObjectType;
  recordId: number;
}

/** What was said with a record, on its own page, and a way to write to it. */
export function RecordConversations({ object, recordId }: RecordConversationsProps) {
  const mayUse = useCan('inbox.use');
  return mayUse ? <Sheet object={object} recordId={recordId} /> : null;
}

function Sheet({ object, recordId }: RecordConversationsProps) {
  const path = usePath();
  const [isStarting, setStarting] = useState(false);
  const { data: conversations } = useQuery(ofRecordQuery(useAccountId(), object.id, recordId));
  if (!conversations) return null;
  return (
    <section className={classes.sheet} aria-label={t('inbox.record.title')}>
      <header>
        <h2>{t('inbox.record.title')}</h2>
        <Button variant="subtle" size="compact-sm" onClick={() => setStarting(true)}>
          {t('inbox.start')}
        </Button>
      </header>
      {conversations.length === 0 && (
        <Text c="dimmed" size="sm">
          {t('inbox.record.none')}
        </Text>
      )}
      <ul>
        {conversations.map(({ id, subject, state, lastAt }) => (
          <li key={id}>
            <Anchor component={Link} to={path('/inbox')} search={{ c: String(id), state: 'any' } as never} size="sm" dir="auto">
              {subject || t('inbox.noSubject')}
            </Anchor>
            <RelativeTime time={lastAt} />
            <span>{t(`inbox.state.${state}`)}</span>
          </li>
        ))}
      </ul>
      {isStarting && <StartDrawer record={{ objectId: object.id, recordId }} onClose={() => setStarting(false)} />}
    </section>
  );
}
