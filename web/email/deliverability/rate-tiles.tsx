import { type DeliveryCounts, PUBLISHED_LIMITS, standingOf } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { RATES, shareText, type Rate } from './deliverability-data.ts';
import classes from './deliverability.module.css';
import { formatNumber } from '../../ui/numbers.ts';

const STATES = { good: 'good', warn: 'warn', bad: 'bad', unknown: 'quiet' } as const;

/** What was sent, and the rates of what became of it; where providers publish limits, how each stands to them. */
export function RateTiles({ total }: { total: DeliveryCounts }) {
  return (
    <dl className={classes.tiles}>
      <div className={classes.tile}>
        <dt>{t('deliverability.sent')}</dt>
        <dd className={classes.number}>{formatNumber(total.sent)}</dd>
      </div>
      {RATES.map((rate) => (
        <Tile key={rate} rate={rate} total={total} />
      ))}
    </dl>
  );
}

function Tile({ rate, total }: { rate: Rate; total: DeliveryCounts }) {
  const limited = rate === 'bounced' || rate === 'complained' ? rate : null;
  const standing = limited && standingOf(limited, total[limited], total.sent);
  return (
    <div className={classes.tile}>
      <dt>{t(`deliverability.${rate}`)}</dt>
      <dd className={classes.number}>{shareText(rate, total[rate], total.sent)}</dd>
      <dd className={classes.part}>{formatNumber(total[rate])}</dd>
      {limited && standing && (
        <>
          <dd>
            <StatusBadge state={STATES[standing]}>{t(`deliverability.standing.${standing}`)}</StatusBadge>
          </dd>
          <dd className={classes.part}>
            {t('deliverability.limit', {
              aim: shareText('limit', PUBLISHED_LIMITS[limited].aim, 1),
              most: shareText('limit', PUBLISHED_LIMITS[limited].most, 1),
            })}
          </dd>
        </>
      )}
    </div>
  );
}
