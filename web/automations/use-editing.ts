import { useMemo, useRef, useState } from 'react';
import type { AutomationMap, Step } from '../../src/automations/schema.ts';
import { t } from '../app/messages/t.ts';
import type { Catalogue } from './automation-data.ts';
import { ADD_TRIGGER, ENTRANCE, idOfStep, idOfTrigger } from './canvas/layout.ts';
import { JOIN } from './canvas/next-choices.tsx';
import { sentenceOf } from './canvas/words.ts';
import type { DraftTrigger } from './forms/index.tsx';
import * as edits from './map-edits.ts';
import type { MapPart } from './map-parts.ts';
import type { Place } from './map-reach.ts';
import { sentenceOfTrigger } from './sentences.ts';
import type { Draft } from './use-draft.ts';
import type { Names } from './use-names.ts';

/** What is open beside the map. */
export type Open =
  | { what: 'new-step'; place: Place; kind: string }
  | { what: 'step'; step: Step }
  | { what: 'trigger'; trigger: DraftTrigger }
  | { what: 'settings' }
  | { what: 'choose-step'; label: string; hasStart: boolean; choose: (stepId: number | null) => void }
  | null;

/** Kinds of which nothing need be set before they are put on the map. */
const AT_ONCE: ReadonlySet<string> = new Set(['end']);

/** Everything that can be done to a map, whether it is shown as a canvas or as an outline; each tells in words what it did. */
export interface Editing {
  map: AutomationMap;
  names: Names;
  kinds: Catalogue['steps'];
  open: Open;
  setOpen: (open: Open) => void;
  /** The element where the keyboard is. */
  active: string;
  setActive: (id: string) => void;
  said: string;
  say: (words: string) => void;
  add: (place: Place, kind: string) => void;
  keepNew: (place: Place, step: Pick<Step, 'kind' | 'settings'>, to?: number) => void;
  keep: (stepId: number, settings: Step['settings'], to?: number | null) => void;
  keepTrigger: (trigger: DraftTrigger) => void;
  openElement: (id: string) => void;
  remove: (ids: readonly number[], what?: 'step' | 'branch') => void;
  removeTrigger: (id: number) => void;
  removeNote: (id: number) => void;
  move: (stepId: number, place: Place, what: 'step' | 'branch') => void;
  shift: (stepId: number, direction: 'up' | 'down') => void;
  duplicate: (stepId: number) => void;
  paste: (place: Place, part: MapPart) => void;
  join: (place: Place, stepId: number | null) => void;
  chooseBegin: (triggerId: number) => void;
  addNote: (at: { x: number; y: number }) => void;
  changeNote: (id: number, change: Partial<{ text: string; x: number; y: number }>) => void;
  changeMap: (change: Partial<AutomationMap>) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

export function useEditing(draft: Draft, names: Names, kinds: Catalogue['steps']): Editing {
  const [open, setOpen] = useState<Open>(null);
  const [active, setActive] = useState(ENTRANCE);
  const [said, say] = useState('');
  const now = useRef({ draft, names });
  now.current = { draft, names };
  const acts = useMemo(() => actsOn(now, { setOpen, setActive, say }), []);
  return {
    ...acts,
    map: draft.map,
    names,
    kinds,
    open,
    setOpen,
    active,
    setActive,
    said,
    say,
    canUndo: draft.undo !== undefined,
    canRedo: draft.redo !== undefined,
  };
}

interface Telling {
  setOpen: (open: Open) => void;
  setActive: (id: string) => void;
  say: (words: string) => void;
}

type Now = { current: { draft: Draft; names: Names } };

function actsOn(now: Now, telling: Telling) {
  const { setOpen, setActive, say } = telling;
  const map = (): AutomationMap => now.current.draft.map;
  const told = (stepId: number): string => sentenceOf(stepId, { map: map(), names: now.current.names });
  const change = (to: AutomationMap): void => now.current.draft.change(to);
  const keepNew = (place: Place, step: Pick<Step, 'kind' | 'settings'>, to?: number): void => {
    const { map: grown, id } = edits.addStep(map(), place, step, to);
    change(grown);
    setActive(idOfStep(id));
    say(t('canvas.added', { step: sentenceOf(id, { map: grown, names: now.current.names }) }));
  };
  const join = (place: Place, stepId: number | null): void => {
    change(place.at === 'trigger' ? edits.beginAt(map(), place.triggerId, stepId) : edits.connect(map(), place, stepId));
    if (stepId !== null) say(t('canvas.leadsTo', { step: told(stepId) }));
  };
  const chooseStep = (label: string, choose: (stepId: number) => void): void =>
    setOpen({ what: 'choose-step', label, hasStart: false, choose: (id) => id !== null && choose(id) });
  return {
    ...removing(now, telling),
    ...writing(now, telling),
    keepNew,
    join,
    add(place: Place, kind: string): void {
      if (kind === JOIN) chooseStep(t('canvas.choose.join'), (stepId) => join(place, stepId));
      else if (AT_ONCE.has(kind)) keepNew(place, { kind, settings: {} });
      else setOpen({ what: 'new-step', place, kind });
    },
    keep(stepId: number, settings: Step['settings'], to?: number | null): void {
      const kept = edits.changeStep(map(), stepId, settings);
      const isGoto = kept.steps.some(({ id, kind }) => id === stepId && kind === 'goto');
      change(isGoto && to !== undefined ? edits.connect(kept, { at: 'exit', stepId, exit: 0 }, to) : kept);
    },
    keepTrigger(trigger: DraftTrigger): void {
      const kept = edits.keepTrigger(map(), trigger);
      change(kept);
      const id = trigger.id ?? kept.lastId;
      setActive(idOfTrigger(id));
      say(t('canvas.added', { step: sentenceOfTrigger(trigger, now.current.names) }));
    },
    openElement: opener(now, setOpen),
    move(stepId: number, place: Place, what: 'step' | 'branch'): void {
      const moved = edits.moveTo(map(), stepId, place, what);
      say(moved === map() ? t('canvas.notHere') : t('canvas.moved', { step: told(stepId) }));
      if (moved !== map()) change(moved);
    },
    shift(stepId: number, direction: 'up' | 'down'): void {
      const moved = edits.moveStep(map(), stepId, direction);
      say(moved === map() ? t('canvas.notHere') : t('canvas.moved', { step: told(stepId) }));
      if (moved !== map()) change(moved);
    },
    duplicate(stepId: number): void {
      const { map: grown, id } = edits.duplicate(map(), stepId, 'step');
      change(grown);
      setActive(idOfStep(id));
      say(t('canvas.added', { step: told(stepId) }));
    },
    paste(place: Place, part: MapPart): void {
      const { map: grown, id } = edits.paste(map(), place, part);
      change(grown);
      setActive(idOfStep(id));
      say(t('canvas.pasted', { count: part.steps.length }));
    },
    chooseBegin(triggerId: number): void {
      const choose = (stepId: number | null): void => join({ at: 'trigger', triggerId }, stepId);
      setOpen({ what: 'choose-step', label: t('canvas.choose.begin'), hasStart: true, choose });
    },
    changeMap: (changed: Partial<AutomationMap>): void => change({ ...map(), ...changed }),
    undo(): void {
      if (!now.current.draft.undo) return;
      now.current.draft.undo();
      say(t('canvas.undone'));
    },
    redo(): void {
      if (!now.current.draft.redo) return;
      now.current.draft.redo();
      say(t('canvas.redone'));
    },
  };
}

/** What taking things off the map does; the keyboard goes on where they stood. */
function removing(now: Now, { setActive, say }: Telling) {
  const map = (): AutomationMap => now.current.draft.map;
  return {
    remove(ids: readonly number[], what: 'step' | 'branch' = 'step'): void {
      const before = map();
      const after = what === 'step' ? edits.removeSteps(before, ids) : ids.reduce(edits.removeBranch, before);
      if (after === before) return;
      const from = edits.placesTo(before, ids[0]!)[0];
      now.current.draft.change(after);
      say(t('canvas.removed', { count: before.steps.length - after.steps.length }));
      setActive(from?.at === 'exit' ? idOfStep(from.stepId) : from?.at === 'trigger' ? idOfTrigger(from.triggerId) : ENTRANCE);
    },
    removeTrigger(id: number): void {
      now.current.draft.change(edits.removeTrigger(map(), id));
      setActive(ENTRANCE);
      say(t('canvas.removedTrigger'));
    },
    removeNote(id: number): void {
      now.current.draft.change(edits.removeNote(map(), id));
      setActive(ENTRANCE);
      say(t('canvas.removedNote'));
    },
  };
}

function writing(now: Now, { setActive }: Telling) {
  const map = (): AutomationMap => now.current.draft.map;
  return {
    addNote({ x, y }: { x: number; y: number }): void {
      const { map: grown, id } = edits.addNote(map(), { text: '', x, y });
      now.current.draft.change(grown);
      setActive(`note-${id}`);
    },
    changeNote(id: number, change: Partial<{ text: string; x: number; y: number }>): void {
      const note = map().notes.find((one) => one.id === id);
      const isNew = note && Object.entries(change).some(([key, value]) => note[key as keyof typeof note] !== value);
      if (isNew) now.current.draft.change(edits.changeNote(map(), id, change));
    },
  };
}

function opener(now: Now, setOpen: (open: Open) => void) {
  return (id: string): void => {
    const { map } = now.current.draft;
    if (id === ADD_TRIGGER) setOpen({ what: 'trigger', trigger: { event: 'record.created' } });
    if (id === ENTRANCE) setOpen({ what: 'settings' });
    const trigger = map.triggers.find((one) => idOfTrigger(one.id) === id);
    if (trigger) setOpen({ what: 'trigger', trigger });
    const step = map.steps.find((one) => idOfStep(one.id) === id);
    if (step) setOpen({ what: 'step', step });
  };
}
