import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StepCount } from '../../../src/automations/rules/step-count.ts';
import type { AutomationMap } from '../../../src/automations/schema.ts';
import { language } from '../../app/messages/t.ts';
import type { Problems } from '../automation-data.ts';
import { canMove, type Place, stepAt } from '../map-edits.ts';
import type { Editing } from '../use-editing.ts';
import { type CanvasActs, domId, idOfNote, type Load } from './elements.ts';
import { ENTRANCE, idOfStep, type Layout, layoutMap } from './layout.ts';
import type { Overlay } from './overlay.ts';
import { useCarry } from './use-carry.ts';
import { useClipboard } from './use-clipboard.ts';
import { useElements } from './use-elements.ts';
import { useKeys } from './use-keys.ts';
import { useView } from './use-view.ts';

export interface MapCanvasProps {
  name: string;
  /** Views are kept by it while the page stays. */
  mapId: number;
  editing: Editing;
  problems: Problems;
  counts: ReadonlyMap<number, StepCount>;
  entered: number;
  overlay?: Overlay;
  isEditable: boolean;
  onPeople: (stepId: number) => void;
}

interface Point {
  x: number;
  y: number;
}

/** What is open over the canvas, and where. */
export type Over = { is: 'next'; place: Place; at: Point } | { is: 'menu'; id: string; at: Point } | { is: 'find' } | { is: 'help' } | null;

const NONE: ReadonlySet<string> = new Set();
const NO_OVERLAY: Overlay = {};
const WIDE_PX = 1_280;
const PALETTE_PX = 196;
const UNCOVERED = { left: 0, right: 0 };
const UNDER_PALETTE = language.direction === 'rtl' ? { left: 0, right: PALETTE_PX } : { left: PALETTE_PX, right: 0 };
/** Where something opens whose element is out of sight. */
const ASIDE = { left: 200, right: 200, top: 200, bottom: 200 };

/** Everything the canvas knows and does; the component only draws it. */
export function useCanvas({ mapId, editing, problems, counts, entered, overlay = NO_OVERLAY, isEditable, onPeople }: MapCanvasProps) {
  const { map, names } = editing;
  const box = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutMap(map), [map]);
  const active = activeOn(editing, layout);
  const [selected, setSelected] = useState(NONE);
  const [found, setFound] = useState(NONE);
  const [over, setOver] = useState<Over>(null);
  const [isPaletteOpen, setPaletteOpen] = useState(() => window.innerWidth >= WIDE_PX);
  const hasPalette = isEditable && isPaletteOpen;
  const view = useView({ box, layout, mapId, active, notes: map.notes, covered: hasPalette ? UNDER_PALETTE : UNCOVERED });
  const focus = useFocus(box, editing.open !== null);
  const { carried, lift } = useCarrying(editing, box);
  const acts = useActing({ editing, layout, isEditable, onPeople, lift, focus, setSelected, setOver });
  const { nodes, edges, onNodesChange } = useElements({
    map,
    layout,
    names,
    problems,
    counts,
    entered,
    overlay,
    isEditable,
    active,
    found,
    selected,
    editing,
    setSelected,
  });
  const targets = targetsOf(map, selected, active);
  const ask = (id: string): void => {
    const place = placeBehind(id, layout);
    const { right, top } = boundsOf(id);
    if (place) setOver({ is: 'next', place, at: { x: right + 12, y: top } });
  };
  const clipboard = useClipboard({ editing, targets, placeOf: () => placeBehind(active, layout), isEditable });
  const onKeyDown = useKeys({
    editing: { ...editing, active },
    layout,
    problems,
    targets,
    isEditable,
    view,
    setSelected,
    ask,
    find: () => setOver({ is: 'find' }),
    help: () => setOver({ is: 'help' }),
    open: acts.open,
    menu: (id) => acts.menu(id, { x: boundsOf(id).left, y: boundsOf(id).bottom }),
  });
  const close = (): void => {
    setOver(null);
    setFound(NONE);
    focus();
  };
  return {
    box,
    layout,
    active,
    view,
    focus,
    carried,
    lift,
    acts,
    nodes,
    edges,
    onNodesChange,
    clipboard,
    onKeyDown,
    ask,
    over,
    setOver,
    close,
    setFound,
    hasPalette,
    togglePalette: () => setPaletteOpen(!isPaletteOpen),
  };
}

const boundsOf = (id: string): typeof ASIDE => document.getElementById(domId(id))?.getBoundingClientRect() ?? ASIDE;

/** What was active may have gone by an undo. */
function activeOn({ active, map }: Editing, { placed }: Layout): string {
  return placed.some(({ id }) => id === active) || map.notes.some(({ id }) => idOfNote(id) === active) ? active : ENTRANCE;
}

/** The steps that are chosen, else the active one. */
function targetsOf(map: AutomationMap, selected: ReadonlySet<string>, active: string): number[] {
  const chosen = map.steps.filter(({ id }) => selected.has(idOfStep(id)));
  return (chosen.length > 0 ? chosen : map.steps.filter(({ id }) => idOfStep(id) === active)).map(({ id }) => id);
}

/** Gives the keys to the map, and gives them back when what was open beside it is closed. */
function useFocus(box: { current: HTMLElement | null }, isBeside: boolean): () => void {
  const focus = useCallback(() => box.current?.querySelector<HTMLElement>('[role="application"]')?.focus({ preventScroll: true }), [box]);
  const wasBeside = useRef(false);
  useEffect(() => {
    if (wasBeside.current && !isBeside) focus();
    wasBeside.current = isBeside;
  }, [isBeside, focus]);
  return focus;
}

function useCarrying(editing: Editing, box: { current: HTMLElement | null }): ReturnType<typeof useCarry> {
  const flow = useReactFlow();
  return useCarry({
    canvas: box,
    takes: (load, place) => takes(editing.map, load, place),
    onDrop(load, place) {
      if (load.what === 'kind') editing.add(place, load.kind);
      else if (load.what !== 'way') editing.move(load.stepId, place, load.what);
    },
    onJoin: (place, stepId) => editing.join(place, stepId),
    onPush(by) {
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + by.x, y: y + by.y, zoom });
    },
  });
}

interface ActingOptions {
  editing: Editing;
  layout: Layout;
  isEditable: boolean;
  onPeople: (stepId: number) => void;
  lift: CanvasActs['lift'];
  focus: () => void;
  setSelected: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void;
  setOver: (over: Over) => void;
}

/** What elements can ask for; the same object for as long as the canvas stands, so that none of them is drawn anew for it. */
function useActing(options: ActingOptions): CanvasActs {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { objectId } = options.editing.names;
  return useMemo(() => {
    const now = (): ActingOptions => latest.current;
    const activate = (id: string): void => {
      now().editing.setActive(id);
      now().focus();
    };
    return {
      objectId,
      activate,
      choose(id) {
        now().setSelected((before) => toggled(before, id));
        activate(id);
      },
      open: (id) => open(id, now()),
      menu(id, at) {
        now().editing.setActive(id);
        now().setOver({ is: 'menu', id, at });
      },
      ask: (place, at) => now().setOver({ is: 'next', place, at }),
      people: (stepId) => now().onPeople(stepId),
      lift: (event, load) => now().lift(event, load),
      writeNote(id, text) {
        now().editing.changeNote(id, { text });
        now().focus();
      },
    };
  }, [objectId]);
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Nothing can end in the midst of a path, nor at its very beginning. */
function takes(map: AutomationMap, load: Load, place: Place): boolean {
  if (load.what === 'kind') return load.kind !== 'end' || (place.at === 'exit' && stepAt(map, place) === null);
  return load.what !== 'way' && canMove(map, load.stepId, place, load.what);
}

/** The way that goes on behind an element. */
export function placeBehind(id: string, { placed, ways }: Layout): Place | undefined {
  const one = placed.find((element) => element.id === id);
  if (!one) return undefined;
  if (one.place) return one.place;
  return one.kind === 'trigger' ? { at: 'start' } : ways.find(({ from }) => from === id)?.place;
}

function open(id: string, { editing, layout, isEditable }: ActingOptions): void {
  const one = layout.placed.find((element) => element.id === id);
  const leadsTo =
    one?.kind === 'leads' ? one.stepId : editing.map.steps.find((step) => step.kind === 'goto' && step.id === one?.stepId)?.next[0];
  if (typeof leadsTo === 'number' && (one?.kind === 'leads' || !isEditable)) editing.setActive(idOfStep(leadsTo));
  else if (id.startsWith('note-')) document.querySelector<HTMLElement>(`#${domId(id)} [data-write-note]`)?.click();
  else if (isEditable) editing.openElement(id);
}
