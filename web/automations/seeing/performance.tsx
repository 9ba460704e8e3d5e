import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconRoute } from '@tabler/icons-react';
import { useMemo } from 'react';
import { t } from '../../app/messages/t.ts';
import { useCan } from '../../app/session.ts';
import { useUrlState } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import type { ModeProps, Overlay } from '../canvas/overlay.ts';
import { PeopleDrawer } from '../people-drawer.tsx';
import { overlayOf } from './overlay-of.tsx';
import { placeFrom, placeText } from './place.ts';
import { SeeingBar } from './seeing-bar.tsx';
import classes from './seeing.module.css';
import { SplitsPanel } from './splits-panel.tsx';
import { useSeen } from './use-seen.ts';
import { wordsOf } from './words-of.ts';
import { formatNumber } from '../../ui/numbers.ts';

/** What happened on the map: live counts on every element and every way, over a stretch of time, of everybody or of some. */
export default function Performance({ automation, names, children }: ModeProps) {
  const seen = useSeen(automation);
  const isManager = useCan('automations.manage');
  const [, setFollow] = useUrlState('follow');
  const [who, setWho] = useUrlState('who');
  const [isSplits, setSplits] = useUrlState('splits');
  const words = useMemo(() => wordsOf(automation, names), [automation, names]);
  const overlay = useMemo<Overlay>(
    () =>
      seen.entered === undefined
        ? {}
        : overlayOf({ entered: seen.entered, steps: seen.steps, words, onOpen: (place) => setWho(placeText(place)) }),
    [seen.entered, seen.steps, words, setWho],
  );
  const place = placeFrom(who);
  const hasSplits = words.steps.some(({ kind }) => kind === 'split');
  const gone = [...seen.steps.values()].filter(({ id, standing, failed }) => standing + failed > 0 && !words.isThere(id));
  return (
    <>
      {children({
        overlay,
        bar: (
          <SeeingBar seen={seen} names={names}>
            <Button variant="default" size="xs" leftSection={<IconRoute size={14} aria-hidden />} onClick={() => setFollow('0')}>
              {t('seeing.follow.one')}
            </Button>
            {hasSplits && (
              <Button
                variant="default"
                size="xs"
                leftSection={<IconArrowsSplit2 size={14} aria-hidden />}
                aria-expanded={isSplits !== ''}
                onClick={() => setSplits(isSplits ? '' : 'open')}
              >
                {t('seeing.splits')}
              </Button>
            )}
            <span className={classes.live}>{t('seeing.live')}</span>
            {gone.map(({ id, standing, failed }) => (
              <Button key={id} variant="subtle" size="xs" onClick={() => setWho(placeText({ stepId: id }))}>
                {t('seeing.gone', { count: standing + failed, step: formatNumber(id) })}
              </Button>
            ))}
            {seen.error && <ErrorState error={seen.error} />}
          </SeeingBar>
        ),
        aside:
          isSplits !== '' && hasSplits ? (
            <SplitsPanel automation={automation} words={words} isManager={isManager} onClose={() => setSplits('')} />
          ) : undefined,
      })}
      {place && seen.entered !== undefined && (
        <PeopleDrawer
          key={who}
          automation={automation}
          {...place}
          sentence={place.exit === undefined ? words.ofPlace(place.stepId) : words.ofWay(place.stepId, place.exit)}
          sentenceOf={words.ofPlace}
          failed={seen.steps.get(place.stepId)?.failed ?? 0}
          isManager={isManager}
          asked={seen.asked}
          onClose={() => setWho('')}
        />
      )}
    </>
  );
}
