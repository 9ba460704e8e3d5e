import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconTrash } from '@tabler/icons-react';
import { Fragment } from 'react';
import { branchesOf, type AutomationMap, type Step } from '../../src/automations/schema.ts';
import { t } from '../app/messages/t.ts';
import { CriteriaSentence } from '../criteria/index.tsx';
import type { StepCount } from '../../src/automations/rules/step-count.ts';
import type { Catalogue, Problems } from './automation-data.ts';
import { AddStep } from './add-step.tsx';
import { moveStep, wouldGoWith, type Place } from './map-edits.ts';
import { furtherPaths, layoutOf, type Path } from './map-layout.ts';
import classes from './map-list.module.css';
import { onlyOf, sentenceOfStep, sentenceOfTrigger, sentencesOfExits } from './sentences.ts';
import { StepIcon } from './step-icon.tsx';
import type { Names } from './use-names.ts';

export interface MapListProps {
  map: AutomationMap;
  names: Names;
  problems: Problems;
  counts: ReadonlyMap<number, StepCount>;
  kinds: Catalogue['steps'];
  /** Left out for those who may only look. */
  edits?: MapEdits | undefined;
  onPeople: (step: Step) => void;
}

export interface MapEdits {
  onAdd: (place: Place, kind: string) => void;
  onOpen: (step: Step) => void;
  onMove: (stepId: number, direction: 'up' | 'down') => void;
  onRemove: (stepId: number) => void;
}

/** The map as a list read from above: each step one line, the two ways out of a question indented under it. */
export function MapList(props: MapListProps) {
  const { map, names } = props;
  return (
    <>
      <PathList {...props} path={layoutOf(map)} />
      {furtherPaths(map).map(({ trigger, path }) => {
        const isGoal = path.steps[0]?.step.kind === 'goal';
        const name = trigger ? sentenceOfTrigger(trigger, names) : t(isGoal ? 'canvas.fromAnywhere' : 'canvas.loose');
        return (
          <section key={path.steps[0]!.step.id} className={classes.further} aria-label={name}>
            <h3 className={classes.branchName}>{name}</h3>
            <PathList {...props} path={path} />
          </section>
        );
      })}
    </>
  );
}

function PathList({ path, ...props }: MapListProps & { path: Path }) {
  const { edits, kinds } = props;
  return (
    <ol className={classes.path}>
      {path.steps.map(({ step, place }) => (
        <Fragment key={step.id}>
          {edits && <Between place={place} kinds={kinds} onAdd={edits.onAdd} />}
          <StepLine step={step} {...props} />
        </Fragment>
      ))}
      <PathEnd end={path.end} {...props} />
    </ol>
  );
}

function PathEnd({ end, ...props }: MapListProps & { end: Path['end'] }) {
  const { edits, kinds, names } = props;
  switch (end.kind) {
    case 'end':
      return null;
    case 'meets':
      return <li className={classes.end}>{t('automations.goesOnAt', { step: sentenceOfStep(end.step, names, props.map.steps) })}</li>;
    case 'parts':
      return <Branches step={end.step} branches={end.branches} {...props} />;
    case 'open':
      return (
        <li className={classes.end}>
          {edits ? (
            <AddStep kinds={kinds} isLast isFirst={end.place.at === 'start'} onAdd={(kind) => edits.onAdd(end.place, kind)} />
          ) : (
            t('automations.pathEnds')
          )}
        </li>
      );
  }
}

function Between({ place, kinds, onAdd }: { place: Place; kinds: Catalogue['steps']; onAdd: MapEdits['onAdd'] }) {
  return (
    <li className={classes.between}>
      <AddStep kinds={kinds} isLast={false} isFirst={false} onAdd={(kind) => onAdd(place, kind)} />
    </li>
  );
}

function Branches({ step, branches, ...props }: MapListProps & { step: Step; branches: readonly Path[] }) {
  const labels = sentencesOfExits(step);
  return (
    <li className={classes.branches}>
      {branches.map((path, exit) => {
        const name = labels[exit] ?? '';
        return (
          <section key={exit} className={classes.branch} aria-label={name}>
            <h3 className={classes.branchName}>{name}</h3>
            <PathList {...props} path={path} />
          </section>
        );
      })}
    </li>
  );
}

function StepLine({ step, map, names, problems, counts, edits, onPeople }: MapListProps & { step: Step }) {
  const sentence = sentenceOfStep(step, names, map.steps);
  const problem = problems[step.id];
  const words = (
    <>
      <StepIcon kind={step.kind} />
      <span>{step.kind === 'condition' ? <Question step={step} map={map} names={names} /> : sentence}</span>
    </>
  );
  return (
    <li className={classes.step} data-problem={problem ? true : undefined}>
      <div className={classes.line}>
        {edits && step.kind !== 'end' ? (
          <button type="button" className={classes.sentence} onClick={() => edits.onOpen(step)}>
            {words}
          </button>
        ) : (
          <span className={classes.sentence}>{words}</span>
        )}
        <StepNumbers count={counts.get(step.id)} sentence={sentence} onPeople={() => onPeople(step)} />
        {edits && <StepMenu step={step} map={map} edits={edits} />}
      </div>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

/** A question in the words of its conditions, as far as it is only one. */
function Question({ step, map, names }: { step: Step; map: AutomationMap; names: Names }) {
  const [only, ...others] = branchesOf(step.settings);
  const asked = (onlyOf(only?.criteria) ?? {}) as object;
  const isSaid = others.length > 0 || !only || only.name !== '' || Object.keys(asked).length === 0 || 'group' in asked || 'tag' in asked;
  if (isSaid) return sentenceOfStep(step, names, map.steps);
  return (
    <>
      <CriteriaSentence objectId={names.objectId} criteria={only.criteria} />?
    </>
  );
}

function StepNumbers({ count, sentence, onPeople }: { count: StepCount | undefined; sentence: string; onPeople: () => void }) {
  if (!count) return null;
  return (
    <button type="button" className={classes.numbers} onClick={onPeople}>
      {count.failed > 0 && <span className={classes.failed}>{t('automations.aside', { count: count.failed })}</span>}
      <span data-here={count.standing > 0 || undefined}>{t('automations.here', { count: count.standing })}</span>
      <span>{t('automations.ever', { count: count.arrived })}</span>
      <span className="visually-hidden">{t('automations.counts', { step: sentence })}</span>
    </button>
  );
}

function StepMenu({ step, map, edits }: { step: Step; map: AutomationMap; edits: MapEdits }) {
  const others = wouldGoWith(map, step.id);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('automations.step.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(['up', 'down'] as const).map((direction) => (
          <Menu.Item
            key={direction}
            leftSection={direction === 'up' ? <IconArrowUp size={15} aria-hidden /> : <IconArrowDown size={15} aria-hidden />}
            disabled={moveStep(map, step.id, direction) === map}
            onClick={() => edits.onMove(step.id, direction)}
          >
            {t(`automations.step.${direction}`)}
          </Menu.Item>
        ))}
        <Menu.Item color="bad" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => edits.onRemove(step.id)}>
          {others > 0 ? t('automations.step.removeWith', { count: others }) : t('automations.step.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
