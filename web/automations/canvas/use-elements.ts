import type { NodeChange } from '@xyflow/react';
import { type Dispatch, type SetStateAction, useEffect, useMemo, useRef, useState } from 'react';
import { sentencesOfExits } from '../sentences.ts';
import type { Editing } from '../use-editing.ts';
import { edgesOf, type ElementNode, idOfNote, nodesOf, type NoteNode, type Shown, type WayEdge } from './elements.ts';

interface ElementsOptions extends Omit<Shown, 'sizes'> {
  editing: Editing;
  setSelected: Dispatch<SetStateAction<ReadonlySet<string>>>;
}

/** The elements and lines of the map as the canvas wants them, and what it tells of them: what is chosen, where notes are carried. */
export function useElements({ editing, setSelected, ...shown }: ElementsOptions): {
  nodes: (ElementNode | NoteNode)[];
  edges: WayEdge[];
  onNodesChange: (changes: NodeChange[]) => void;
} {
  const { map, layout, overlay, isEditable } = shown;
  const [sizes, setSizes] = useState<Shown['sizes']>(UNMEASURED);
  const [carried, setCarried] = useState<{ id: string; at: { x: number; y: number } } | null>(null);
  const known = useRef<ReadonlyMap<string, ElementNode | NoteNode>>(new Map());
  const nodes = nodesOf({ ...shown, sizes }, known.current);
  useEffect(() => {
    known.current = new Map(nodes.map((node) => [node.id, node]));
  });
  const edges = useMemo(() => {
    const labels = new Map(map.steps.map((step) => [step.id, sentencesOfExits(step)]));
    return edgesOf({ map, layout, overlay, isEditable }, (stepId, exit) => labels.get(stepId)?.[exit] ?? '');
  }, [map, layout, overlay, isEditable]);

  const onNodesChange = (changes: NodeChange[]): void => {
    const choices = changes.filter((change) => change.type === 'select');
    if (choices.length > 0) setSelected((before) => chosenAfter(before, choices));
    for (const change of changes) {
      if (change.type === 'dimensions' && change.dimensions && change.id.startsWith(NOTE)) {
        const { id, dimensions } = change;
        setSizes((before) => new Map(before).set(id, dimensions));
      }
      if (change.type !== 'position' || !change.position) continue;
      setCarried(change.dragging ? { id: change.id, at: change.position } : null);
      if (change.dragging) continue;
      const { x, y } = change.position;
      editing.changeNote(Number(change.id.slice(NOTE.length)), { x: Math.round(x), y: Math.round(y) });
    }
  };
  const moved = carried ? nodes.map((node) => (node.id === carried.id ? { ...node, position: carried.at } : node)) : nodes;
  return { nodes: moved, edges, onNodesChange };
}

const UNMEASURED: Shown['sizes'] = new Map();
const NOTE = idOfNote(0).slice(0, -1);

function chosenAfter(before: ReadonlySet<string>, choices: readonly { id: string; selected: boolean }[]): ReadonlySet<string> {
  const next = new Set(before);
  for (const { id, selected } of choices) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}
