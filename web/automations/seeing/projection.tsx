import { Button } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import type { ModeProps, Overlay } from '../canvas/overlay.ts';
import { assumptionsOf, type Changes, NOTHING_CHANGED, project, type Projected, wayOf } from './project.ts';
import { ProjectedNumber } from './projected-number.tsx';
import { SeeingBar } from './seeing-bar.tsx';
import classes from './seeing.module.css';
import { useSeen } from './use-seen.ts';
import { wordsOf } from './words-of.ts';

/** Nobody has been on the map in this time: so many people stand in. */
const EXAMPLE = 1_000;

/** What would happen: a number or a rate is changed and seen further down the map, beside what it is today. */
export default function Projection({ automation, names, children }: ModeProps) {
  const seen = useSeen(automation);
  const [changes, setChanges] = useState<Changes>(NOTHING_CHANGED);
  const map = automation.published ?? automation.draft;
  const words = useMemo(() => wordsOf(automation, names), [automation, names]);
  const isExample = seen.entered === 0;
  const assumptions = useMemo(
    () => (seen.entered === undefined ? undefined : assumptionsOf(map, seen.entered || EXAMPLE, seen.steps)),
    [map, seen.entered, seen.steps],
  );
  const before = useMemo(() => assumptions && project(map, assumptions), [map, assumptions]);
  const after = useMemo(() => assumptions && project(map, assumptions, changes), [map, assumptions, changes]);
  const overlay = useMemo<Overlay>(
    () => (before && after ? projectedOverlay({ before, after, changes, words, onChange: setChanges }) : {}),
    [before, after, changes, words],
  );
  const changed = changes.shares.size + changes.coming.size + (changes.entering === undefined ? 0 : 1);
  return children({
    overlay,
    bar: (
      <SeeingBar seen={seen} names={names}>
        <span className={classes.note}>{t(isExample ? 'seeing.projection.example' : 'seeing.projection.hint', { count: EXAMPLE })}</span>
        {changed > 0 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRotate size={14} aria-hidden />}
            onClick={() => setChanges(NOTHING_CHANGED)}
          >
            {t('seeing.projection.reset', { count: changed })}
          </Button>
        )}
        {seen.error && <ErrorState error={seen.error} />}
      </SeeingBar>
    ),
  });
}

interface OverlayInput {
  before: Projected;
  after: Projected;
  changes: Changes;
  words: ReturnType<typeof wordsOf>;
  onChange: (changes: Changes) => void;
}

function projectedOverlay({ before, after, changes, words, onChange }: OverlayInput): Overlay {
  const most = Math.max(1, after.entering, ...after.left.values());
  const changeComing = (id: number, count: number | undefined): void =>
    onChange({ ...changes, coming: changedMap(changes.coming, id, count) });
  return {
    node(id) {
      if (words.isTrigger(id)) return null;
      if (id === 0) {
        return (
          <ProjectedNumber
            label={t('seeing.projection.entering')}
            before={before.entering}
            after={after.entering}
            isChanged={changes.entering !== undefined}
            onChange={(count) => onChange(count === undefined ? withoutEntering(changes) : { ...changes, entering: count })}
          />
        );
      }
      return (
        <ProjectedNumber
          label={t('seeing.projection.coming', { step: words.ofPlace(id) })}
          before={before.came.get(id) ?? 0}
          after={after.came.get(id) ?? 0}
          isChanged={changes.coming.has(id)}
          onChange={(count) => changeComing(id, count)}
        />
      );
    },
    edge(id, exit) {
      if (id === 0) return { weight: after.entering / most };
      const way = wayOf(id, exit);
      const weight = (after.left.get(way) ?? 0) / most;
      if (words.ofExits(id).length < 2 || words.steps.find((step) => step.id === id)?.kind === 'fork') return { weight };
      return {
        weight,
        label: (
          <ProjectedNumber
            isShare
            label={t('seeing.projection.share', { step: words.ofWay(id, exit) })}
            before={before.shares.get(way) ?? 0}
            after={after.shares.get(way) ?? 0}
            isChanged={changes.shares.has(way)}
            onChange={(share) => onChange({ ...changes, shares: changedMap(changes.shares, way, share) })}
          />
        ),
      };
    },
  };
}

const withoutEntering = ({ shares, coming }: Changes): Changes => ({ shares, coming });

function changedMap<Key>(map: ReadonlyMap<Key, number>, key: Key, value: number | undefined): ReadonlyMap<Key, number> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}
