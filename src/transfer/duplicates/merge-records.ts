import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { notAllowed, notFound, Problem } from '../../app/kernel/problem.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { mergers } from '../../app/registry.ts';
import { recordEvent } from '../../ledger/index.ts';
import {
  changeRecords,
  comparableByIds,
  deleteRecords,
  insertMergedRecord,
  lendFiles,
  lockedStanding,
  objectShape,
  type ObjectShape,
  type Value,
} from '../../records/index.ts';
import { recordMerged } from '../events.ts';
import { insertMerge, insertMoves } from '../queries/merges.ts';
import { inOrderOfAge, planMerge, type MergeChoice, type MergingRecord } from '../rules/merge-plan.ts';

/** So many records are merged into one at once. */
export const MOST_MERGED = 100;

export interface MergingPerson {
  actor: Actor;
  viewer: Viewer;
  ids: NextIds;
}

export interface MergeAsked extends MergeChoice {
  objectId: number;
  recordIds: readonly number[];
  /** The bulk run that does it. */
  runId?: number;
}

export interface Merged {
  survivorId: number;
  /** One for each record that was merged into the survivor. */
  mergeIds: number[];
}

/**
 * Makes one record of several that are the same, in the transaction of `db`: the oldest survives, values as chosen, with everything that belonged
 * to any of them; the others lie in the bin and lead to it. Refuses `records_gone` when one is no longer there, `not_found` and `not_allowed`
 * what the person does not see, or may not change and delete.
 */
export async function mergeRecords(db: AccountDb, person: MergingPerson, asked: MergeAsked): Promise<Merged> {
  const { objectId } = asked;
  const shape = await objectShape(db, objectId);
  const records = inOrderOfAge(await lockedRecords(db, person.viewer, shape, [...new Set(asked.recordIds)]));
  const survivor = records[0]!;
  const closed = closedFields(person.viewer, shape);
  const mergeIds: number[] = [];
  let values = survivor.values;
  for (const merged of records.slice(1)) {
    const planned = planMerge([{ ...survivor, values }, merged], { fields: shape.fields, objectId, closed }, asked);
    const { mergeId, changes } = await mergeOne(db, person, {
      shape,
      survivorId: survivor.id,
      merged,
      planned,
      runId: asked.runId ?? null,
    });
    values = { ...values, ...changes };
    mergeIds.push(mergeId);
  }
  return { survivorId: survivor.id, mergeIds };
}

/** The records as they stand, locked in order of id; each must be there, seen, and the person's to change and to delete. */
async function lockedRecords(db: AccountDb, viewer: Viewer, shape: ObjectShape, ids: readonly number[]): Promise<MergingRecord[]> {
  if (ids.length < 2) throw new Problem('too_few_records', 'Choose at least two records to merge.');
  if (ids.length > MOST_MERGED) throw new Problem('too_many_records', `At most ${MOST_MERGED} records can be merged into one.`);
  const standing = (await lockedStanding(db, shape, ids)).filter(({ in_bin }) => !in_bin);
  const rights = viewer.on(shape.id);
  const seen = standing.filter(({ owner_id }) => reaches(viewer, rights.view, owner_id));
  if (rights.view === 'none') throw notFound('record');
  if (seen.length < ids.length) {
    throw new Problem('records_gone', 'One of these records is no longer there. Look again at what is left.', { status: 409 });
  }
  const may = seen.every(({ owner_id }) => reaches(viewer, rights.edit, owner_id) && reaches(viewer, rights.delete, owner_id));
  if (!may) throw notAllowed(`change and delete all of these ${shape.plural.toLowerCase()}, which merging them asks for`);
  const dates = new Map((await comparableByIds(db, shape, { ids, fieldIds: [] })).map(({ id, created_at }) => [id, created_at]));
  return seen.map(({ id, values }) => ({ id, values, createdAt: dates.get(id)! }));
}

const closedFields = (viewer: Viewer, shape: ObjectShape): Set<number> => {
  const { sections } = viewer.on(shape.id);
  return new Set(shape.fields.filter(({ sectionId }) => (sections[String(sectionId)] ?? 'edit') !== 'edit').map(({ id }) => id));
};

interface OneMerge {
  shape: ObjectShape;
  survivorId: number;
  merged: MergingRecord;
  planned: Record<string, Value>;
  runId: number | null;
}

async function mergeOne(
  db: AccountDb,
  { actor, viewer, ids }: MergingPerson,
  { shape, survivorId, merged, planned, runId }: OneMerge,
): Promise<{ mergeId: number; changes: Record<string, Value> }> {
  const objectId = shape.id;
  const record = { objectId, id: survivorId };
  const id = await ids('merge', 1);
  const eventId = await recordEvent(db, actor, {
    kind: recordMerged,
    record,
    subject: { type: 'record', id: merged.id },
    data: { merge: id, run: runId },
  });
  const causing = { ...actor, causeId: eventId };
  await deleteRecords(db, causing, { objectId, recordIds: [merged.id] });
  await insertMergedRecord(db, { objectId, fromId: merged.id, toId: survivorId });
  await lendFiles(db, { objectId, fromId: merged.id, toId: survivorId });
  const changes = await writeValues(db, causing, record, planned);
  await insertMerge(db, { id, objectId, survivorId, mergedId: merged.id, eventId, runId, userId: viewer.userId });
  for (const { name, merge } of mergers()) {
    const moves = await merge(db, causing, { objectId, survivorId, mergedId: merged.id, causeId: eventId });
    await insertMoves(
      db,
      id,
      moves.map((move) => ({ ...move, merger: name })),
    );
  }
  return { mergeId: id, changes };
}

/** Writes the survivor's values. One that cannot stand (a parent in the bin) is left out, and the rest written. Gives those that were. */
async function writeValues(
  db: AccountDb,
  actor: Actor,
  { objectId, id }: { objectId: number; id: number },
  planned: Record<string, Value>,
): Promise<Record<string, Value>> {
  let changes = planned;
  while (Object.keys(changes).length > 0) {
    const { rejected } = await changeRecords(db, actor, { objectId, records: [{ id, changes, ownerId: null }] });
    const [first] = rejected;
    if (!first) return changes;
    const { [String(first.fieldId)]: _, ...rest } = changes;
    if (Object.keys(rest).length === Object.keys(changes).length) return {};
    changes = rest;
  }
  return changes;
}
