import { useReactFlow, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ENTRANCE, type Layout } from './layout.ts';
import { middle } from './walk.ts';

const MARGIN = 48;
/** Below the tools. */
const TOP = 68;
/** A step with the gap under it and the next. */
const BEHIND = 210;
const SMALLEST = 0.7;
const MOVES_MS = 140;
/** From so many elements on an overview helps. */
const MANY = 14;

/** Where each map was last looked at, while the page stays. */
const kept = new Map<number, Viewport>();

export interface View {
  first: Viewport;
  keep: (event: unknown, viewport: Viewport) => void;
  show: (id: string) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
  /** A place in the middle of what is seen, in the map's own measures. */
  centre: () => { x: number; y: number };
  hasOverview: boolean;
  toggleOverview: () => void;
}

interface ViewOptions {
  box: RefObject<HTMLElement | null>;
  layout: Layout;
  mapId: number;
  active: string;
  notes: readonly { id: number; x: number; y: number }[];
  /** What lies over the canvas at its sides. */
  covered: Covered;
}

interface Covered {
  left: number;
  right: number;
}

/** What part of the map is seen: kept when the mode changes, and moved so that the active element is in it. */
export function useView({ box, layout, mapId, active, notes, covered }: ViewOptions): View {
  const flow = useReactFlow();
  const [overview, setOverview] = useState<boolean | null>(null);
  const first = useMemo(() => kept.get(mapId) ?? { x: window.innerWidth / 2, y: MARGIN, zoom: 1 }, [mapId]);
  const latest = useRef({ layout, notes, covered });
  useEffect(() => {
    latest.current = { layout, notes, covered };
  });

  useEffect(() => {
    if (!kept.has(mapId) && box.current) void flow.setViewport(beginning(latest.current.layout, box.current, latest.current.covered));
  }, [mapId, box, flow]);

  useEffect(() => {
    if (!box.current) return undefined;
    let before = box.current.clientWidth;
    // What stood in the middle stays there when a phone is turned or something opens beside the map.
    const watcher = new ResizeObserver(([entry]) => {
      const width = entry!.contentRect.width;
      if (width === before || width === 0) return;
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + (width - before) / 2, y, zoom });
      before = width;
    });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [box, flow]);

  const show = useCallback(
    (id: string): void => {
      const at = placeOf(latest.current, id);
      if (!at || !box.current) return;
      const { width, height } = box.current.getBoundingClientRect();
      const { left, right } = latest.current.covered;
      const { x, y, zoom } = flow.getViewport();
      const seen = { x: at.x * zoom + x, y: at.y * zoom + y };
      // What comes behind it should be seen as well.
      const isIn =
        seen.x > left + 140 && seen.x < width - right - 140 && seen.y > 80 && seen.y < height - Math.min(BEHIND, height / 2) * zoom;
      if (!isIn)
        void flow.setViewport({ x: (width + left - right) / 2 - at.x * zoom, y: height * 0.4 - at.y * zoom, zoom }, { duration: moves() });
    },
    [box, flow],
  );
  useEffect(() => show(active), [active, show]);

  return {
    first,
    keep: (_, viewport) => void kept.set(mapId, viewport),
    show,
    zoomIn: () => void flow.zoomIn({ duration: moves() }),
    zoomOut: () => void flow.zoomOut({ duration: moves() }),
    fit: () =>
      void flow.fitView({
        padding: { top: '68px', bottom: '40px', left: `${covered.left + 40}px`, right: `${covered.right + 40}px` },
        maxZoom: 1,
        duration: moves(),
      }),
    centre: () => {
      const seen = box.current?.getBoundingClientRect();
      return flow.screenToFlowPosition({ x: (seen?.left ?? 0) + (seen?.width ?? 0) / 2, y: (seen?.top ?? 0) + (seen?.height ?? 0) / 2 });
    },
    hasOverview: overview ?? layout.placed.length >= MANY,
    toggleOverview: () => setOverview(!(overview ?? layout.placed.length >= MANY)),
  };
}

const moves = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVES_MS);

function placeOf({ layout, notes }: Pick<ViewOptions, 'layout' | 'notes'>, id: string): { x: number; y: number } | undefined {
  const one = layout.placed.find((element) => element.id === id);
  if (one) return middle(one);
  const note = notes.find((candidate) => `note-${candidate.id}` === id);
  return note && { x: note.x + 100, y: note.y + 50 };
}

/** The whole width where it can be read, else the entrance; from the top. */
function beginning({ placed }: Layout, box: HTMLElement, covered: Covered): Viewport {
  const width = box.getBoundingClientRect().width - covered.left - covered.right;
  const left = Math.min(...placed.map(({ x }) => x)) - MARGIN;
  const right = Math.max(...placed.map((one) => one.x + one.width)) + MARGIN;
  const wanted = width / (right - left);
  const zoom = Math.min(1, Math.max(SMALLEST, wanted));
  const entrance = placed.find(({ id }) => id === ENTRANCE)!;
  const axis = wanted >= SMALLEST ? (left + right) / 2 : middle(entrance).x;
  return { x: covered.left + width / 2 - axis * zoom, y: TOP, zoom };
}
