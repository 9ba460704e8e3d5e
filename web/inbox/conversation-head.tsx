import { Anchor, Button, Menu } from '@mantine/core';
import { IconCheck, IconClock, IconDots, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConversationDetail } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useObjects } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { colleaguesQuery } from '../records/index.tsx';
import { showDone } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { closeAffected } from './close-affected.ts';
import { inboxesQuery } from './inbox-data.ts';
import classes from './inbox.module.css';
import type { InboxWork } from './use-inbox-work.ts';

interface HeadProps {
  conversation: ConversationDetail;
  work: InboxWork;
}

/** Who a conversation is with and about what, whose it is, and what can be done with it. */
export function ConversationHead({ conversation, work }: HeadProps) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const { data: inboxes = [] } = useQuery(inboxesQuery(useAccountId()));
  const { subject, state, assigneeId, inboxId, snoozedUntil } = conversation;
  const assignee = colleagues.find(({ id }) => id === assigneeId)?.name;
  const inbox = inboxes.find(({ id }) => id === inboxId)?.name;
  return (
    <header className={classes.head}>
      <div className={classes.about}>
        <h2 dir="auto">{subject || t('inbox.noSubject')}</h2>
        <p>
          <Writer conversation={conversation} work={work} />
          {inboxes.length > 1 && inbox && <span>{inbox}</span>}
          {state !== 'open' && <span>{t(`inbox.state.${state}`)}</span>}
          {snoozedUntil && <RelativeTime time={snoozedUntil} />}
        </p>
      </div>
      <div className={classes.acts}>
        <Button size="compact-md" variant="default" leftSection={<IconUserPlus size={16} />} onClick={() => work.setDialog('assign')}>
          {assignee ?? t('inbox.assign')}
        </Button>
        {state === 'closed' ? (
          <Button size="compact-md" variant="default" onClick={() => void work.run(work.calls.reopen([conversation.id]))}>
            {t('inbox.reopen')}
          </Button>
        ) : (
          <>
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconClock size={16} />}
              onClick={() => work.setDialog('snooze')}
              className={classes.wide}
            >
              {t('inbox.snooze')}
            </Button>
            <Button size="compact-md" variant="default" leftSection={<IconCheck size={16} />} onClick={() => closeAffected(work)}>
              {t('inbox.close')}
            </Button>
          </>
        )}
        <MoreActions conversation={conversation} work={work} />
      </div>
    </header>
  );
}

function Writer({ conversation, work }: HeadProps) {
  const path = usePath();
  const objects = useObjects();
  const { record, name, address } = conversation;
  const key = objects.find(({ id }) => id === record?.objectId)?.key;
  if (record && key) {
    return (
      <Anchor component={Link} to={path(`/records/${key}/${record.id}`)} dir="auto">
        {name}
      </Anchor>
    );
  }
  return (
    <>
      <span dir="auto">{name === address || !address ? name : `${name} <${address}>`}</span>
      {address && (
        <Anchor
          component="button"
          type="button"
          onClick={() => void work.run(work.calls.take(conversation.id), () => showDone(t('inbox.taken', { name })))}
        >
          {t('inbox.take')}
        </Anchor>
      )}
    </>
  );
}

function MoreActions({ conversation: { id, address, state, others }, work }: HeadProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-md" variant="default" aria-label={t('inbox.moreActions')}>
          <IconDots size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {state !== 'closed' && <Menu.Item onClick={() => work.setDialog('snooze')}>{t('inbox.snooze')}</Menu.Item>}
        <Menu.Item onClick={() => work.setDialog('move')}>{t('inbox.move')}</Menu.Item>
        <Menu.Item onClick={() => work.setDialog('merge')} disabled={others.length === 0}>
          {t('inbox.merge')}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            work.goTo(undefined);
            void work.run(work.calls.read(id, 0));
          }}
        >
          {t('inbox.markUnread')}
        </Menu.Item>
        {address && (
          <Menu.Item color="bad" onClick={() => work.setDialog('spam')}>
            {t('inbox.spam')}
          </Menu.Item>
        )}
        {others.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('inbox.others')}</Menu.Label>
            {others.slice(0, 5).map((other) => (
              <Menu.Item key={other.id} onClick={() => work.goTo(other.id, true)}>
                {other.subject || t('inbox.noSubject')}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
