import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { useAccountId } from '../session.ts';
import { usePath } from '../url.ts';
import { Section } from '../../ui/page-header.tsx';
import { changesQuery } from './home-data.ts';
import classes from './home.module.css';

/** A week in numbers, and what runs. */
export function ThisWeek() {
  const path = usePath();
  const { data: changes } = useQuery(changesQuery(useAccountId()));
  if (!changes) return null;
  return (
    <>
      <Section title={t('home.week')}>
        <dl className={classes.figures}>
          <Figure label={t('home.week.contacts')} count={changes.newContacts} />
          <Figure label={t('home.week.opened')} count={changes.opened} />
        </dl>
      </Section>
      {changes.automations.length > 0 && (
        <Section title={t('home.running')}>
          <ul className={classes.list}>
            {changes.automations.map((automation) => (
              <li key={automation.id}>
                <Anchor component={Link} to={path(`/automations/${automation.id}`)}>
                  {automation.name}
                </Anchor>
                <Text size="sm" c="dimmed" className="tabular">
                  {t('home.running.people', { count: automation.standing })}
                  {automation.failed > 0 && (
                    <Text span inherit c="bad">
                      {' · '}
                      {t('home.running.failed', { count: automation.failed })}
                    </Text>
                  )}
                </Text>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Figure({ label, count }: { label: string; count: number }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>{t('ui.number', { count })}</dd>
    </div>
  );
}
