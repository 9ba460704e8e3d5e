import { Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import type { Names } from '../automations/index.tsx';
import classes from './leads.module.css';
import type { TriedRouter } from './leads-data.ts';

/** Who would get the next ten records, if they came now. */
export function RouterNext({
  tried,
  users,
  problem,
}: {
  tried: TriedRouter | undefined;
  users: Names['users'];
  problem: string | undefined;
}) {
  const nameOf = ({ to, by }: TriedRouter['next'][number]): string => {
    if (to !== null) return users.find(({ id }) => id === to)?.name ?? t('leads.router.member.gone');
    return t(by === 'wait' ? 'leads.router.next.wait' : 'leads.router.next.leave');
  };
  return (
    <section className={classes.sheet} aria-label={t('leads.router.next')} aria-live="polite">
      <Text fw={620} mb={6}>
        {t('leads.router.next')}
      </Text>
      {problem && (
        <Text size="sm" c="bad">
          {problem}
        </Text>
      )}
      {!problem && tried && (
        <ol className={classes.top}>
          {tried.next.map((decision, place) => (
            <li key={place}>
              <span>{nameOf(decision)}</span>
              <span className={classes.number}>{place + 1}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
