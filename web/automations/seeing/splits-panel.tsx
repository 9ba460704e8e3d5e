import { ActionIcon, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Automation } from '../automation-data.ts';
import { type SeenSplit, seeingCalls, type SplitVariant, splitsQuery } from './seeing-data.ts';
import classes from './seeing.module.css';
import type { MapWords } from './words-of.ts';
import { formatNumber, formatProbability, formatShare } from '../../ui/numbers.ts';

/** Below so many whose time is over nothing is said of a variant. */
const ENOUGH_DECIDED = 20;

interface SplitsPanelProps {
  automation: Automation;
  words: MapWords;
  isManager: boolean;
  onClose: () => void;
}

/** How the variants of each split did, how sure that is, and who chooses the winner. */
export function SplitsPanel({ automation, words, isManager, onClose }: SplitsPanelProps) {
  const { data, error, refetch } = useQuery(splitsQuery(useAccountId(), automation.id));
  return (
    <section className={classes.aside} aria-label={t('seeing.splits')}>
      <div className={classes.lineHead}>
        <h2>{t('seeing.splits')}</h2>
        <ActionIcon aria-label={t('ui.close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <p className={classes.verdict}>{t('seeing.splits.none')}</p>}
      {data?.map((split) => (
        <Split key={split.stepId} split={split} automation={automation} words={words} isManager={isManager} />
      ))}
    </section>
  );
}

function Split({ split, automation, words, isManager }: { split: SeenSplit } & Omit<SplitsPanelProps, 'onClose'>) {
  const calls = seeingCalls(useApi());
  const refresh = useRefresh();
  const choose = useMutation({
    mutationFn: (exit: number | null) => calls.choose(automation.id, split.stepId, exit),
    onSuccess: (_, exit) => {
      showDone(t(exit === null ? 'seeing.splits.opened' : 'seeing.splits.chosen', { variant: exit === null ? '' : (names[exit] ?? '') }));
      void refresh('automation', String(automation.id), 'splits');
    },
    onError: showProblem,
  });
  const names = words.ofExits(split.stepId);
  return (
    <section aria-label={words.ofPlace(split.stepId)}>
      <h3>{words.ofPlace(split.stepId)}</h3>
      <p className={classes.verdict} role="status">
        {verdictOf(split, names)}
      </p>
      <table className={classes.variants}>
        <thead>
          <tr>
            <th scope="col">{t('seeing.splits.variant')}</th>
            <th scope="col">{t('seeing.splits.taken')}</th>
            {split.isMeasured && <th scope="col">{t('seeing.splits.won')}</th>}
            {split.isMeasured && <th scope="col">{t('seeing.splits.best')}</th>}
          </tr>
        </thead>
        <tbody>
          {split.variants.map((variant) => (
            <tr key={variant.exit}>
              <td>
                {names[variant.exit]}
                {split.winner?.exit === variant.exit && (
                  <>
                    {' '}
                    <StatusBadge state="good">{t('seeing.splits.winner')}</StatusBadge>
                  </>
                )}
                {isManager && split.winner?.exit !== variant.exit && (
                  <div>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      px={0}
                      loading={choose.isPending && choose.variables === variant.exit}
                      onClick={() => choose.mutate(variant.exit)}
                    >
                      {t('seeing.splits.choose')}
                    </Button>
                  </div>
                )}
              </td>
              <td>{formatNumber(variant.taken)}</td>
              {split.isMeasured && <Won variant={variant} />}
              {split.isMeasured && <td>{split.isEarly || variant.best === null ? '–' : formatProbability(variant.best)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {split.winner && (
        <p className={classes.note}>
          {chosenBy(split)} <RelativeTime time={split.winner.chosenAt} />
          {isManager && (
            <>
              {' '}
              <Button
                size="compact-xs"
                variant="default"
                loading={choose.isPending && choose.variables === null}
                onClick={() => choose.mutate(null)}
              >
                {t('seeing.splits.open')}
              </Button>
            </>
          )}
        </p>
      )}
    </section>
  );
}

function Won({ variant: { taken, decided, won, rate, low, high } }: { variant: SplitVariant }) {
  return (
    <td>
      {rate === null ? '–' : formatShare(rate)}
      <small>{t('seeing.splits.of', { won: formatNumber(won), decided: formatNumber(decided) })}</small>
      {rate !== null && low !== null && high !== null && (
        <small>{t('seeing.splits.between', { low: formatShare(low), high: formatShare(high) })}</small>
      )}
      {taken > decided && <small>{t('seeing.splits.undecided', { count: taken - decided })}</small>}
    </td>
  );
}

function verdictOf({ isMeasured, isEarly, leader, variants, winner }: SeenSplit, names: readonly string[]): string {
  if (!isMeasured) return t('seeing.splits.unmeasured');
  if (isEarly) return t(variants.every(({ decided }) => decided >= ENOUGH_DECIDED) ? 'seeing.splits.fewWon' : 'seeing.splits.early');
  const best = variants[leader ?? 0]?.best ?? 0;
  const said = { variant: names[leader ?? 0] ?? '', share: formatProbability(best) };
  return t(best >= 0.95 ? 'seeing.splits.sure' : winner ? 'seeing.splits.leads' : 'seeing.splits.unsure', said);
}

const chosenBy = ({ winner }: SeenSplit): string =>
  winner?.confidence == null
    ? t('seeing.splits.byHand', { name: winner?.chosenBy ?? '' })
    : t('seeing.splits.byMeasure', { share: formatProbability(winner.confidence) });
