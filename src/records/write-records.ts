import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvents } from '../ledger/index.ts';
import { ownerChanged, recordCreated, recordUpdated } from './events.ts';
import { forgetShapes, objectShape, objectShapes } from './object-shapes.ts';
import {
  changedRows,
  circularParents,
  claimUniqueValues,
  copyFieldValues,
  createdRows,
  dropWrites,
  freeUniqueValues,
  insertNewRecords,
  missingParents,
  openWrites,
  ownerRows,
  refreshSearchOfChildren,
  stageWrites,
  unclaimUniqueValues,
  uncopyFieldValues,
  updateChangedRecords,
  type OptionalColumn,
  type Rejected,
  type Staged,
} from './queries/write-records.ts';
import { parentFields } from './queries/stored-forms.ts';
import { COMPANY, LIMITS, type ObjectShape } from './schema.ts';

export interface Writes {
  objectId: number;
  /**
   * A select giving one row a record: id bigint, is_new boolean, changes jsonb (validated values keyed by field id, null to clear), and
   * whatever of `columns` is named (an owner_id of 0 is nobody). Ids of new records come from the counter `record:<objectId>`. `email_status` counts for new records
   * alone, and is what compliance made of it: nothing else may decide it.
   */
  source: Sql;
  columns?: readonly OptionalColumn[];
  /** The only fields that the source changes, where that is known and it has no new records: what they do not touch is left alone. */
  fieldIds?: readonly number[];
}

export interface Written {
  created: number;
  updated: number;
  unchanged: number;
  /** Rows that were left out: a unique value that another has, a parent that is not there, a chain that would close on itself. */
  rejected: readonly Rejected[];
}

/**
 * The one way a record's fields are written, for one record or twenty thousand: columns, values, copies, unique values and the events
 * `record.created`, `record.updated` and `owner.changed`, in a handful of statements. Rows that change nothing write nothing. Unique
 * values are compared with those standing before the set, and rows of the set with each other in order of id.
 */
export async function writeRecords(db: AccountDb, actor: Actor, { objectId, source, columns = [], fieldIds }: Writes): Promise<Written> {
  if (!Number.isSafeInteger(objectId)) throw notFound('object');
  if (await openWrites(db, objectId)) forgetShapes(db);
  const shape = await objectShape(db, objectId);
  const written = fieldIds === undefined ? shape : { ...shape, fields: shape.fields.filter(({ id }) => fieldIds.includes(id)) };
  const staged = await stageWrites(db, shape, { source, columns, written });
  const rejected = await rejectedOf(db, written, staged);
  const created = staged.created > 0 ? await insertNewRecords(db, shape) : 0;
  const updated = staged.changed + staged.owner_changed > 0 ? await updateChangedRecords(db, shape, written) : 0;
  if (staged.copies > 0) await copyFieldValues(db, written, staged.changed === 0);
  if (staged.uncopied > 0) await uncopyFieldValues(db, written);
  await recordWrites(db, actor, { shape, written, created, changed: staged.changed, ownerChanged: staged.owner_changed });
  if (shape.id === COMPANY && staged.changed > 0) await refreshSearchOfCompanies(db);
  return { created, updated, unchanged: staged.unchanged, rejected };
}

/** Finds the rows that may not be written and takes them out, relations first: what is out claims no value. */
async function rejectedOf(db: AccountDb, shape: ObjectShape, staged: Staged): Promise<Rejected[]> {
  const rejected: Rejected[] = [];
  const drop = async (found: readonly Rejected[]): Promise<boolean> => {
    if (found.length === 0) return false;
    if (staged.claims > 0) await unclaimUniqueValues(db, shape, idsOf(found));
    await dropWrites(db, idsOf(found));
    rejected.push(...found);
    return true;
  };
  const chains = parentFields(shape).filter(({ parentObjectId }) => parentObjectId === shape.id);
  if (staged.relations > 0) {
    await drop(await missingParents(db, shape));
    for (const field of chains) await drop(await circularParents(db, shape, field, LIMITS.parentDepth));
  }
  if (staged.claims > 0) await drop(await claimUniqueValues(db, shape, staged.claims));
  // Whatever was left out may have been the parent of others in the set.
  if (rejected.length > 0 && chains.length > 0) while (await drop(await missingParents(db, shape)));
  if (staged.freed > 0) await freeUniqueValues(db, shape);
  return rejected;
}

const idsOf = (rejected: readonly Rejected[]): number[] => [...new Set(rejected.map(({ id }) => id))];

interface Done {
  shape: ObjectShape;
  written: ObjectShape;
  created: number;
  changed: number;
  ownerChanged: number;
}

async function recordWrites(db: AccountDb, actor: Actor, done: Done): Promise<void> {
  const { shape, written } = done;
  const columns = ['object_id', 'record_id', 'cause_id'] as const;
  if (done.created > 0) {
    await recordEvents(db, actor, { kind: recordCreated, rows: createdRows(shape), columns: [...columns, 'personal'] });
  }
  if (done.changed > 0) {
    await recordEvents(db, actor, { kind: recordUpdated, rows: changedRows(shape, written), columns: [...columns, 'data', 'personal'] });
  }
  if (done.ownerChanged > 0) {
    await recordEvents(db, actor, { kind: ownerChanged, rows: ownerRows(shape), columns: [...columns, 'data'] });
  }
}

async function refreshSearchOfCompanies(db: AccountDb): Promise<void> {
  for (const child of await objectShapes(db)) {
    for (const field of parentFields(child)) {
      if (field.parentObjectId === COMPANY) await refreshSearchOfChildren(db, child, field);
    }
  }
}
