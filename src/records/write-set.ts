import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvents } from '../ledger/index.ts';
import { ownerChanged, recordCreated, recordUpdated } from './events.ts';
import { accountSettings } from '../accounts/index.ts';
import { noteAffected, type Affected } from './computed/note-affected.ts';
import { holdStructure } from './hold-structure.ts';
import { objectShape, objectShapes } from './object-shapes.ts';
import { claimUniqueValues, freeUniqueValues, unclaimUniqueValues } from './queries/write-claims.ts';
import { copyFieldValues, uncopyFieldValues } from './queries/write-copies.ts';
import { changedRows, createdRows, ownerRows } from './queries/write-events.ts';
import { circularParents, missingParents } from './queries/write-parents.ts';
import {
  dropWrites,
  insertNewRecords,
  refreshSearchOfChildren,
  stageWrites,
  updateChangedRecords,
  type OptionalColumn,
  type Rejected,
  type Staged,
} from './queries/write-records.ts';
import { fileFields, settleFiles, useFiles } from './queries/files.ts';
import type { Computing } from './queries/computed-values.ts';
import { parentFields } from './queries/stored-forms.ts';
import { computationOf, isComputed } from './rules/computed.ts';
import { COMPANY, LIMITS, type FieldShape, type ObjectShape } from './schema.ts';

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

export interface WrittenSet extends Written {
  /** Records of this or other objects whose computed values rest upon what was written. */
  affected: readonly Affected[];
}

/**
 * One set of `writeRecords`, without what it affects elsewhere. With `workOut` nothing is changed but what is worked out: the roll-ups and
 * formulas of the named records are made anew, their rows being locked already; `quiet` ones with no event.
 */
export async function writeSet(db: AccountDb, actor: Actor, writes: Writes & { workOut?: 'told' | 'quiet' }): Promise<WrittenSet> {
  const { objectId, source, columns = [], fieldIds, workOut } = writes;
  if (!Number.isSafeInteger(objectId)) throw notFound('object');
  await holdStructure(db, objectId);
  const shape = await objectShape(db, objectId);
  const computing = await computingOf(db, shape, workOut !== undefined);
  const isWritten = ({ id, type }: FieldShape): boolean => fieldIds === undefined || fieldIds.includes(id) || isComputed({ type });
  const written = { ...shape, fields: shape.fields.filter(workOut === undefined ? isWritten : isComputed) };
  const staged = await stageWrites(db, shape, { source, columns, written, computing });
  const files = staged.files > 0 ? fileFields(written) : [];
  const noFiles = files.length > 0 ? await settleFiles(db, actor, files, objectId) : [];
  const rejected = await rejectedOf(db, written, staged, noFiles);
  if (files.length > 0) await useFiles(db, files, objectId);
  const created = staged.created > 0 ? await insertNewRecords(db, shape) : 0;
  const updated = staged.changed + staged.owner_changed > 0 ? await updateChangedRecords(db, shape, written) : 0;
  if (staged.copies > 0) await copyFieldValues(db, written, staged.changed === 0);
  if (staged.uncopied > 0) await uncopyFieldValues(db, written);
  if (workOut !== 'quiet') {
    await recordWrites(db, actor, { shape, written, created, changed: staged.changed, ownerChanged: staged.owner_changed });
  }
  if (shape.id === COMPANY && staged.changed > 0) await refreshSearchOfCompanies(db);
  const affected = created + updated > 0 ? await noteAffected(db, objectId) : [];
  return { created, updated, unchanged: staged.unchanged, rejected, affected };
}

/** What the object works out, with what the account decides about it; undefined where there is nothing. */
async function computingOf(db: AccountDb, shape: ObjectShape, rollsUp: boolean): Promise<Computing | undefined> {
  const objects = await objectShapes(db);
  const computation = computationOf(objects);
  if (computation.formulasOf(shape.id).length + computation.rollupsOf(shape.id).length === 0) return undefined;
  const { currency, timeZone } = await accountSettings(db);
  return { shape, objects, computation, rollsUp, terms: { currency, timeZone } };
}

/** Finds the rows that may not be written and takes them out, relations first: what is out claims no value. */
async function rejectedOf(db: AccountDb, shape: ObjectShape, staged: Staged, already: readonly Rejected[]): Promise<Rejected[]> {
  const rejected: Rejected[] = [];
  const drop = async (found: readonly Rejected[]): Promise<boolean> => {
    if (found.length === 0) return false;
    if (staged.claims > 0) await unclaimUniqueValues(db, shape, idsOf(found));
    await dropWrites(db, idsOf(found));
    rejected.push(...found);
    return true;
  };
  await drop(already);
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
