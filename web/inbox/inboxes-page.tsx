import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelView, InboxView } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { BlockedSenders } from './blocked-senders.tsx';
import { ChannelDrawer } from './channel-drawer.tsx';
import { inboxesQuery } from './inbox-data.ts';
import { InboxDrawer } from './inbox-drawer.tsx';
import classes from './inbox.module.css';

type Edited = { what: 'inbox'; inbox?: InboxView } | { what: 'channel'; inboxId: number; channel?: ChannelView };

/** The account's inboxes with the channels that feed them, and whose mail is kept out. */
export default function InboxesPage() {
  const { data: inboxes, error, refetch } = useQuery(inboxesQuery(useAccountId()));
  const [edited, setEdited] = useState<Edited | null>(null);
  const close = (): void => setEdited(null);
  return (
    <SettingsPage
      title={t('inbox.settings')}
      actions={<Button onClick={() => setEdited({ what: 'inbox' })}>{t('inbox.settings.add')}</Button>}
    >
      <Text c="dimmed" mb="md">
        {t('inbox.settings.sentence')}
      </Text>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!inboxes && !error && <Loading />}
      <div className={classes.queues}>
        {inboxes?.map((inbox) => (
          <InboxSheet key={inbox.id} inbox={inbox} onEdit={setEdited} />
        ))}
        <BlockedSenders />
      </div>
      {edited?.what === 'inbox' && <InboxDrawer inbox={edited.inbox} inboxes={inboxes ?? []} onClose={close} />}
      {edited?.what === 'channel' && (
        <ChannelDrawer inboxId={edited.inboxId} channel={edited.channel} inboxes={inboxes ?? []} onClose={close} />
      )}
    </SettingsPage>
  );
}

function InboxSheet({ inbox, onEdit }: { inbox: InboxView; onEdit: (edited: Edited) => void }) {
  return (
    <section className={classes.queue} aria-label={inbox.name}>
      <header>
        <h2>{inbox.name}</h2>
        <span>{inbox.isForAll ? t('inbox.settings.everybody') : t('inbox.settings.people', { count: inbox.userIds.length })}</span>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('inbox.settings.edit', { name: inbox.name })}
          onClick={() => onEdit({ what: 'inbox', inbox })}
        >
          {t('inbox.settings.change')}
        </Button>
      </header>
      <ul className={classes.channels} aria-label={t('inbox.channels')}>
        {inbox.channels.map((channel) => (
          <li key={channel.id}>
            <span>{channel.address ?? t('inbox.channel.replies')}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('inbox.channel.edit', { name: channel.address ?? t('inbox.channel.replies') })}
              onClick={() => onEdit({ what: 'channel', inboxId: inbox.id, channel })}
            >
              {t('inbox.settings.change')}
            </Button>
          </li>
        ))}
        <li>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onEdit({ what: 'channel', inboxId: inbox.id })}
            style={{ flex: 'none' }}
          >
            {t('inbox.channel.add')}
          </Button>
        </li>
      </ul>
    </section>
  );
}
