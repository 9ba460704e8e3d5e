import { t } from '../../../app/messages/t.ts';
import type { Overlay } from '../../canvas/overlay.ts';
import classes from '../seeing.module.css';
import type { MapWords } from '../words-of.ts';
import type { Simulated } from './simulation-data.ts';
import { formatNumber, formatShare } from '../../../ui/numbers.ts';

/** What a run found, drawn over the map: who would come to each element and go each way, beside what another run found. */
export function simulatedOverlay(found: Simulated, before: Simulated | null, words: MapWords): Overlay {
  const steps = new Map(found.steps.map((step) => [step.id, step]));
  const earlier = new Map(before?.steps.map((step) => [step.id, step]));
  const most = Math.max(1, found.entered, ...found.steps.flatMap(({ exits }) => exits));
  return {
    node(id) {
      if (id !== 0 && words.isTrigger(id)) return null;
      const step = steps.get(id);
      const arrived = step?.arrived ?? 0;
      const label = id === 0 ? t('seeing.entered', { count: arrived }) : t('simulation.came', { count: arrived, step: words.ofPlace(id) });
      const was = before ? (earlier.get(id)?.arrived ?? 0) : undefined;
      return (
        <div className={classes.numbers} role="group" aria-label={t('simulation.numbers', { step: words.ofPlace(id) })}>
          {step && step.standing > 0 && (
            <span className={classes.number} data-tone="now" title={t('simulation.standing')}>
              {formatNumber(step.standing)}
            </span>
          )}
          {step && step.failed > 0 && (
            <span className={classes.number} data-tone="failed" title={t('simulation.setAside')}>{`! ${formatNumber(step.failed)}`}</span>
          )}
          <span className={classes.number} title={label}>
            {formatNumber(arrived)}
          </span>
          {found.entered > 0 && id !== 0 && (
            <span className={classes.number} data-tone="quiet">
              {formatShare(arrived / found.entered)}
            </span>
          )}
          {was !== undefined && was !== arrived && (
            <span className={classes.number} data-tone={arrived > was ? 'more' : 'less'}>
              {t('simulation.before', { value: formatNumber(was) })}
            </span>
          )}
        </div>
      );
    },
    edge(id, exit) {
      if (id === 0) return { weight: found.entered / most };
      const step = steps.get(id);
      const count = step?.exits[exit] ?? 0;
      const ways = words.ofExits(id).length;
      const isFork = words.steps.find((one) => one.id === id)?.kind === 'fork';
      const left = isFork ? (step?.arrived ?? 0) : (step?.exits.reduce((sum, each) => sum + each, 0) ?? 0);
      if (count === 0 && ways < 2) return { weight: 0 };
      return {
        weight: count / most,
        label: (
          <span className={classes.way} title={t('simulation.left', { count, step: words.ofWay(id, exit) })}>
            <span>{formatNumber(count)}</span>
            {ways > 1 && left > 0 && <span className={classes.share}>{formatShare(count / left)}</span>}
          </span>
        ),
      };
    },
  };
}
