import type { FieldShape, ValueContext } from '../../records/index.ts';
import type { ImportOptions, Said, Standing, Target } from '../schema.ts';

/** What reading a cell needs to know of the account and the run. */
export interface CellContext {
  context: ValueContext;
  match: ImportOptions['match'];
  /** Of columns whose parents are found by a unique field: that field. */
  parentFields: Readonly<Record<number, FieldShape>>;
}

/** Everything that turns one record of a file into values, fixed for the whole run. */
export interface RowPlan extends CellContext {
  /** What each column becomes; no `new` among them, as those fields exist by now. */
  mapping: readonly Target[];
  fields: readonly FieldShape[];
  match: ImportOptions['match'];
  blanks: 'keep' | 'write';
  standing: Standing | null;
  shortRows: 'reject' | 'fill';
}

/** A row as it goes on to the merge. Its text is kept as it stood, for the list of rejects. */
export interface TakenRow {
  row: number;
  raw: string;
  /** What the row finds its record by, in order of the plan. */
  keys: (string | null)[];
  /** Its id in the program it comes from. */
  ownKey: string | null;
  /** Validated values by field id; null takes a value away. */
  changes: Map<number, unknown>;
  /** What its parents are known by, by column; of a column of relations, each value of the cell. */
  parents: Map<number, string | readonly string[]>;
  /** The unique values in it beyond the first key, as `field:value`. */
  claims: readonly string[];
  tags: readonly string[];
  notes: readonly string[];
  ownerId: number | null;
  /** The owner it names, where that is nobody here. */
  unknownOwner: string | null;
  emailSays: Said | null;
  smsSays: Said | null;
  proof: { email?: Proof; sms?: Proof } | null;
  createProblem: string | null;
  /** Rows of the file that speak of the same record and have become part of this one. */
  repeats: number;
}

/** When, where and from which address somebody opted in or out, as the file tells. */
export interface Proof {
  since?: string;
  until?: string;
  source?: string;
  address?: string;
}

export interface RefusedRow {
  row: number;
  raw: string;
  reason: string;
  /** The column in which it cannot be read. */
  column?: number;
}

/** As unique values are compared. */
export const comparable = (value: string): string => value.trim().slice(0, 200).toLowerCase();
