import type { Dispatch, KeyboardEvent, SetStateAction } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Problems } from '../automation-data.ts';
import type { Editing } from '../use-editing.ts';
import { problemOf } from './elements.ts';
import { ENTRANCE, idOfStep, type Layout } from './layout.ts';
import type { View } from './use-view.ts';
import { type Direction, walk } from './walk.ts';
import { sentencesOfExits } from '../sentences.ts';
import { sentenceOfElement } from './words.ts';

interface KeyOptions {
  editing: Editing;
  layout: Layout;
  problems: Problems;
  /** The steps a key acts on: those chosen, else the active one. */
  targets: readonly number[];
  isEditable: boolean;
  view: View;
  setSelected: Dispatch<SetStateAction<ReadonlySet<string>>>;
  ask: (id: string) => void;
  find: () => void;
  help: () => void;
  open: (id: string) => void;
  menu: (id: string) => void;
}

const ARROWS: Readonly<Record<string, Direction>> = { ArrowDown: 'down', ArrowUp: 'up', ArrowLeft: 'left', ArrowRight: 'right' };

/** Everything the mouse can do, by keys. */
export function useKeys(options: KeyOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea')) return;
    const act =
      event.ctrlKey || event.metaKey
        ? withCtrl(options, event)
        : (alone(options, event) ?? (options.isEditable ? editing(options, event) : undefined));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}

type Act = (() => void) | undefined;

function withCtrl({ editing: acts, find, isEditable, targets, setSelected }: KeyOptions, { key, shiftKey }: KeyboardEvent): Act {
  switch (key.toLowerCase()) {
    case 'f':
      return find;
    case 'a':
      return () => {
        setSelected(new Set(acts.map.steps.map(({ id }) => idOfStep(id))));
        acts.say(t('canvas.selected', { count: acts.map.steps.length }));
      };
    case 'z':
      return isEditable ? (shiftKey ? acts.redo : acts.undo) : undefined;
    case 'y':
      return isEditable ? acts.redo : undefined;
    case 'd':
      return isEditable && targets.length > 0 ? () => acts.duplicate(targets[0]!) : undefined;
    default:
      return undefined;
  }
}

function alone(options: KeyOptions, { key, altKey, shiftKey }: KeyboardEvent): Act {
  const { editing: acts, view, setSelected } = options;
  if (ARROWS[key] && !altKey) return () => go(options, ARROWS[key]!, shiftKey);
  switch (key) {
    case 'Home':
      return () => arrive(options, ENTRANCE);
    case 'Enter':
    case 'F2':
      return () => enter(options);
    case ' ':
      return () => setSelected((before) => new Set([...before, acts.active]));
    case 'Escape':
      return () => setSelected(new Set());
    case '+':
    case '=':
      return view.zoomIn;
    case '-':
      return view.zoomOut;
    case '0':
      return view.fit;
    case '?':
      return options.help;
    case 'p':
      return () => nextProblem(options);
    case 'ContextMenu':
      return () => options.menu(acts.active);
    case 'F10':
      return shiftKey ? () => options.menu(acts.active) : undefined;
    default:
      return undefined;
  }
}

function editing({ editing: acts, ask, menu, targets }: KeyOptions, { key, altKey, shiftKey }: KeyboardEvent): Act {
  const [first] = targets;
  switch (key) {
    case 'n':
    case 'N':
    case 'Insert':
      return () => ask(acts.active);
    case 'm':
      return () => menu(acts.active);
    case 'Delete':
    case 'Backspace':
      return () => remove(acts, targets, shiftKey ? 'branch' : 'step');
    case 'ArrowUp':
      return altKey && first !== undefined ? () => acts.shift(first, 'up') : undefined;
    case 'ArrowDown':
      return altKey && first !== undefined ? () => acts.shift(first, 'down') : undefined;
    default:
      return undefined;
  }
}

function remove(acts: Editing, targets: readonly number[], what: 'step' | 'branch'): void {
  const number = Number(acts.active.replace(/\D+/g, ''));
  if (targets.length > 0) acts.remove(targets, what);
  else if (acts.active.startsWith('trigger-')) acts.removeTrigger(number);
  else if (acts.active.startsWith('note-')) acts.removeNote(number);
  else if (acts.active.startsWith('open-')) acts.say(t('canvas.say.open'));
}

/** Opens what is active: an end asks what happens next. */
function enter({ editing: acts, layout, ask, open, isEditable }: KeyOptions): void {
  const one = layout.placed.find(({ id }) => id === acts.active);
  if (one?.kind === 'open') {
    if (isEditable) ask(one.id);
  } else if (isEditable || one?.kind === 'leads' || one?.kind === 'goto') open(acts.active);
}

function go(options: KeyOptions, direction: Direction, isChoosing: boolean): void {
  const { editing: acts, layout, isEditable } = options;
  const to = walk(layout, acts.active, direction);
  const isThere = to !== undefined && (isEditable || to !== 'add-trigger');
  if (!isThere) acts.say(t('canvas.say.nothing'));
  else arrive(options, to, isChoosing);
}

/** Makes an element the active one and says what it is. */
function arrive({ editing: acts, layout, problems, setSelected }: KeyOptions, id: string, isChoosing = false): void {
  const one = layout.placed.find((element) => element.id === id);
  if (!one) return;
  const way = layout.ways.find(({ to, label }) => to === id && label);
  const step = way && acts.map.steps.find((candidate) => candidate.id === way.stepId);
  const label = step ? sentencesOfExits(step)[way!.exit] : undefined;
  const sentence = sentenceOfElement(one, acts);
  const problem = problemOf(one, problems);
  const said = label ? t('canvas.say.by', { label, sentence }) : sentence;
  acts.say(problem ? `${said}. ${t('canvas.problems.of', { problem })}` : said);
  const { active } = acts;
  setSelected((before) => new Set(isChoosing ? [...before, active, id] : []));
  acts.setActive(id);
}

function nextProblem(options: KeyOptions): void {
  const { layout, problems, editing: acts } = options;
  const wrong = layout.placed.filter((one) => problemOf(one, problems));
  const at = wrong.findIndex(({ id }) => id === acts.active);
  const next = wrong[(at + 1) % Math.max(wrong.length, 1)];
  if (next) arrive(options, next.id);
}
