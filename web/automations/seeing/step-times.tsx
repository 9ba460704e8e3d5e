import { t } from '../../app/messages/t.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { StandingPlace } from './seeing-data.ts';
import classes from './seeing.module.css';

/** At the foot of a step: when the person came by, how often, and whether they stand there now. */
export function StepTimes({ times, standing }: { times: readonly string[]; standing: StandingPlace | undefined }) {
  return (
    <span className={classes.numbers}>
      {standing && (
        <span className={classes.number} data-tone={standing.state === 'failed' ? 'failed' : 'now'}>
          {t(standing.state === 'failed' ? 'seeing.follow.aside' : 'seeing.follow.here')}
        </span>
      )}
      {times[0] && (
        <span className={classes.number} data-tone="quiet">
          <RelativeTime time={times[0]} />
        </span>
      )}
      {times.length > 1 && <span className={classes.number}>{t('seeing.people.times', { count: times.length })}</span>}
    </span>
  );
}
