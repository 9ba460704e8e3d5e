import { Alert, Stack, Text } from '@mantine/core';
import type { BroadcastReach } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { refusalText } from '../refusal-text.ts';
import { letterOf } from './broadcast-data.ts';
import classes from './broadcasts.module.css';
import { formatNumber } from '../../ui/numbers.ts';

/** Who would get it, and who not and why: the gate's own answer, counted before anything is sent. */
export function ReachPanel({ reach, isCounting, error }: { reach: BroadcastReach | undefined; isCounting: boolean; error: Error | null }) {
  if (error)
    return (
      <Alert color="bad" variant="light" role="alert">
        {error.message}
      </Alert>
    );
  if (!reach) return <Text c="dimmed">{t(isCounting ? 'broadcasts.reach.counting' : 'broadcasts.reach.ask')}</Text>;
  const { total, reached, sameAddress, refused, problems } = reach;
  return (
    <Stack gap="sm" aria-live="polite" aria-busy={isCounting} style={isCounting ? { opacity: 0.6 } : undefined}>
      <div>
        <span className={classes.count}>{formatNumber(reached)}</span>{' '}
        <Text span c="dimmed">
          {t('broadcasts.reach.of', { count: formatNumber(total) })}
        </Text>
      </div>
      <div className={classes.bar} aria-hidden="true">
        <span style={{ inlineSize: `${total === 0 ? 0 : (100 * reached) / total}%` }} />
      </div>
      {reached === 0 && <Text>{t('broadcasts.reach.nobody')}</Text>}
      <ul className={classes.reasons}>
        {refused.map(({ reason, count }) => (
          <li key={reason}>
            <span>{refusalText(reason)}</span>
            <span className="tabular">{formatNumber(count)}</span>
          </li>
        ))}
        {sameAddress > 0 && (
          <li>
            <span>{t('broadcasts.reach.same')}</span>
            <span className="tabular">{formatNumber(sameAddress)}</span>
          </li>
        )}
      </ul>
      {problems.map(({ variant, sentence }) => (
        <Alert key={`${variant}${sentence}`} color="warn" variant="light" role="alert">
          {problems.length > 1 && `${t('broadcasts.variant', { letter: letterOf(variant) })}: `}
          {sentence}
        </Alert>
      ))}
    </Stack>
  );
}
