import type { AutomationMap } from '../../../src/automations/schema.ts';
import { BRANCH_GAP, COLUMN_GAP, JOIN_GAP, PASSING_WIDTH, ROW_GAP, SIZES, TRIGGER_GAP } from './sizes.ts';
import { edgeKey, ROOT, type Structure } from './structure.ts';

const CLEARANCE = 14;

/** The room a step takes with all that is drawn under it, from its own axis. */
interface Block {
  left: number;
  right: number;
  height: number;
  /** Its own height and that of the columns under it, before anything they meet at. */
  columnsHeight: number;
  /** Where each of its ways goes down, from its own axis. */
  axes: number[];
  /** Lines that go on below it. */
  ports: Port[];
}

interface Port {
  key: string;
  to: number;
  dx: number;
}

export interface Measured {
  blocks: ReadonlyMap<number, Block>;
  joins: ReadonlyMap<number, { dx: number; height: number }>;
  /** Ways that cannot be drawn without passing through a step. */
  inTheWay: string[];
}

/** Measures a map from its ends up. */
export function measureAll(map: AutomationMap, structure: Structure): Measured {
  const measuring = new Measuring(map, structure);
  measuring.root();
  return measuring;
}

class Measuring implements Measured {
  readonly blocks = new Map<number, Block>();
  readonly joins = new Map<number, { dx: number; height: number }>();
  readonly inTheWay: string[] = [];
  private readonly map: AutomationMap;
  private readonly structure: Structure;

  constructor(map: AutomationMap, structure: Structure) {
    this.map = map;
    this.structure = structure;
  }

  root(): void {
    const { heads } = this.structure;
    const columns = heads.map((head, index) => this.withTriggers(head, this.column(ROOT, index, head), index));
    if (this.structure.start === null) columns.unshift(this.withTriggers(null, emptyColumn(SIZES.open.width, SIZES.open.height), 0));
    const block = besideEachOther(columns, { width: 0, height: 0, gap: 0 });
    const first = block.axes[0] ?? 0;
    // The entrance stands at nought, wherever the others are.
    const shifted = {
      ...block,
      left: block.left + first,
      right: block.right - first,
      axes: block.axes.map((dx) => dx - first),
      ports: block.ports.map((port) => ({ ...port, dx: port.dx - first })),
    };
    this.blocks.set(ROOT, this.withJoins(ROOT, shifted));
  }

  private withTriggers(head: number | null, column: Block, index: number): Block {
    const isStart = this.structure.start === null ? head === null : index === 0;
    const count = isStart ? this.structure.common.length : this.map.triggers.filter(({ step }) => step === head).length;
    const half = (count * (SIZES.trigger.width + TRIGGER_GAP)) / 2;
    const adding = isStart ? SIZES['add-trigger'].width : 0;
    return { ...column, left: Math.max(column.left, half), right: Math.max(column.right, half + adding) };
  }

  /** The column under a way: its steps, or the room of its line. */
  private column(from: number, exit: number, to: number | null): Block {
    const edge = this.structure.drawn.get(edgeKey(from, exit));
    if (edge && this.structure.children.get(from)?.has(edge.to)) return this.block(edge.to);
    if (edge) return { ...emptyColumn(PASSING_WIDTH, 0), ports: [{ key: edgeKey(from, exit), to: edge.to, dx: 0 }] };
    const { width, height } = to === null || !this.structure.steps.has(to) ? SIZES.open : SIZES.leads;
    return emptyColumn(width, height);
  }

  private block(id: number): Block {
    const step = this.structure.steps.get(id)!;
    const kind = step.kind === 'end' || step.kind === 'goto' ? step.kind : 'step';
    const columns = kind === 'step' ? step.next.map((to, exit) => this.column(id, exit, to)) : [];
    const gap = columns.length > 1 ? BRANCH_GAP : ROW_GAP;
    const alone = columns.length === 1 && columns[0]!.ports.length === 1 && columns[0]!.height === 0;
    // A line that goes straight on needs no column.
    if (alone) columns[0] = { ...columns[0]!, left: 0, right: 0 };
    const block = this.withJoins(
      id,
      besideEachOther(columns, { ...SIZES[kind], gap: columns.length > 0 ? (alone ? ROW_GAP / 2 : gap) : 0 }),
    );
    this.blocks.set(id, block);
    return block;
  }

  private withJoins(id: number, block: Block): Block {
    let { left, right, height, ports } = block;
    for (const join of this.structure.joins.get(id) ?? []) {
      const under = this.block(join);
      const passing = ports.filter(({ to }) => to !== join);
      const dx = this.axisOf(
        under,
        ports.filter(({ to }) => to === join),
        passing,
      );
      this.joins.set(join, { dx, height: under.height });
      left = Math.max(left, under.left - dx);
      right = Math.max(right, under.right + dx);
      height += JOIN_GAP + under.height;
      ports = [...passing, ...under.ports.map((port) => ({ ...port, dx: port.dx + dx }))];
    }
    return { ...block, left, right, height, ports };
  }

  /** Under the step its lines come from, or under one of them, where no other line comes down. */
  private axisOf(block: Block, ports: readonly Port[], passing: readonly Port[]): number {
    const across = ports.map(({ dx }) => dx);
    const [least, most] = [Math.min(...across), Math.max(...across)];
    const hits = (dx: number): Port[] =>
      passing.filter((port) => port.dx > dx - block.left - CLEARANCE && port.dx < dx + block.right + CLEARANCE);
    const wishes = [...(least <= 0 && most >= 0 ? [0] : []), (least + most) / 2, ...across];
    const free = wishes.find((dx) => hits(dx).length === 0);
    if (free !== undefined) return free;
    // What comes from the entrance or a trigger is always drawn: the block gives way to it.
    if (hits(wishes[0]!).some(({ key }) => isOfRoot(key))) return Math.max(...passing.map(({ dx }) => dx)) + CLEARANCE + block.left;
    this.inTheWay.push(...hits(wishes[0]!).map(({ key }) => key));
    return wishes[0]!;
  }
}

const isOfRoot = (key: string): boolean => key.startsWith(`${ROOT}.`);

const emptyColumn = (width: number, height: number): Block => ({
  left: width / 2,
  right: width / 2,
  height,
  columnsHeight: height,
  axes: [],
  ports: [],
});

/** Columns from left to right in their order, under the middle of the first and the last. */
function besideEachOther(columns: readonly Block[], own: { width: number; height: number; gap: number }): Block {
  const axes: number[] = [];
  let edge = 0;
  for (const { left, right } of columns) {
    axes.push(edge + left);
    edge += left + right + COLUMN_GAP;
  }
  const middle = axes.length > 0 ? (axes[0]! + axes.at(-1)!) / 2 : 0;
  const centred = axes.map((dx) => dx - middle);
  const tallest = Math.max(0, ...columns.map(({ height }) => height));
  const height = own.height + own.gap + tallest;
  return {
    left: Math.max(own.width / 2, ...columns.map(({ left }, index) => left - centred[index]!)),
    right: Math.max(own.width / 2, ...columns.map(({ right }, index) => right + centred[index]!)),
    height,
    columnsHeight: height,
    axes: centred,
    ports: columns.flatMap(({ ports }, index) => ports.map((port) => ({ ...port, dx: port.dx + centred[index]! }))),
  };
}
