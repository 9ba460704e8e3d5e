import '@xyflow/react/dist/base.css';
import { MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { language, t } from '../../app/messages/t.ts';
import { stepAt } from '../map-edits.ts';
import { StepIcon } from '../step-icon.tsx';
import { CanvasTools } from './canvas-tools.tsx';
import classes from './canvas.module.css';
import { ElementView } from './element-node.tsx';
import { ActsContext, domId } from './elements.ts';
import { FindPanel } from './find-panel.tsx';
import { KeysHelp } from './keys-help.tsx';
import { nextChoices } from './next-choices.tsx';
import { NoteView } from './note-node.tsx';
import { Palette } from './palette.tsx';
import { Popup } from './popup.tsx';
import { menuFor } from './step-menu.tsx';
import { type MapCanvasProps, placeBehind, useCanvas } from './use-canvas.ts';
import type { Carried } from './use-carry.ts';
import { WayView } from './way-edge.tsx';

/** The map as a canvas. */
export default function MapCanvas(props: MapCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: MapCanvasProps) {
  const { name, editing, isEditable } = props;
  const canvas = useCanvas(props);
  const { view, active, layout, over, setOver, acts, lift } = canvas;
  return (
    <ActsContext value={acts}>
      <div className={classes.frame} data-carrying={canvas.carried?.load.what} data-palette={canvas.hasPalette || undefined}>
        {canvas.hasPalette && (
          <Palette
            kinds={editing.kinds}
            lift={lift}
            onChoose={(kind) => editing.add(placeBehind(active, layout) ?? { at: 'start' }, kind)}
          />
        )}
        <div ref={canvas.box} className={classes.canvas} {...canvas.clipboard}>
          <ReactFlow
            {...STILL}
            nodes={canvas.nodes}
            edges={canvas.edges}
            onNodesChange={canvas.onNodesChange}
            onMoveEnd={view.keep}
            defaultViewport={view.first}
            onPaneClick={canvas.focus}
            onKeyDown={canvas.onKeyDown}
            tabIndex={0}
            aria-label={t('canvas.map', { name })}
            aria-describedby={HOW}
            aria-activedescendant={domId(active)}
          >
            {view.hasOverview && <Overview />}
          </ReactFlow>
          <CanvasTools
            editing={editing}
            view={view}
            isEditable={isEditable}
            isPaletteOpen={canvas.hasPalette}
            onPalette={canvas.togglePalette}
            onFind={() => setOver({ is: 'find' })}
            onHelp={() => setOver({ is: 'help' })}
          />
          {over?.is === 'find' && (
            <FindPanel layout={layout} editing={editing} onFound={canvas.setFound} onGo={editing.setActive} onClose={canvas.close} />
          )}
          <div id={HOW} className="visually-hidden">
            {t('canvas.how')}
          </div>
        </div>
        <OverCanvas {...props} canvas={canvas} />
        {canvas.carried && <Ghost {...canvas.carried} />}
      </div>
    </ActsContext>
  );
}

const HOW = 'map-how';
const NODE_TYPES = { element: ElementView, note: NoteView };
const EDGE_TYPES = { way: WayView };

/** What the canvas leaves to the map: elements stand where they are laid out, and keys are ours. */
const STILL = {
  nodeTypes: NODE_TYPES,
  edgeTypes: EDGE_TYPES,
  minZoom: 0.1,
  maxZoom: 1.6,
  onlyRenderVisibleElements: true,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: 'Shift',
  multiSelectionKeyCode: null,
  elevateNodesOnSelect: false,
  zoomOnDoubleClick: false,
  panOnScroll: true,
  attributionPosition: 'bottom-center',
} as const;

/** What opens over the canvas: what happens next, the menu of an element, the keys. */
function OverCanvas({ editing, isEditable, onPeople, canvas }: MapCanvasProps & { canvas: ReturnType<typeof useCanvas> }) {
  const { over, close, layout, acts, ask } = canvas;
  const { map, kinds } = editing;
  switch (over?.is) {
    case 'next':
      return (
        <Popup
          at={over.at}
          label={t('canvas.next')}
          groups={nextChoices({ kinds, isOpenEnd: stepAt(map, over.place) === null, hasSteps: map.steps.length > 0 })}
          onChoose={(kind) => {
            close();
            editing.add(over.place, kind);
          }}
          onClose={close}
        />
      );
    case 'menu':
      return menuFor({ ...over, editing, layout, isEditable, onAsk: ask, onOpen: acts.open, onPeople, onClose: close });
    case 'help':
      return <KeysHelp isEditable={isEditable} onClose={close} />;
    default:
      return null;
  }
}

const OVERVIEW = { width: 176, height: 120 };

/** The whole map, small. */
function Overview() {
  return (
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
  );
}

const colourOf = (node: { id: string; data: Record<string, unknown> }): string =>
  node.data.problem ? 'var(--qs-bad)' : node.data.isActive ? 'var(--qs-accent)' : 'var(--canvas-overview-node)';

/** What follows the pointer. */
function Ghost({ load, x, y }: Carried) {
  return (
    <div className={classes.ghost} dir={language.direction} style={{ transform: `translate(${x + 10}px, ${y + 10}px)` }} aria-hidden>
      {load.what === 'kind' && <StepIcon kind={load.kind} />}
      {load.what === 'way' ? t('canvas.drawWay') : load.label}
    </div>
  );
}
