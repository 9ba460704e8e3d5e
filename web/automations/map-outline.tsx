import { t } from '../app/messages/t.ts';
import { PageBody } from '../ui/page-header.tsx';
import type { StepCount } from '../../src/automations/rules/step-count.ts';
import type { Problems } from './automation-data.ts';
import classes from './automation-page.module.css';
import { ADD_TRIGGER, ENTRANCE, idOfStep, idOfTrigger } from './canvas/layout.ts';
import { MapList, type MapEdits } from './map-list.tsx';
import { StartBlock } from './start-block.tsx';
import type { Editing } from './use-editing.ts';

interface MapOutlineProps {
  editing: Editing;
  problems: Problems;
  counts: ReadonlyMap<number, StepCount>;
  entered: number;
  isEditable: boolean;
  onPeople: (stepId: number) => void;
}

/** The map as text from top to bottom: for phones, and for those who would rather read. */
export function MapOutline({ editing, problems, counts, entered, isEditable, onPeople }: MapOutlineProps) {
  const { map, names, kinds } = editing;
  const edits: MapEdits | undefined = isEditable
    ? {
        onAdd: editing.add,
        onOpen: (step) => editing.openElement(idOfStep(step.id)),
        onMove: editing.shift,
        onRemove: (stepId) => editing.remove([stepId]),
      }
    : undefined;
  const starts = {
    onAdd: () => editing.openElement(ADD_TRIGGER),
    onOpen: ({ id }: { id: number }) => editing.openElement(idOfTrigger(id)),
    onRules: () => editing.openElement(ENTRANCE),
  };
  return (
    <PageBody>
      <StartBlock map={map} names={names} problems={problems} entered={entered} edits={isEditable ? starts : undefined} />
      <section aria-label={t('automations.steps')}>
        <h2 className={classes.heading}>{t('automations.steps')}</h2>
        <MapList
          map={map}
          names={names}
          problems={problems}
          counts={counts}
          kinds={kinds}
          edits={edits}
          onPeople={(step) => onPeople(step.id)}
        />
        {isEditable && problems.start && (
          <p className={classes.problemCount} role="status">
            {problems.start}
          </p>
        )}
      </section>
    </PageBody>
  );
}
