import { Anchor, Button, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { later } from '../later.tsx';
import { t } from '../messages/t.ts';
import { useAccount, useAccountId } from '../session.ts';
import { useDrawer, usePath } from '../url.ts';
import { unreadQuery } from '../../notifications/notifications-data.ts';
import { myTasksQuery } from '../../records/data.ts';
import { Section } from '../../ui/page-header.tsx';
import { failuresQuery } from './home-data.ts';
import classes from './home.module.css';

const TaskLine = later(async () => (await import('../../records/task-line.tsx')).TaskLine);

const DAY_MS = 86_400_000;
const SHOWN = 8;

/** What I was told and have not read, tasks that are late or due within a day, and letters that failed. */
export function NeedsMe() {
  const accountId = useAccountId();
  const account = useAccount();
  const path = usePath();
  const { data } = useQuery(myTasksQuery(accountId));
  const { data: failed = [] } = useQuery(failuresQuery(accountId));
  const { data: told } = useQuery(unreadQuery(accountId));
  const drawer = useDrawer();
  const soon = new Date(new Date(account.now).getTime() + DAY_MS).toISOString();
  const tasks = data?.tasks.filter(({ dueAt }) => dueAt === null || dueAt < soon) ?? [];
  const first = tasks.slice(0, SHOWN);
  const unread = told?.unread ?? 0;
  return (
    <Section
      title={t('home.needsMe')}
      actions={
        (data?.tasks.length ?? 0) > 0 && (
          <Anchor component={Link} to={path('/tasks')} size="sm">
            {t('home.needsMe.all', { count: data?.tasks.length ?? 0 })}
          </Anchor>
        )
      }
    >
      {tasks.length === 0 && failed.length === 0 && unread === 0 && <Text c="dimmed">{t('home.needsMe.none')}</Text>}
      {unread > 0 && (
        <Button
          variant="light"
          fullWidth
          justify="start"
          mb="xs"
          leftSection={<IconBell size={16} />}
          onClick={() => drawer.open('notifications/all')}
        >
          {t('home.needsMe.told', { count: unread })}
        </Button>
      )}
      <ul className={classes.list}>
        {first.map((task) => (
          <li key={task.id}>
            <TaskLine task={task} hasRecord />
          </li>
        ))}
        {failed.map((letter) => (
          <li key={letter.id}>
            <Anchor component={Link} to={path(`/outbox/${letter.id}`)} c="bad">
              {t('home.needsMe.failed', { name: letter.recordName || t('records.unnamed') })}
            </Anchor>
            <Text size="sm" c="dimmed">
              {[letter.subject, letter.reason].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
