import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { standingsQuery, type Standing } from './automation-data.ts';
import classes from './record-automations.module.css';

/** On which maps a record stands, on its own page. */
export function RecordAutomations({ object, recordId }: { object: ObjectType; recordId: number }) {
  const path = usePath();
  const { data: standings } = useQuery(standingsQuery(useAccountId(), object.id, recordId));
  if (!standings) return null;
  return (
    <section className={classes.sheet} aria-label={t('automations.record')}>
      <h2>{t('automations.record')}</h2>
      {standings.length === 0 && <Text c="dimmed">{t('automations.record.none')}</Text>}
      <ul className={classes.list}>
        {standings.map((standing) => (
          <li key={`${standing.automationId}-${standing.stepId}`}>
            <Anchor
              component={Link}
              to={path(`/automations/${standing.automationId}`)}
              search={{ mode: 'performance', follow: String(recordId) } as never}
            >
              {standing.automation}
            </Anchor>
            <span className={classes.when}>
              <Where standing={standing} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Where({ standing }: { standing: Standing }) {
  if (standing.state === 'failed') {
    return (
      <span className={classes.failed} title={standing.failure ?? undefined}>
        {t('automations.record.aside')}
      </span>
    );
  }
  if (standing.isHeld || standing.isPaused) return t('automations.status.paused');
  if (standing.state === 'resting') return t('seeing.people.resting');
  if (standing.state === 'ready') return t('automations.record.moving');
  if (standing.dueAt === null) return t('seeing.record.waits');
  return (
    <>
      {t('automations.record.goesOn')} <RelativeTime time={standing.dueAt} />
    </>
  );
}
