import { t } from '../../app/messages/t.ts';
import type { Overlay } from '../canvas/overlay.ts';
import { EntranceNumbers, StepNumbers, WayNumbers } from './numbers.tsx';
import type { PeoplePlace } from './place.ts';
import type { StepCount } from '../../../src/automations/rules/step-count.ts';
import type { MapWords } from './words-of.ts';

interface OverlayInput {
  entered: number;
  steps: ReadonlyMap<number, StepCount>;
  words: MapWords;
  onOpen: (place: PeoplePlace) => void;
}

const nobody = (id: number): StepCount => ({ id, standing: 0, held: 0, failed: 0, arrived: 0, exits: [] });

/** The numbers of a map drawn over it: at the foot of each element, at each way out, and the lines as thick as many go along them. */
export function overlayOf({ entered, steps, words, onOpen }: OverlayInput): Overlay {
  const most = Math.max(1, entered, ...[...steps.values()].flatMap(({ exits }) => exits));
  return {
    node(id) {
      if (id === 0)
        return (
          <EntranceNumbers
            count={entered}
            label={t('seeing.entered', { count: entered })}
            onPress={() => onOpen({ stepId: 0, first: 'passed' })}
          />
        );
      const step = steps.get(id) ?? nobody(id);
      if (words.isTrigger(id)) {
        return (
          <EntranceNumbers
            count={step.arrived}
            {...(entered > 0 ? { share: step.arrived / entered } : {})}
            label={t('seeing.triggered', { count: step.arrived, step: words.ofPlace(id) })}
            onPress={() => onOpen({ stepId: id, first: 'passed' })}
          />
        );
      }
      return <StepNumbers step={step} sentence={words.ofPlace(id)} entered={entered} onOpen={onOpen} />;
    },
    edge(id, exit) {
      if (id === 0) return { weight: entered / most };
      const { exits } = steps.get(id) ?? nobody(id);
      const count = exits[exit] ?? 0;
      // Of a fork everybody takes every way.
      const isFork = words.steps.find((step) => step.id === id)?.kind === 'fork';
      const left = isFork ? (steps.get(id)?.arrived ?? 0) : exits.reduce((sum, each) => sum + each, 0);
      const ways = words.ofExits(id).length;
      const label = t('seeing.left', { count, step: words.ofWay(id, exit) });
      return {
        weight: count / most,
        ...(count > 0 || ways > 1
          ? {
              label: (
                <WayNumbers
                  count={count}
                  share={ways > 1 && left > 0 ? count / left : null}
                  label={label}
                  onPress={() => onOpen({ stepId: id, exit })}
                />
              ),
            }
          : {}),
      };
    },
  };
}
