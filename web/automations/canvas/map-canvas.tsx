import '@xyflow/react/dist/base.css';
import { MiniMap, type NodeChange, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AutomationMap } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import type { Problems, StepCount } from '../automation-data.ts';
import { canMove, type Place, stepAt } from '../map-edits.ts';
import { sentencesOfExits } from '../sentences.ts';
import { StepIcon } from '../step-icon.tsx';
import type { Editing } from '../use-editing.ts';
import { CanvasTools } from './canvas-tools.tsx';
import classes from './canvas.module.css';
import { ElementView } from './element-node.tsx';
import { ActsContext, type CanvasActs, domId, edgesOf, type ElementNode, idOfNote, type Load, nodesOf, type NoteNode } from './elements.ts';
import { FindPanel } from './find-panel.tsx';
import { KeysHelp } from './keys-help.tsx';
import { ENTRANCE, idOfStep, type Layout, layoutMap } from './layout.ts';
import { nextChoices } from './next-choices.tsx';
import { NoteView } from './note-node.tsx';
import type { Overlay } from './overlay.ts';
import { Palette } from './palette.tsx';
import { Popup } from './popup.tsx';
import { menuFor } from './step-menu.tsx';
import { useCarry } from './use-carry.ts';
import { useClipboard } from './use-clipboard.ts';
import { useKeys } from './use-keys.ts';
import { useView } from './use-view.ts';
import { WayView } from './way-edge.tsx';

const NODE_TYPES = { element: ElementView, note: NoteView };
const EDGE_TYPES = { way: WayView };
const CHOOSING = ['Shift', 'Control', 'Meta'];
const NO_OVERLAY: Overlay = {};

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

/** The map as a canvas. */
export default function MapCanvas(props: MapCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

/** What is open over the canvas, and where. */
type Over = { is: 'next'; place: Place; at: Point } | { is: 'menu'; id: string; at: Point } | null;
interface Point {
  x: number;
  y: number;
}

function Canvas({ name, mapId, editing, problems, counts, entered, overlay = NO_OVERLAY, isEditable, onPeople }: MapCanvasProps) {
  const { map, names, setActive } = editing;
  const box = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutMap(map), [map]);
  // What was active may have gone by an undo.
  const isThere = layout.placed.some(({ id }) => id === editing.active) || map.notes.some(({ id }) => idOfNote(id) === editing.active);
  const active = isThere ? editing.active : ENTRANCE;
  const flow = useReactFlow();
  const [selected, setSelected] = useState<ReadonlySet<string>>(NONE);
  const [over, setOver] = useState<Over>(null);
  const [isFinding, setFinding] = useState(false);
  const [hasHelp, setHelp] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(() => window.innerWidth >= WIDE_PX);
  const hasPalette = isEditable && isPaletteOpen;
  const view = useView({ box, layout, mapId, active, notes: map.notes, covered: hasPalette ? UNDER_PALETTE : UNCOVERED });
  const [found, setFound] = useState<ReadonlySet<string>>(NONE);
  const focus = useCallback(() => box.current?.querySelector<HTMLElement>('[role="application"]')?.focus({ preventScroll: true }), []);
  const isBeside = editing.open !== null;
  const wasBeside = useRef(false);
  useEffect(() => {
    // What was open beside the map is closed: the keys are the map's again.
    if (wasBeside.current && !isBeside) focus();
    wasBeside.current = isBeside;
  }, [isBeside, focus]);
  const close = (): void => {
    setOver(null);
    focus();
  };

  const { carried, lift } = useCarry({
    canvas: box,
    takes: (load, place) => takes(map, load, place),
    onDrop: (load, place) => drop(editing, load, place),
    onJoin: (place, stepId) => editing.join(place, stepId),
    onPush: ({ x, y }) => void flow.setViewport({ ...flow.getViewport(), x: flow.getViewport().x + x, y: flow.getViewport().y + y }),
  });

  const latest = useRef({ editing, onPeople, layout, isEditable });
  useEffect(() => {
    latest.current = { editing, onPeople, layout, isEditable };
  });
  const acts = useMemo(
    (): CanvasActs => ({
      activate: (id) => (latest.current.editing.setActive(id), focus()),
      open: (id) => open(id, latest.current.editing, latest.current),
      menu: (id, at) => (latest.current.editing.setActive(id), setOver({ is: 'menu', id, at })),
      ask: (place, at) => setOver({ is: 'next', place, at }),
      people: (stepId) => latest.current.onPeople(stepId),
      lift,
      writeNote: (id, text) => (latest.current.editing.changeNote(id, { text }), focus()),
      objectId: names.objectId,
    }),
    [focus, lift, names.objectId],
  );

  const known = useRef<ReadonlyMap<string, ElementNode | NoteNode>>(new Map());
  const shown = { map, layout, names, problems, counts, entered, overlay, isEditable, active, found, selected };
  const nodes = nodesOf(shown, known.current);
  const [dragged, setDragged] = useState<{ id: string; at: Point } | null>(null);
  useEffect(() => {
    known.current = new Map(nodes.map((node) => [node.id, node]));
  });
  const edges = useMemo(() => {
    const labels = new Map(map.steps.map((step) => [step.id, sentencesOfExits(step)]));
    const shownEdges = edgesOf({ ...shown }, (stepId, exit) => labels.get(stepId)?.[exit] ?? '');
    return isEditable ? shownEdges : shownEdges.filter(({ target }) => target !== 'add-trigger');
    // What is active, chosen or found changes no line.
  }, [map, layout, overlay, isEditable]);

  const onNodesChange = (changes: NodeChange[]): void => {
    const choices = changes.filter((change) => change.type === 'select');
    if (choices.length > 0) {
      const next = new Set(selected);
      for (const { id, selected: isChosen } of choices) {
        if (isChosen) next.add(id);
        else next.delete(id);
      }
      setSelected(next);
    }
    for (const change of changes) {
      if (change.type !== 'position' || !change.position) continue;
      if (change.dragging) setDragged({ id: change.id, at: change.position });
      else {
        setDragged(null);
        editing.changeNote(Number(change.id.replace('note-', '')), { x: Math.round(change.position.x), y: Math.round(change.position.y) });
      }
    }
  };

  const chosenSteps = map.steps.filter(({ id }) => selected.has(idOfStep(id))).map(({ id }) => id);
  const targets = chosenSteps.length > 0 ? chosenSteps : map.steps.filter(({ id }) => idOfStep(id) === active).map(({ id }) => id);
  const askAt = (id: string): void => {
    const place = placeBehind(id, layout);
    const at = document.getElementById(domId(id))?.getBoundingClientRect();
    if (place) setOver({ is: 'next', place, at: at ? { x: at.right + 12, y: at.top } : { x: 200, y: 200 } });
  };
  const find = { open: () => setFinding(true) };
  const clipboard = useClipboard({ editing, targets, placeOf: () => placeBehind(active, layout), isEditable });
  const onKeyDown = useKeys({
    editing: { ...editing, active },
    layout,
    problems,
    targets,
    isEditable,
    view,
    setSelected,
    ask: askAt,
    find: find.open,
    help: () => setHelp(true),
    open: acts.open,
    menu: (id) => {
      const at = document.getElementById(domId(id))?.getBoundingClientRect();
      acts.menu(id, { x: at?.left ?? 200, y: at?.bottom ?? 200 });
    },
  });

  return (
    <ActsContext value={acts}>
      <div className={classes.frame} data-carrying={carried?.load.what} data-palette={hasPalette || undefined}>
        {hasPalette && (
          <Palette
            kinds={editing.kinds}
            lift={lift}
            onChoose={(kind) => {
              const place = placeBehind(active, layout) ?? { at: 'start' };
              editing.add(place, kind);
            }}
          />
        )}
        <div ref={box} className={classes.canvas} {...clipboard}>
          <ReactFlow
            nodes={dragged ? nodes.map((node) => (node.id === dragged.id ? { ...node, position: dragged.at } : node)) : nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            onNodesChange={onNodesChange}
            onMoveEnd={view.keep}
            defaultViewport={view.first}
            minZoom={0.1}
            maxZoom={1.6}
            onlyRenderVisibleElements
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode="Shift"
            multiSelectionKeyCode={CHOOSING}
            elevateNodesOnSelect={false}
            zoomOnDoubleClick={false}
            panOnScroll
            onPaneClick={focus}
            tabIndex={0}
            aria-label={t('canvas.map', { name })}
            aria-describedby="map-how"
            aria-activedescendant={domId(active)}
            onKeyDown={onKeyDown}
            attributionPosition="bottom-center"
          >
            {view.hasOverview && (
              <MiniMap
                className={classes.overview}
                pannable
                zoomable
                ariaLabel={t('canvas.overview')}
                nodeColor={colourOf}
                nodeBorderRadius={10}
                maskColor="var(--canvas-mask)"
                bgColor="var(--qs-raised)"
                position="bottom-right"
                style={OVERVIEW}
              />
            )}
          </ReactFlow>
          <CanvasTools
            editing={editing}
            view={view}
            isEditable={isEditable}
            isPaletteOpen={isPaletteOpen}
            onPalette={() => setPaletteOpen(!isPaletteOpen)}
            onFind={find.open}
            onHelp={() => setHelp(true)}
          />
          {isFinding && (
            <FindPanel
              layout={layout}
              editing={editing}
              onFound={setFound}
              onGo={(id) => (setActive(id), view.show(id))}
              onClose={() => {
                setFinding(false);
                setFound(NONE);
                focus();
              }}
            />
          )}
          <div id="map-how" className="visually-hidden">
            {t('canvas.how')}
          </div>
        </div>
        {over?.is === 'next' && (
          <Popup
            at={over.at}
            label={t('canvas.next')}
            groups={nextChoices({ kinds: editing.kinds, isOpenEnd: stepAt(map, over.place) === null, hasSteps: map.steps.length > 0 })}
            onChoose={(kind) => {
              close();
              editing.add(over.place, kind);
            }}
            onClose={close}
          />
        )}
        {over?.is === 'menu' &&
          menuFor({ ...over, editing, layout, isEditable, onAsk: askAt, onOpen: acts.open, onPeople, onClose: close })}
        {hasHelp && <KeysHelp isEditable={isEditable} onClose={() => (setHelp(false), focus())} />}
        {carried && <Ghost load={carried.load} x={carried.x} y={carried.y} />}
      </div>
    </ActsContext>
  );
}

const NONE: ReadonlySet<string> = new Set();
const WIDE_PX = 1_280;
const PALETTE_PX = 196;
const UNCOVERED = { left: 0, right: 0 };
const UNDER_PALETTE = language.direction === 'rtl' ? { left: 0, right: PALETTE_PX } : { left: PALETTE_PX, right: 0 };
const OVERVIEW = { width: 176, height: 120 };

const colourOf = (node: { id: string; data: Record<string, unknown> }): string =>
  node.data.problem ? 'var(--qs-bad)' : node.data.isActive ? 'var(--qs-accent)' : 'var(--canvas-overview-node)';

/** What follows the pointer. */
function Ghost({ load, x, y }: { load: Load; x: number; y: number }) {
  return (
    <div className={classes.ghost} dir={language.direction} style={{ transform: `translate(${x + 10}px, ${y + 10}px)` }} aria-hidden>
      {load.what === 'kind' && <StepIcon kind={load.kind} />}
      {load.what === 'way' ? t('canvas.drawWay') : load.label}
    </div>
  );
}

/** Nothing can end in the midst of a path, nor at its very beginning. */
function takes(map: AutomationMap, load: Load, place: Place): boolean {
  if (load.what === 'kind') return load.kind !== 'end' || (place.at === 'exit' && stepAt(map, place) === null);
  return load.what !== 'way' && canMove(map, load.stepId, place, load.what);
}

function drop(editing: Editing, load: Load, place: Place): void {
  if (load.what === 'kind') editing.add(place, load.kind);
  else if (load.what !== 'way') editing.move(load.stepId, place, load.what);
}

/** The way that goes on behind an element. */
function placeBehind(id: string, { placed, ways }: Layout): Place | undefined {
  const one = placed.find((element) => element.id === id);
  if (!one) return undefined;
  if (one.place) return one.place;
  return one.kind === 'trigger' ? { at: 'start' } : ways.find(({ from }) => from === id)?.place;
}

function open(id: string, editing: Editing, { layout, isEditable }: { layout: Layout; isEditable: boolean }): void {
  const one = layout.placed.find((element) => element.id === id);
  const leadsTo =
    one?.kind === 'leads' ? one.stepId : editing.map.steps.find((step) => step.kind === 'goto' && step.id === one?.stepId)?.next[0];
  if (typeof leadsTo === 'number' && (one?.kind === 'leads' || !isEditable)) editing.setActive(idOfStep(leadsTo));
  else if (id.startsWith('note-')) document.querySelector<HTMLElement>(`#${domId(id)} [data-write-note]`)?.click();
  else if (isEditable) editing.openElement(id);
}
