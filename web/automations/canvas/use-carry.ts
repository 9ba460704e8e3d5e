import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useRef, useState } from 'react';
import type { Place } from '../map-edits.ts';
import type { Load } from './elements.ts';

const BEGINS_PX = 5;
const CATCHES_PX = 56;
const EDGE_PX = 40;
const PUSH_PX = 14;

interface CarryOptions {
  canvas: RefObject<HTMLElement | null>;
  /** Whether it may be put there. */
  takes: (load: Load, place: Place) => boolean;
  onDrop: (load: Load, place: Place) => void;
  onJoin: (place: Place, stepId: number) => void;
  /** Moves the view when the pointer is at its edge. */
  onPush: (by: { x: number; y: number }) => void;
}

export interface Carried {
  load: Load;
  x: number;
  y: number;
}

/** Carrying with the pointer: onto a plus, or from an open end to a step. A press that does not move is a press. */
export function useCarry(options: CarryOptions): { carried: Carried | null; lift: (event: ReactPointerEvent, load: Load) => void } {
  const [carried, setCarried] = useState<Carried | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const lift = useCallback((event: ReactPointerEvent, load: Load): void => {
    if (event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const begun = { x: event.clientX, y: event.clientY };
    let over: Element | null = null;
    let isCarrying = false;
    const mark = (next: Element | null): void => {
      if (next === over) return;
      over?.removeAttribute('data-over');
      next?.setAttribute('data-over', 'true');
      over = next;
    };
    const onMove = (move: PointerEvent): void => {
      if (!isCarrying && Math.hypot(move.clientX - begun.x, move.clientY - begun.y) < BEGINS_PX) return;
      isCarrying = true;
      move.preventDefault();
      setCarried({ load, x: move.clientX, y: move.clientY });
      mark(targetAt(latest.current, load, move));
      const push = pushAt(latest.current.canvas.current, move);
      if (push.x !== 0 || push.y !== 0) latest.current.onPush(push);
    };
    const end = (): void => {
      mark(null);
      setCarried(null);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKey, true);
    };
    const onUp = (): void => {
      const target = over;
      const wasCarrying = isCarrying;
      end();
      if (!wasCarrying) return;
      swallowClick();
      if (target) drop(latest.current, load, target);
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      end();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKey, true);
  }, []);
  return { carried, lift };
}

/** The press that ends carrying opens nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}

function drop({ onDrop, onJoin }: CarryOptions, load: Load, target: Element): void {
  if (load.what === 'way') onJoin(load.place, Number(target.getAttribute('data-element')!.replace('step-', '')));
  else onDrop(load, placeOf(target));
}

const placeOf = (target: Element): Place => JSON.parse(target.getAttribute('data-place')!) as Place;

function targetAt({ canvas, takes }: CarryOptions, load: Load, { clientX, clientY }: PointerEvent): Element | null {
  if (load.what === 'way') return document.elementFromPoint(clientX, clientY)?.closest('[data-element^="step-"]') ?? null;
  const near = [...(canvas.current?.querySelectorAll('[data-place]') ?? [])]
    .map((element) => ({ element, distance: distanceTo(element.getBoundingClientRect(), clientX, clientY) }))
    .filter(({ distance }) => distance < CATCHES_PX)
    .toSorted((one, other) => one.distance - other.distance);
  return near.find(({ element }) => takes(load, placeOf(element)))?.element ?? null;
}

function distanceTo({ left, right, top, bottom }: DOMRect, x: number, y: number): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

function pushAt(canvas: HTMLElement | null, { clientX, clientY }: PointerEvent): { x: number; y: number } {
  if (!canvas) return { x: 0, y: 0 };
  const { left, right, top, bottom } = canvas.getBoundingClientRect();
  const along = (at: number, from: number, to: number): number => {
    if (at > from && at < from + EDGE_PX) return PUSH_PX;
    return at < to && at > to - EDGE_PX ? -PUSH_PX : 0;
  };
  return { x: along(clientX, left, right), y: along(clientY, top, bottom) };
}
