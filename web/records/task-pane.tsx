import { Alert, Anchor, Button, Group, Kbd, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { useAccountId, useObjects } from '../app/session.ts';
import { useDrawer, usePath } from '../app/url.ts';
import { showDone } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { recordQuery, type Task } from './data.ts';
import { LogCallButton } from './log-call-button.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordNotes } from './record-notes.tsx';
import { taskQuery } from './tasks-data.ts';
import classes from './tasks.module.css';
import type { TaskWork } from './use-task-work.ts';

/** The task at hand, what can be done with it, and its record beside it. */
export function TaskPane({ task, work }: { task: Task; work: TaskWork }) {
  const { data: shown } = useQuery(taskQuery(useAccountId(), task.id));
  const drawer = useDrawer();
  return (
    <section className={classes.pane} aria-label={t('tasks.open')}>
      <Button variant="subtle" leftSection={<IconArrowLeft size={16} />} onClick={() => work.goTo(undefined)} className={classes.back}>
        {t('tasks.back')}
      </Button>
      <h2>{task.subject}</h2>
      <Text c="dimmed" size="sm">
        {task.status === 'pending' ? (
          task.dueAt ? (
            <>
              {t('records.tasks.due')} <RelativeTime time={task.dueAt} />
            </>
          ) : (
            t('tasks.noDate')
          )
        ) : (
          [task.outcome, task.note].filter(Boolean).join(' · ')
        )}
        {task.recurrence && ` · ${t('tasks.repeats')}`}
      </Text>
      {task.body && <p className={classes.body}>{task.body}</p>}
      <Failures task={task} work={work} />
      <Group gap="xs">
        <Actions task={task} work={work} />
        <Button
          variant="subtle"
          onClick={() => drawer.open(`task/${task.objectId}-${task.recordId}-${task.id}`)}
          disabled={task.objectId === null}
        >
          {t('tasks.edit')}
        </Button>
      </Group>
      {task.objectId !== null && task.recordId !== null && shown?.version && (
        <RecordBeside objectId={task.objectId} recordId={task.recordId} />
      )}
    </section>
  );
}

function Actions({ task, work }: { task: Task; work: TaskWork }) {
  if (task.status !== 'pending') {
    return (
      <Button
        variant="default"
        onClick={() => void work.run(work.calls.reopen(task.id)).then(() => showDone(t('tasks.reopened', { subject: task.subject })))}
      >
        {t('tasks.reopen')}
      </Button>
    );
  }
  return (
    <>
      <Keyed letter="c" isMain onClick={() => work.setDialog('complete')}>
        {t('tasks.complete')}
      </Keyed>
      {task.assigneeId === null && (
        <Keyed letter="t" onClick={() => void work.run(work.calls.claim(task.id))}>
          {t('tasks.claim')}
        </Keyed>
      )}
      <Keyed letter="r" onClick={() => work.setDialog('reschedule')}>
        {t('tasks.reschedule')}
      </Keyed>
      <Keyed letter="a" onClick={() => work.setDialog('assign')}>
        {t('tasks.assign')}
      </Keyed>
      <Button variant="subtle" onClick={() => work.setDialog('cancel')}>
        {t('tasks.cancel')}
      </Button>
    </>
  );
}

function Keyed({ letter, isMain, onClick, children }: { letter: string; isMain?: boolean; onClick: () => void; children: string }) {
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      onClick={onClick}
      rightSection={
        <Kbd aria-hidden visibleFrom="md">
          {letter}
        </Kbd>
      }
      aria-keyshortcuts={letter}
    >
      {children}
    </Button>
  );
}

/** What an outcome should have set off and could not, and another try. */
function Failures({ task, work }: { task: Task; work: TaskWork }) {
  if (task.failures.length === 0) return null;
  const retry = async (): Promise<void> => {
    const { failed } = await work.calls.retry(task.id);
    showDone(t('tasks.retried', { failed }));
  };
  return (
    <Alert color="bad" variant="light" title={t('tasks.failed')}>
      <ul>
        {task.failures.map(({ kind, sentence }) => (
          <li key={kind + sentence}>{sentence}</li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => void work.run(retry())}>
        {t('tasks.retry')}
      </Button>
    </Alert>
  );
}

function RecordBeside({ objectId, recordId }: { objectId: number; recordId: number }) {
  const object = useObjects().find(({ id }) => id === objectId);
  const { data: record } = useQuery(recordQuery(useAccountId(), objectId, recordId));
  const path = usePath();
  if (!object || !record) return null;
  return (
    <>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={path(`/records/${object.key}/${recordId}`)} fw={560} aria-keyshortcuts="e">
          {record.name || t('records.unnamed')}
        </Anchor>
        {object.person && <LogCallButton object={object} recordId={recordId} recordName={record.name} mayEdit={record.may.edit} />}
      </Group>
      <RecordNotes object={object} record={record} />
      <RecordFields object={object} record={record} />
    </>
  );
}
