import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { useDrawer } from '../app/url.ts';
import { type FullRecord, recordTasksQuery } from './data.ts';
import classes from './records.module.css';
import { TaskLine } from './task-line.tsx';

/** What is to do about this record. */
export function RecordTasks({ object, record }: { object: ObjectType; record: FullRecord }) {
  const drawer = useDrawer();
  const { data: tasks = [] } = useQuery(recordTasksQuery(useAccountId(), object.id, record.id));
  const open = tasks.filter(({ status }) => status === 'pending');
  return (
    <section className={classes.sheet} aria-label={t('records.tasks')}>
      <header className={classes.sheetHead}>
        <h2>{t('records.tasks')}</h2>
        <Button variant="subtle" size="compact-sm" onClick={() => drawer.open(`new-task/${object.id}-${record.id}`)}>
          {t('records.tasks.add')}
        </Button>
      </header>
      {open.length === 0 && (
        <Text className={classes.sheetBody} size="sm" c="dimmed">
          {t('records.tasks.none')}
        </Text>
      )}
      <ul className={classes.list}>
        {open.map((task) => (
          <li key={task.id}>
            <TaskLine task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}
