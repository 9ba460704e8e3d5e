import type { AutomationMap } from '../../../src/automations/schema.ts';
import type { Place } from '../map-reach.ts';
import { measureAll, type Measured } from './measure.ts';
import { edgeKey, ROOT, type Structure, structureOf } from './structure.ts';
import { BRANCH_GAP, ENTRANCE_GAP, JOIN_GAP, ROW_GAP, SIZES, sizeOf, TRIGGER_GAP } from './sizes.ts';

export type PlacedKind = 'entrance' | 'trigger' | 'add-trigger' | 'step' | 'end' | 'goto' | 'open' | 'leads';

/** An element as it stands on the canvas. `place` is the way that ends there, of those that lead to no step below. */
export interface Placed {
  id: string;
  kind: PlacedKind;
  x: number;
  y: number;
  width: number;
  height: number;
  stepId: number | null;
  place: Place | null;
}

export interface Point {
  x: number;
  y: number;
}

/** A line from one element to another. `stepId` and `exit` are what overlays know it by. */
export interface Way {
  id: string;
  from: string;
  to: string;
  stepId: number;
  exit: number;
  points: Point[];
  /** Where its name is said, where there are several. */
  label: Point | null;
  /** Where something can be put in between. */
  plus: Point | null;
  place: Place;
}

export interface Layout {
  placed: Placed[];
  ways: Way[];
}

const MOST_TRIES = 60;

export const idOfStep = (id: number): string => `step-${id}`;
export const idOfTrigger = (id: number): string => `trigger-${id}`;
export const ENTRANCE = 'entrance';
export const ADD_TRIGGER = 'add-trigger';
export const idOfEnd = (place: Place): string =>
  place.at === 'start' ? 'open-start' : place.at === 'trigger' ? `open-trigger-${place.triggerId}` : `open-${place.stepId}-${place.exit}`;

/** Where everything stands: ways in their order from the left, branches beside each other, what they meet at below them all. Nothing is ever in a line's way. */
export function layoutMap(map: AutomationMap): Layout {
  const told = new Set<string>();
  for (let tries = 0; ; tries++) {
    const structure = structureOf(map, told);
    const measured = measureAll(map, structure);
    if (measured.inTheWay.length === 0 || tries === MOST_TRIES) return new Drawing(map, structure, measured).draw();
    for (const key of measured.inTheWay) told.add(key);
  }
}

/** A drawing under way: measured before, so that everything is put where it stays. */
class Drawing {
  readonly placed: Placed[] = [];
  readonly ways: Way[] = [];
  private readonly map: AutomationMap;
  private readonly structure: Structure;
  private readonly measured: Measured;
  /** Lines on their way to a step further below. */
  private readonly under = new Map<string, Way>();

  constructor(map: AutomationMap, structure: Structure, measured: Measured) {
    this.map = map;
    this.structure = structure;
    this.measured = measured;
  }

  draw(): Layout {
    const { heads, start } = this.structure;
    const root = this.measured.blocks.get(ROOT)!;
    const headTop = this.topOfHeads();
    this.drawTriggers(root.axes);
    root.axes.forEach((x, index) => {
      const head = heads[start === null ? index - 1 : index];
      const isStart = index === 0;
      if (isStart) this.put({ id: ENTRANCE, kind: 'entrance', stepId: 0, place: null }, { x, y: this.entranceTop() });
      if (isStart && start === null) this.openEnd({ at: 'start' }, { from: ENTRANCE, stepId: 0, exit: 0 }, [this.below(ENTRANCE)], headTop);
      else if (head !== undefined) this.drawHead(head, isStart, x, headTop);
    });
    this.drawJoins(ROOT, 0, headTop + root.columnsHeight);
    return { placed: this.placed, ways: this.ways };
  }

  private entranceTop = (): number => SIZES.trigger.height + ENTRANCE_GAP;
  private topOfHeads = (): number => this.entranceTop() + SIZES.entrance.height + ROW_GAP;

  private drawHead(head: number, isStart: boolean, x: number, top: number): void {
    const isJoin = !this.structure.children.get(ROOT)?.has(head);
    if (isStart) {
      const from = this.below(ENTRANCE);
      const way = this.way({ from: ENTRANCE, to: idOfStep(head), stepId: 0, exit: 0, place: { at: 'start' }, points: [from] });
      way.plus = { x, y: top - ROW_GAP / 2 };
      if (isJoin) this.under.set(edgeKey(ROOT, 0), way);
      else way.points.push({ x, y: top });
    } else this.leadTriggersTo(head, x, top, isJoin);
    if (!isJoin) this.drawStep(head, x, top);
  }

  private leadTriggersTo(head: number, x: number, top: number, isJoin: boolean): void {
    const bend = this.entranceTop() + SIZES.entrance.height / 2;
    for (const { id } of this.triggersOf(head)) {
      const from = this.below(idOfTrigger(id));
      const points = [from, { x: from.x, y: bend }, { x, y: bend }];
      const place: Place = { at: 'trigger', triggerId: id };
      const way = this.way({ from: idOfTrigger(id), to: idOfStep(head), stepId: id, exit: 0, place, points });
      way.plus = this.triggersOf(head).length === 1 ? { x, y: top - ROW_GAP / 2 } : null;
      if (isJoin) this.under.set(`${edgeKey(ROOT, this.structure.heads.indexOf(head))}/${id}`, way);
      else points.push({ x, y: top });
    }
  }

  private triggersOf = (head: number) => this.map.triggers.filter(({ step }) => step === head && step !== this.structure.start);

  /** Side by side above what they lead to. */
  private drawTriggers(axes: readonly number[]): void {
    const { heads, start, common } = this.structure;
    const width = SIZES.trigger.width + TRIGGER_GAP;
    const row = (triggers: readonly { id: number }[], axis: number): void =>
      triggers.forEach(({ id }, index) =>
        this.put(
          { id: idOfTrigger(id), kind: 'trigger', stepId: id, place: null },
          { x: axis + (index - (triggers.length - 1) / 2) * width, y: 0 },
        ),
      );
    row(common, axes[0]!);
    const room = SIZES.trigger.height - SIZES['add-trigger'].height;
    const beside = (common.length * width) / 2 + SIZES['add-trigger'].width / 2;
    const adding = common.length === 0 ? { x: axes[0]!, y: room } : { x: axes[0]! + beside, y: room / 2 };
    this.put({ id: ADD_TRIGGER, kind: 'add-trigger', stepId: null, place: null }, adding);
    heads.forEach((head, index) => {
      if (head !== start) row(this.triggersOf(head), axes[start === null ? index + 1 : index]!);
    });
    for (const { id, step } of common) this.fromTrigger(id, step ?? null, axes[0]!);
  }

  private fromTrigger(id: number, step: number | null, axis: number): void {
    const from = this.below(idOfTrigger(id));
    const place: Place = { at: 'trigger', triggerId: id };
    if (step !== null && step !== this.structure.start && this.structure.steps.has(step)) {
      this.leadsTo(place, { from: idOfTrigger(id), stepId: id, exit: 0 }, [from], { to: step, top: from.y + 10 });
      return;
    }
    const bend = this.entranceTop() - 16;
    const points = [from, { x: from.x, y: bend }, { x: axis, y: bend }, { x: axis, y: this.entranceTop() }];
    this.way({ from: idOfTrigger(id), to: ENTRANCE, stepId: id, exit: 0, place, points });
  }

  private drawStep(id: number, x: number, top: number): void {
    const step = this.structure.steps.get(id)!;
    const kind = step.kind === 'end' ? 'end' : step.kind === 'goto' ? 'goto' : 'step';
    this.put({ id: idOfStep(id), kind, stepId: id, place: null }, { x, y: top });
    const block = this.measured.blocks.get(id)!;
    if (kind === 'step') block.axes.forEach((dx, exit) => this.drawExit(id, exit, x + dx, block.axes.length > 1));
    this.drawJoins(id, x, top + block.columnsHeight);
  }

  private drawExit(id: number, exit: number, x: number, isOneOfMany: boolean): void {
    const from = this.below(idOfStep(id));
    const top = from.y + (isOneOfMany ? BRANCH_GAP : ROW_GAP);
    const points = isOneOfMany ? [from, { x: from.x, y: from.y + 18 }, { x, y: from.y + 18 }] : [from];
    const place: Place = { at: 'exit', stepId: id, exit };
    const source = { from: idOfStep(id), stepId: id, exit };
    const to = this.structure.steps.get(id)!.next[exit] ?? null;
    const edge = this.structure.drawn.get(edgeKey(id, exit));
    const before = this.ways.length;
    if (edge) {
      const way = this.way({ ...source, to: idOfStep(edge.to), place, points });
      way.plus = { x, y: top - (isOneOfMany ? 24 : ROW_GAP / 2) };
      if (this.structure.children.get(id)?.has(edge.to)) {
        points.push({ x, y: top });
        this.drawStep(edge.to, x, top);
      } else this.under.set(edgeKey(id, exit), way);
    } else if (to === null || !this.structure.steps.has(to)) this.openEnd(place, source, points, top);
    else this.leadsTo(place, source, points, { to, top });
    if (isOneOfMany) this.ways[before]!.label = { x, y: from.y + 40 };
  }

  /** What the lines out of a step meet at again, below all of them. */
  private drawJoins(id: number, x: number, bottom: number): void {
    let y = bottom;
    for (const join of this.structure.joins.get(id) ?? []) {
      const { dx, height } = this.measured.joins.get(join)!;
      const at = { x: x + dx, y: y + JOIN_GAP };
      for (const [key, way] of this.under) {
        if (way.to !== idOfStep(join)) continue;
        const last = way.points.at(-1)!;
        if (Math.abs(last.x - at.x) > 1) way.points.push({ x: last.x, y: at.y - 20 }, { x: at.x, y: at.y - 20 });
        way.points.push(at);
        this.under.delete(key);
      }
      this.drawStep(join, at.x, at.y);
      y = at.y + height;
    }
  }

  private openEnd(place: Place, source: Pick<Way, 'from' | 'stepId' | 'exit'>, points: Point[], top: number): void {
    this.end('open', place, source, { points, top, stepId: null });
  }

  private leadsTo(
    place: Place,
    source: Pick<Way, 'from' | 'stepId' | 'exit'>,
    points: Point[],
    { to, top }: { to: number; top: number },
  ): void {
    this.end('leads', place, source, { points, top, stepId: to });
  }

  private end(
    kind: 'open' | 'leads',
    place: Place,
    source: Pick<Way, 'from' | 'stepId' | 'exit'>,
    { points, top, stepId }: { points: Point[]; top: number; stepId: number | null },
  ): void {
    const id = idOfEnd(place);
    const at = { x: points.at(-1)!.x, y: top };
    const way = this.way({ ...source, to: id, place, points: [...points, at] });
    if (kind === 'leads' && place.at === 'exit') way.plus = { x: at.x, y: top - 22 };
    this.put({ id, kind, stepId, place }, at);
  }

  private way(way: Omit<Way, 'id' | 'label' | 'plus'>): Way {
    const drawn: Way = { ...way, id: `way-${way.from}-${way.exit}`, label: null, plus: null };
    this.ways.push(drawn);
    return drawn;
  }

  private put(element: Pick<Placed, 'id' | 'kind' | 'stepId' | 'place'>, { x, y }: Point): void {
    const { width, height } = sizeOf(element.kind);
    this.placed.push({ ...element, x: x - width / 2, y, width, height });
  }

  private below(id: string): Point {
    const { x, y, width, height } = this.placed.findLast((one) => one.id === id)!;
    return { x: x + width / 2, y: y + height };
  }
}
