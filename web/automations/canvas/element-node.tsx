import { type NodeProps } from '@xyflow/react';
import {
  IconAlertTriangle,
  IconArrowForwardUp,
  IconBolt,
  IconDoorEnter,
  IconDots,
  IconGripHorizontal,
  IconPlus,
} from '@tabler/icons-react';
import { memo, type MouseEvent, type PointerEvent, type ReactNode } from 'react';
import { branchesOf } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { CriteriaSentence } from '../../criteria/index.tsx';
import { onlyOf } from '../sentences.ts';
import { StepIcon } from '../step-icon.tsx';
import { domId, type ElementData, type ElementNode, type Load, useActs } from './elements.ts';
import classes from './canvas.module.css';
import { formatNumber } from '../../ui/numbers.ts';

/** An element of the map: one line of meaning, its counts in the corner, its problem beside it. */
export const ElementView = memo(function ElementView({ data, selected }: NodeProps<ElementNode>) {
  const { placed } = data;
  const acts = useActs();
  const load = loadOf(data);
  return (
    <div
      id={domId(placed.id)}
      data-element={placed.id}
      data-kind={placed.kind}
      data-active={data.isActive || undefined}
      data-selected={selected || undefined}
      data-found={data.isFound || undefined}
      data-faded={data.isFaded || undefined}
      data-problem={data.problem ? true : undefined}
      className={`${classes.element} ${load ? 'nopan' : ''}`}
      dir={language.direction}
      role="group"
      aria-label={data.problem ? `${data.sentence}. ${t('canvas.problems.of', { problem: data.problem })}` : data.sentence}
      onPointerDown={load && ((event) => acts.lift(event, load))}
      onClickCapture={(event) => chooseInstead(event, () => acts.choose(placed.id))}
      onClick={() => acts.activate(placed.id)}
      onDoubleClick={() => acts.open(placed.id)}
      onContextMenu={(event) => {
        event.preventDefault();
        acts.menu(placed.id, { x: event.clientX, y: event.clientY });
      }}
    >
      <Inside data={data} />
      <Handles />
      {data.problem && <Problem problem={data.problem} isOpen={data.isActive} />}
      {data.foot && <div className={classes.foot}>{data.foot}</div>}
    </div>
  );
});

/** What carrying this element means; undefined for what stays where it is. */
function loadOf({ placed, sentence, isEditable }: ElementData): Load | undefined {
  if (!isEditable || placed.stepId === null) return undefined;
  const isStep = placed.kind === 'step' || placed.kind === 'end' || placed.kind === 'goto';
  return isStep ? { what: 'step', stepId: placed.stepId, label: sentence } : undefined;
}

function Inside({ data }: { data: ElementData }): ReactNode {
  switch (data.placed.kind) {
    case 'open':
    case 'add-trigger':
      return <Adding data={data} />;
    case 'leads':
      return <Words data={data} icon={<IconArrowForwardUp size={15} aria-hidden />} />;
    case 'entrance':
      return (
        <>
          <Words data={data} icon={<IconDoorEnter size={17} stroke={1.6} aria-hidden />} />
          <span className={classes.corner}>{!data.foot && data.arrived > 0 && t('automations.ever', { count: data.arrived })}</span>
        </>
      );
    case 'trigger':
      return <Words data={data} icon={<IconBolt size={17} stroke={1.6} aria-hidden />} menu />;
    default:
      return (
        <>
          <Words data={data} icon={<StepIcon kind={data.kind} />} menu />
          <Counts data={data} />
          {data.placed.kind === 'step' && data.isEditable && <BranchHandle data={data} />}
        </>
      );
  }
}

function Words({ data, icon, menu }: { data: ElementData; icon: ReactNode; menu?: boolean }) {
  const acts = useActs();
  const { id } = data.placed;
  const canOpen = data.isEditable || data.placed.kind === 'leads' || data.placed.kind === 'goto';
  const words = <span className={classes.words}>{data.criteria ? <Question data={data} objectId={acts.objectId} /> : data.sentence}</span>;
  return (
    <>
      {icon}
      {canOpen ? (
        <button type="button" tabIndex={-1} className={classes.sentence} title={data.sentence} onClick={() => acts.open(id)}>
          {words}
        </button>
      ) : (
        <span className={classes.sentence} title={data.sentence}>
          {words}
        </span>
      )}
      {menu && data.isEditable && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.dots}
          aria-label={t('canvas.menu', { step: data.sentence })}
          onClick={(event) => {
            event.stopPropagation();
            const box = event.currentTarget.getBoundingClientRect();
            acts.menu(id, { x: box.left, y: box.bottom });
          }}
        >
          <IconDots size={15} aria-hidden />
        </button>
      )}
    </>
  );
}

/** With Shift or Ctrl held a press chooses the element instead of doing anything with it. */
function chooseInstead(event: MouseEvent, choose: () => void): void {
  if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return;
  event.stopPropagation();
  choose();
}

/** A question in the words of its conditions, as far as it is only one. */
function Question({ data, objectId }: { data: ElementData; objectId: number }) {
  const branches = branchesOf(data.criteria as Record<string, unknown>);
  const only = branches.length === 1 ? branches[0] : undefined;
  if (!only || only.name !== '' || Object.keys(only.criteria ?? {}).length === 0) return data.sentence;
  const asked = (onlyOf(only.criteria) ?? {}) as object;
  if ('group' in asked || 'tag' in asked) return data.sentence;
  return (
    <>
      <CriteriaSentence objectId={objectId} criteria={only.criteria} />?
    </>
  );
}

/** A mode says at the foot what this would say in the corner. */
function Counts({ data: { placed, standing, failed, arrived, sentence, foot } }: { data: ElementData }) {
  const acts = useActs();
  if (foot || (standing === 0 && failed === 0)) return null;
  const told = [
    t('canvas.here', { count: standing }),
    t('canvas.ever', { count: arrived }),
    ...(failed > 0 ? [t('canvas.aside', { count: failed })] : []),
  ];
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.counts}
      title={told.join(', ')}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        acts.people(placed.stepId!);
      }}
    >
      {failed > 0 && <span data-failed>{formatNumber(failed)}</span>}
      {standing > 0 && <span>{formatNumber(standing)}</span>}
      <span className="visually-hidden">
        {told.join(', ')} {t('automations.counts', { step: sentence })}
      </span>
    </button>
  );
}

function Problem({ problem, isOpen }: { problem: string; isOpen: boolean }) {
  return (
    <div className={classes.problem} data-open={isOpen || undefined}>
      <span className={classes.problemMark} title={problem}>
        <IconAlertTriangle size={14} aria-hidden />
      </span>
      <p>{problem}</p>
    </div>
  );
}

/** The dots at the foot of a step, by which it is carried with all that only it leads to. */
function BranchHandle({ data }: { data: ElementData }) {
  const acts = useActs();
  const lift = (event: PointerEvent): void => {
    event.stopPropagation();
    acts.lift(event, { what: 'branch', stepId: data.placed.stepId!, label: data.sentence });
  };
  return (
    <span className={classes.branchHandle} title={t('canvas.branchHandle')} onPointerDown={lift} aria-hidden>
      <IconGripHorizontal size={14} />
    </span>
  );
}

/** Where something can be put: at an open end, or beside the triggers. */
function Adding({ data: { placed, sentence, isEditable } }: { data: ElementData }) {
  const acts = useActs();
  if (!isEditable) return <span className={classes.pathEnd}>{t('automations.pathEnds')}</span>;
  const { place } = placed;
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={classes.adding}
        data-place={place ? JSON.stringify(place) : undefined}
        onClick={(event) => {
          event.stopPropagation();
          const box = event.currentTarget.getBoundingClientRect();
          if (place) acts.ask(place, { x: box.left, y: box.bottom + 4 });
          else acts.open(placed.id);
        }}
      >
        <IconPlus size={15} aria-hidden />
        {sentence}
      </button>
      {place && place.at === 'exit' && (
        <span
          className={`${classes.wayHandle} nopan`}
          title={t('canvas.drawWay')}
          onPointerDown={(event) => acts.lift(event, { what: 'way', place, label: sentence })}
          aria-hidden
        />
      )}
    </>
  );
}

/** Where the library finds the ends of its lines. */
function Handles() {
  return (
    <>
      <span className={`${classes.handle} target`} data-handlepos="top" />
      <span className={`${classes.handle} source`} data-handlepos="bottom" />
    </>
  );
}
