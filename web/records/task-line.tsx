import { Anchor, Checkbox, Group, Menu, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { later } from '../app/later.tsx';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useDrawer, usePath } from '../app/url.ts';
import { showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { afterCompleting } from './after-completing.ts';
import { colleaguesQuery, type Task, taskCalls } from './data.ts';

const CompleteDialog = later(async () => (await import('./complete-dialog.tsx')).CompleteDialog);

const OUTCOMES = ['done', 'later', 'no', 'noAnswer'] as const;

/** A task in a line: its box asks what came of it; its details open behind its subject. */
export function TaskLine({ task, hasRecord }: { task: Task; hasRecord?: boolean }) {
  const account = useAccount();
  const drawer = useDrawer();
  const path = usePath();
  const object = useObjects().find(({ id }) => id === task.objectId);
  const { data: colleagues } = useQuery(colleaguesQuery(useAccountId()));
  const isLate = task.status === 'pending' && task.dueAt !== null && task.dueAt < account.now;
  // Whose it is goes without saying where it is the viewer's own.
  const assignee = task.assigneeId === account.user.id ? undefined : colleagues?.find(({ id }) => id === task.assigneeId)?.name;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <CompleteBox task={task} />
      <div style={{ minInlineSize: 0 }}>
        <Anchor
          component="button"
          type="button"
          ta="start"
          c="var(--qs-ink)"
          onClick={() => drawer.open(`task/${task.objectId}-${task.recordId}-${task.id}`)}
        >
          {task.subject}
        </Anchor>
        <Text size="sm" c="dimmed">
          {hasRecord && object && (
            <>
              <Anchor component={Link} to={path(`/records/${object.key}/${task.recordId}`)} size="sm">
                {task.recordName || t('records.unnamed')}
              </Anchor>
              {' · '}
            </>
          )}
          {task.dueAt && (
            <Text span c={isLate ? 'bad' : undefined} inherit>
              <Due at={task.dueAt} now={account.now} />
            </Text>
          )}
          {task.dueAt && assignee && ' · '}
          {assignee}
          {task.outcome && ` · ${task.outcome}`}
        </Text>
      </div>
    </Group>
  );
}

const NOW_MS = 60_000;

/** When it is or was to be done, in words. */
function Due({ at, now }: { at: string; now: string }) {
  const late = new Date(now).getTime() - new Date(at).getTime();
  if (Math.abs(late) < NOW_MS) return t('records.tasks.now');
  return (
    <>
      {late > 0 ? t('records.tasks.late') : t('records.tasks.due')} <RelativeTime time={at} />
    </>
  );
}

/** Completing a task says what came of it; where its template asks for more, in a dialog of its own. */
function CompleteBox({ task }: { task: Task }) {
  const [isAsking, setAsking] = useState(false);
  const api = useApi();
  const refresh = useRefresh();
  const complete = async (outcome: string): Promise<void> => {
    try {
      const { failed } = await taskCalls(api).complete(task.id, { outcome });
      await afterCompleting({ task, failed, reopen: () => taskCalls(api).reopen(task.id), refresh });
    } catch (error) {
      showProblem(error as Error);
    }
  };
  const box = (
    <Checkbox
      mt={2}
      aria-label={t('records.tasks.complete', { subject: task.subject })}
      checked={task.status === 'complete'}
      disabled={task.status !== 'pending'}
      onChange={() => task.templateId !== null && setAsking(true)}
    />
  );
  if (task.templateId !== null) {
    return (
      <>
        {box}
        {isAsking && <CompleteDialog task={task} onClose={() => setAsking(false)} onDone={() => setAsking(false)} />}
      </>
    );
  }
  return (
    <Menu position="bottom-start" disabled={task.status !== 'pending'}>
      <Menu.Target>{box}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('records.tasks.outcome')}</Menu.Label>
        {OUTCOMES.map((outcome) => (
          <Menu.Item key={outcome} onClick={() => void complete(t(`records.tasks.outcome.${outcome}`))}>
            {t(`records.tasks.outcome.${outcome}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
