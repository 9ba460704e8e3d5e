import { Button, Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { closeAffected } from './close-affected.ts';
import classes from './inbox.module.css';
import type { InboxWork } from './use-inbox-work.ts';

/** What can be done with the chosen conversations at once. */
export function InboxBulk({ work }: { work: InboxWork }) {
  if (work.chosen.size === 0) return null;
  const count = work.chosen.size;
  return (
    <section className={classes.bulk} aria-label={t('inbox.bulk.count', { count })}>
      <Text fw={560}>{t('inbox.bulk.count', { count })}</Text>
      <Button size="compact-md" onClick={() => closeAffected(work)}>
        {t('inbox.close')}
      </Button>
      {(['assign', 'snooze', 'move'] as const).map((dialog) => (
        <Button key={dialog} size="compact-md" variant="default" onClick={() => work.setDialog(dialog)}>
          {t(`inbox.${dialog}`)}
        </Button>
      ))}
      <Button size="compact-md" variant="subtle" onClick={() => work.setChosen(new Set())}>
        {t('inbox.bulk.none')}
      </Button>
    </section>
  );
}
