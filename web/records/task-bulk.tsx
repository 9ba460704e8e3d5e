import { Button, Menu, Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { showProblem } from '../ui/notice.ts';
import classes from './tasks.module.css';
import type { TaskWork } from './use-task-work.ts';

const OUTCOMES = ['done', 'later', 'no', 'noAnswer'] as const;

/** What can be done with the chosen tasks at once. */
export function TaskBulk({ work }: { work: TaskWork }) {
  if (work.chosen.size === 0) return null;
  const ids = [...work.chosen];
  const complete = (outcome: string): void => void work.change({ do: 'complete', ids, outcome }).catch(showProblem);
  return (
    <section className={classes.bulk} aria-label={t('tasks.chosen', { count: ids.length })}>
      <Text fw={560}>{t('tasks.chosen', { count: ids.length })}</Text>
      <Menu position="top-start">
        <Menu.Target>
          <Button size="compact-md">{t('tasks.completeOthers')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('tasks.outcome')}</Menu.Label>
          {OUTCOMES.map((outcome) => (
            <Menu.Item key={outcome} onClick={() => complete(t(`records.tasks.outcome.${outcome}`))}>
              {t(`records.tasks.outcome.${outcome}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-md" variant="default" onClick={() => work.setDialog('reschedule')}>
        {t('tasks.reschedule')}
      </Button>
      <Button size="compact-md" variant="default" onClick={() => work.setDialog('assign')}>
        {t('tasks.assign')}
      </Button>
      <Button size="compact-md" variant="subtle" onClick={() => work.setChosen(new Set())}>
        {t('ui.cancel')}
      </Button>
    </section>
  );
}
