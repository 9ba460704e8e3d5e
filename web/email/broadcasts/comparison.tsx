import { Group, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../../app/messages/t.ts';
import { usePath } from '../../app/url.ts';
import { Section } from '../../ui/page-header.tsx';
import { type ListedBroadcast } from './broadcast-data.ts';
import classes from './broadcasts.module.css';
import { formatShareOf } from '../../ui/numbers.ts';

const SHOWN = 16;

/** The shares of opens and clicks of the latest broadcasts, the earliest first. */
export function Comparison({ broadcasts }: { broadcasts: readonly ListedBroadcast[] }) {
  const path = usePath();
  const shown = broadcasts.slice(0, SHOWN).toReversed();
  const most = Math.max(...shown.map(({ rates }) => Math.max(rates.opened, rates.clicked) / rates.delivered), 0.01);
  const height = (part: number, whole: number): string => `${(82 * part) / whole / most}%`;
  return (
    <Section
      title={t('broadcasts.compare')}
      description={t('broadcasts.compare.why')}
      actions={
        <Group gap="md">
          <span className={classes.key}>{t('broadcasts.column.opened')}</span>
          <span className={classes.key} data-second>
            {t('broadcasts.column.clicked')}
          </span>
        </Group>
      }
    >
      <ul className={classes.compare}>
        {shown.map(({ id, name, rates: { opened, clicked, delivered } }) => (
          <li key={id}>
            <Link to={path(`/messages/broadcasts/${id}`)} className={classes.pair}>
              <VisuallyHidden>
                {t('broadcasts.compare.of', { name, opened: formatShareOf(opened, delivered), clicked: formatShareOf(clicked, delivered) })}
              </VisuallyHidden>
              <span className={classes.columns} aria-hidden="true">
                <span className={classes.column} style={{ blockSize: height(opened, delivered) }}>
                  <span>{formatShareOf(opened, delivered)}</span>
                </span>
                <span className={classes.column} data-second style={{ blockSize: height(clicked, delivered) }}>
                  <span>{formatShareOf(clicked, delivered)}</span>
                </span>
              </span>
              <span className={classes.pairName} aria-hidden="true">
                {name}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
