import type { PlacedKind } from './layout.ts';

/** Elements have one size each, so that a map can be laid out before anything of it is drawn. */
export const SIZES = {
  step: { width: 252, height: 58 },
  entrance: { width: 252, height: 58 },
  trigger: { width: 252, height: 58 },
  'add-trigger': { width: 152, height: 34 },
  end: { width: 140, height: 34 },
  goto: { width: 220, height: 38 },
  open: { width: 176, height: 34 },
  leads: { width: 220, height: 34 },
} as const satisfies Readonly<Record<PlacedKind, { width: number; height: number }>>;

export const sizeOf = (kind: PlacedKind): { width: number; height: number } => SIZES[kind];

/** Between a step and the next; room for what a mode hangs at its foot. */
export const ROW_GAP = 64;
/** Where ways part: room for their names. */
export const BRANCH_GAP = 104;
export const JOIN_GAP = 56;
export const COLUMN_GAP = 32;
export const ENTRANCE_GAP = 64;
export const TRIGGER_GAP = 24;
/** A way without steps of its own, beside others. */
export const PASSING_WIDTH = 132;
