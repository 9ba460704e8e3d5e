import { type Edge as FlowEdge, type Node as FlowNode, Position } from '@xyflow/react';
import { createContext, type PointerEvent as ReactPointerEvent, type ReactNode, use } from 'react';
import type { StepCount } from '../../../src/automations/rules/step-count.ts';
import type { AutomationMap, Step } from '../../../src/automations/schema.ts';
import type { Place } from '../map-edits.ts';
import type { Names } from '../use-names.ts';
import type { Layout, Placed, Way } from './layout.ts';
import type { Overlay } from './overlay.ts';
import { sentenceOfElement } from './words.ts';

/** All that an element shows; the same object as long as nothing of it changes, so that nothing is drawn anew without cause. */
export interface ElementData extends Record<string, unknown> {
  placed: Placed;
  kind: string;
  sentence: string;
  /** A condition in the words of its criteria. */
  criteria: unknown;
  problem: string | undefined;
  standing: number;
  failed: number;
  arrived: number;
  isActive: boolean;
  isFound: boolean;
  isFaded: boolean;
  isEditable: boolean;
  foot: ReactNode;
}

export interface NoteData extends Record<string, unknown> {
  noteId: number;
  text: string;
  isActive: boolean;
  isEditable: boolean;
}

export interface WayData extends Record<string, unknown> {
  way: Way;
  label: string;
  extra: ReactNode;
  weight: number | undefined;
  isFaded: boolean;
  isEditable: boolean;
}

export type ElementNode = FlowNode<ElementData, 'element'>;
export type NoteNode = FlowNode<NoteData, 'note'>;
export type WayEdge = FlowEdge<WayData, 'way'>;

/** What is carried over the canvas by the pointer: a step, a step with its branch, a kind from the palette, or the end of a way. */
export type Load =
  | { what: 'step' | 'branch'; stepId: number; label: string }
  | { what: 'kind'; kind: string; label: string }
  | { what: 'way'; place: Place; label: string };

/** What elements can ask of the canvas; never changes. */
export interface CanvasActs {
  activate: (id: string) => void;
  /** Chooses one more element, or one less. */
  choose: (id: string) => void;
  open: (id: string) => void;
  menu: (id: string, at: { x: number; y: number }) => void;
  ask: (place: Place, at: { x: number; y: number }) => void;
  people: (stepId: number) => void;
  lift: (event: ReactPointerEvent, load: Load) => void;
  writeNote: (id: number, text: string) => void;
  objectId: number;
}

export const ActsContext = createContext<CanvasActs | null>(null);
export function useActs(): CanvasActs {
  const acts = use(ActsContext);
  if (!acts) throw new Error('There is nothing to do outside of the canvas.');
  return acts;
}

export const idOfNote = (id: number): string => `note-${id}`;
/** The id an element has in the page. */
export const domId = (id: string): string => `map-${id}`;

export interface Shown {
  map: AutomationMap;
  layout: Layout;
  names: Names;
  problems: Readonly<Record<string, string>>;
  counts: ReadonlyMap<number, StepCount>;
  entered: number;
  overlay: Overlay;
  isEditable: boolean;
  active: string;
  found: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  /** How large each note turned out to be. */
  sizes: ReadonlyMap<string, { width: number; height: number }>;
}

/** The elements of the map for the canvas; those in `before` that say the same are taken over as they are. */
export function nodesOf(shown: Shown, before: ReadonlyMap<string, ElementNode | NoteNode>): (ElementNode | NoteNode)[] {
  const steps = new Map(shown.map.steps.map((step) => [step.id, step]));
  const placed = shown.layout.placed.filter(({ kind }) => shown.isEditable || kind !== 'add-trigger');
  const elements = placed.map((one): ElementNode => {
    const data = elementData(one, one.stepId === null ? undefined : steps.get(one.stepId), shown);
    const position = { x: one.x, y: one.y };
    const { width, height } = one;
    return {
      id: one.id,
      type: 'element',
      position,
      width,
      height,
      data,
      draggable: false,
      selectable: one.kind === 'step' || one.kind === 'end' || one.kind === 'goto',
      selected: shown.selected.has(one.id),
      domAttributes: PLAIN,
      handles: [
        { type: 'target', position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
        { type: 'source', position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
      ],
      measured: { width, height },
    };
  });
  return [...elements, ...notesOf(shown)].map((node) => {
    const known = before.get(node.id);
    return known && isSameNode(known, node) ? known : node;
  });
}

const PLAIN = { 'aria-roledescription': undefined };

function elementData(placed: Placed, step: Step | undefined, shown: Shown): ElementData {
  const { counts, overlay, problems, isEditable } = shown;
  const own = placed.kind === 'step' || placed.kind === 'end' || placed.kind === 'goto';
  const count = own && placed.stepId !== null ? counts.get(placed.stepId) : undefined;
  const overlayId = own || placed.kind === 'trigger' || placed.kind === 'entrance' ? placed.stepId : null;
  return {
    placed,
    kind: own ? (step?.kind ?? '') : placed.kind,
    sentence: sentenceOfElement(placed, shown),
    criteria: own && step?.kind === 'condition' ? step.settings : undefined,
    problem: problemOf(placed, problems),
    standing: count?.standing ?? 0,
    failed: count?.failed ?? 0,
    arrived: placed.kind === 'entrance' ? shown.entered : (count?.arrived ?? 0),
    isActive: shown.active === placed.id,
    isFound: shown.found.has(placed.id),
    isFaded: overlay.highlighted !== undefined && (overlayId === null || !overlay.highlighted.has(overlayId)),
    isEditable,
    foot: overlayId === null ? null : overlay.node?.(overlayId),
  };
}

export function problemOf({ kind, stepId }: Placed, problems: Readonly<Record<string, string>>): string | undefined {
  if (kind === 'trigger') return problems[`trigger.${stepId}`];
  if (kind === 'entrance') return problems.who ?? problems.exit ?? problems.quiet;
  return kind === 'step' || kind === 'end' || kind === 'goto' ? problems[String(stepId)] : undefined;
}

function notesOf({ map, active, isEditable, selected, sizes }: Shown): NoteNode[] {
  return map.notes.map(({ id, text, x, y }) => ({
    id: idOfNote(id),
    type: 'note',
    position: { x, y },
    data: { noteId: id, text, isActive: active === idOfNote(id), isEditable },
    draggable: isEditable,
    dragHandle: '[data-handle]',
    selectable: isEditable,
    selected: selected.has(idOfNote(id)),
    domAttributes: PLAIN,
    zIndex: 1,
    // Shown at once, so that it can be written on at once; it is measured after that.
    initialWidth: 200,
    initialHeight: 64,
    ...(sizes.has(idOfNote(id)) ? { measured: sizes.get(idOfNote(id))! } : {}),
  }));
}

function isSameNode(one: ElementNode | NoteNode, other: ElementNode | NoteNode): boolean {
  if (one.position.x !== other.position.x || one.position.y !== other.position.y || one.selected !== other.selected) return false;
  if (one.selectable !== other.selectable || one.draggable !== other.draggable) return false;
  if (one.type === 'note' && one.measured !== other.measured) return false;
  const { placed: here, ...ours } = one.data as Partial<ElementData>;
  const { placed: there, ...theirs } = other.data as Partial<ElementData>;
  const keys = Object.keys(theirs) as (keyof typeof theirs)[];
  return keys.every((key) => ours[key] === theirs[key]) && JSON.stringify(here) === JSON.stringify(there);
}

/** The lines of the map for the canvas. */
export function edgesOf(
  { layout, overlay, isEditable, map }: Pick<Shown, 'layout' | 'overlay' | 'isEditable' | 'map'>,
  labels: (stepId: number, exit: number) => string,
): WayEdge[] {
  const known = new Set(map.steps.map(({ id }) => id));
  return layout.ways.map((way) => {
    const over = overlay.edge?.(way.stepId, way.exit);
    const isFaded = overlay.highlighted !== undefined && !overlay.highlighted.has(way.stepId);
    return {
      id: way.id,
      type: 'way',
      source: way.from,
      target: way.to,
      focusable: false,
      selectable: false,
      domAttributes: { ...PLAIN, 'aria-hidden': true },
      data: {
        way,
        label: known.has(way.stepId) ? labels(way.stepId, way.exit) : '',
        extra: over?.label,
        weight: over?.weight,
        isFaded,
        isEditable,
      },
    };
  });
}
