import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountKey, useApi } from '../app/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { conversationCalls } from './inbox-data.ts';
import classes from './inbox.module.css';

/** Somebody else's mail as they laid it out, in a frame in which nothing runs and from which nothing reaches this page. */
export function MailFrame({ conversationId, entryId, title }: { conversationId: number; entryId: number; title: string }) {
  const api = useApi();
  const [pictures, setPictures] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: useAccountKey('conversations', 'html', conversationId, entryId, pictures),
    queryFn: ({ signal }) => conversationCalls(api).html(conversationId, entryId, pictures, signal),
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.hasPictures && !pictures && (
        <p className={classes.pictures}>
          {t('inbox.pictures')}{' '}
          <Anchor component="button" type="button" size="xs" onClick={() => setPictures(true)}>
            {t('inbox.pictures.show')}
          </Anchor>
        </p>
      )}
      <iframe className={classes.frame} title={title} srcDoc={data.html} sandbox="allow-popups allow-popups-to-escape-sandbox" />
    </>
  );
}
