import { SegmentedControl } from '@mantine/core';
import { type Deliverability, PUBLISHED_LIMITS } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useUrlState } from '../../app/url.ts';
import { RATES, shareText, type Rate } from './deliverability-data.ts';
import classes from './deliverability.module.css';
import { formatNumber } from '../../ui/numbers.ts';
import { formatShortDay } from '../../ui/time.ts';

const HEIGHT = 100;
const GAP = 0.25;

/** One rate, day by day, with the limits providers publish drawn across it. */
export function DayChart({ days }: { days: Deliverability['byDay'] }) {
  const [chosen, setRate] = useUrlState('rate', 'bounced');
  const rate = (RATES.find((each) => each === chosen) ?? 'bounced') as Rate;
  const limits = rate === 'bounced' || rate === 'complained' ? PUBLISHED_LIMITS[rate] : null;
  const shareOf = (day: Deliverability['byDay'][number]): number => (day.sent === 0 ? 0 : day[rate] / day.sent);
  const top = Math.max(...days.map(shareOf), limits ? limits.most * 1.25 : 0.0001);
  return (
    <>
      <div className={classes.scroll}>
        <SegmentedControl
          aria-label={t('deliverability.rate')}
          value={rate}
          onChange={setRate}
          data={RATES.map((value) => ({ value, label: t(`deliverability.${value}`) }))}
        />
      </div>
      <div className={classes.plot}>
        <svg
          className={classes.chart}
          viewBox={`0 0 ${days.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('deliverability.chart', { what: t(`deliverability.${rate}`) })}
        >
          {days.map((day, at) => {
            const height = (shareOf(day) / top) * HEIGHT;
            return (
              <rect key={day.day} className={classes.bar} x={at + GAP / 2} width={1 - GAP} y={HEIGHT - height} height={height}>
                <title>
                  {t('deliverability.chart.day', {
                    day: formatShortDay(day.day),
                    share: shareText(rate, day[rate], day.sent),
                    sent: formatNumber(day.sent),
                  })}
                </title>
              </rect>
            );
          })}
          {limits &&
            (['aim', 'most'] as const).map((limit) => {
              const y = HEIGHT - (limits[limit] / top) * HEIGHT;
              return <line key={limit} className={classes.limit} data-limit={limit} x1={0} x2={days.length} y1={y} y2={y} />;
            })}
        </svg>
        {limits &&
          (['aim', 'most'] as const).map((limit) => (
            <span
              key={limit}
              className={classes.mark}
              data-limit={limit}
              style={{ insetBlockStart: `${100 - (limits[limit] / top) * 100}%` }}
            >
              {t(`deliverability.chart.${limit}`, { share: shareText('limit', limits[limit], 1) })}
            </span>
          ))}
      </div>
      <div className={classes.axis}>
        <span>{days[0] && formatShortDay(days[0].day)}</span>
        {days.length > 1 && <span>{formatShortDay(days.at(-1)!.day)}</span>}
      </div>
    </>
  );
}
