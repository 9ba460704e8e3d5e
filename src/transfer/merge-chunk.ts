import { sql, type AccountDb, type Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { declaredStatus } from '../compliance/index.ts';
import {
  addNotes,
  ensureTag,
  objectShape,
  rejectionSentence,
  tagRecords,
  writeRecords,
  type FieldShape,
  type ObjectShape,
} from '../records/index.ts';
import { copyIn } from './copy-in.ts';
import { keepPermissions } from './keep-permissions.ts';
import type { ImportRow, MergedCounts } from './queries/imports.ts';
import { keepKeys } from './queries/keys.ts';
import {
  clearStaged,
  copyStatement,
  matchRows,
  meetTwice,
  mergedIds,
  newRowCount,
  notesOfRows,
  recordSource,
  rejectAll,
  rejectExisting,
  rejectIncomplete,
  rejectMissing,
  rejectRecords,
  rejectUnreadable,
  standingRows,
  taggedIds,
} from './queries/merge.ts';
import type { StagedSet } from './queries/staged.ts';
import type { Chunk } from './reading/read-chunks.ts';
import { relateRows } from './relate-rows.ts';
import { resolveParents, type ResolvedParents } from './resolve-parents.ts';

/** Somebody else made a record that a row of the chunk meant to make, after the chunk had looked: the chunk is merged again. */
export class MetMeanwhile extends Error {}
/** Two rows of the chunk have met one record by different ways: the chunk is merged in parts, one after the other. */
export class MetTwice extends Error {}

/**
 * Merges one chunk in the transaction of `db`: copies it into the staging table, takes out what cannot be merged with a reason each,
 * writes the rest down the one path of records, keeps opt-outs, raises new people to what was declared, tags. Leaves no staged row.
 *
 * The status people begin with stands in the write of their record: an update of its own was a quarter of the time. Where the 1.0 s of 20,000
 * new contacts goes now (two cores in use by others too): inserting records and their five indexes 0.36, proofs of permission with
 * their events 0.22, `record.created` 0.14, unique values 0.13, `record_writes` 0.07, matching, rejecting, counting and clearing 0.05; the rest
 * waits for the file's thread and round trips. `look` sees the rows before they are cleared away.
 */
export async function mergeChunk(
  db: AccountDb,
  ids: NextIds,
  imported: ImportRow,
  { chunk, look }: { chunk: Chunk; look?: (set: StagedSet) => Promise<void> },
): Promise<MergedCounts> {
  await copyIn(db.copyFrom(copyStatement), chunk.copy);
  const shape = await objectShape(db, imported.object_id);
  const set = stagedSet(imported, shape, chunk);
  const counts = await mergeStaged(db, ids, { imported, shape, set, span: chunk.lastRow - chunk.firstRow + 1, look });
  await clearStaged(db, set);
  return { ...counts, rowsRead: chunk.rowsRead };
}

function stagedSet({ id, options }: ImportRow, shape: ObjectShape, { firstRow, lastRow }: Chunk): StagedSet {
  const match = options!.match.flatMap((by): (FieldShape | 'key')[] =>
    by === 'key' ? [by] : shape.fields.filter(({ id: field }) => field === by),
  );
  return { importId: id, objectId: shape.id, match, keySource: options!.keySource, firstRow, lastRow, firstId: 0 };
}

/** Notes why the rows of a chunk, one of them as a rule, could not be kept. */
export async function refuseChunk(db: AccountDb, imported: ImportRow, chunk: Chunk, sentence: string): Promise<MergedCounts> {
  await copyIn(db.copyFrom(copyStatement), chunk.copy);
  const set = stagedSet(imported, await objectShape(db, imported.object_id), chunk);
  const rejected = (await rejectUnreadable(db, set)) + (await rejectAll(db, set, sentence));
  return { rowsRead: chunk.rowsRead, created: 0, updated: 0, unchanged: 0, rejected, optedOut: 0, parents: 0 };
}

export interface Merge {
  imported: ImportRow;
  shape: ObjectShape;
  set: StagedSet;
  /** How many rows of the file lie between the first and the last of the chunk, both included. */
  span: number;
  /** Looks at the rows when they are written, before they are cleared away. */
  look?: ((set: StagedSet) => Promise<void>) | undefined;
}

async function mergeStaged(db: AccountDb, ids: NextIds, merge: Merge): Promise<Omit<MergedCounts, 'rowsRead'>> {
  const { imported, shape, set, span } = merge;
  await matchRows(db, set);
  let rejected = await rejectBefore(db, merge);
  if (await meetTwice(db, set)) throw new MetTwice('met twice');
  const anyNew = imported.options!.mode !== 'update' && (await newRowCount(db, set)) > 0;
  if (anyNew) set.firstId = await ids(`record:${shape.id}`, span);
  const actor: Actor = { type: 'import', id: String(imported.id), ...(imported.event_id === null ? {} : { causeId: imported.event_id }) };
  const parents = await parentsOf(db, { actor, ids }, merge);
  rejected += parents.rejected;
  const written = await writeRecords(db, actor, {
    objectId: shape.id,
    source: recordSource(db, set, {
      ownerId: imported.options!.ownerId ?? imported.created_by,
      causeId: imported.event_id,
      emailStatus: beginning(db, shape),
    }),
    columns: ['owner_id', 'import_id', 'cause_id', 'email_status'],
  });
  if (written.rejected.some(({ fieldId }) => set.match.some((by) => by !== 'key' && by.id === fieldId))) {
    throw new MetMeanwhile('met meanwhile');
  }
  if (written.rejected.length > 0) {
    rejected += await rejectRecords(db, set, new Map(written.rejected.map((each) => [each.id, rejectionSentence(shape, each)])));
  }
  const standing = await standingRows(db, set);
  const lost = standing.rows - written.created - written.updated - written.unchanged;
  if (lost !== 0)
    throw new Error(`Import ${imported.id}: ${lost} rows of the chunk at row ${set.firstRow} were neither written nor rejected.`);
  if (imported.mapping!.some(({ to }) => to === 'key')) await keepKeys(db, set);
  await relateRows(db, actor, merge, parents);
  const optedOut = await keepPermissions(db, actor, merge);
  await merge.look?.(set);
  await tagMerged(db, actor, ids, merge);
  await noteMerged(db, actor, ids, merge);
  return {
    created: written.created,
    updated: standing.fileRows - written.created,
    unchanged: written.unchanged,
    rejected,
    optedOut,
    parents: parents.created,
  };
}

async function parentsOf(db: AccountDb, who: { actor: Actor; ids: NextIds }, merge: Merge): Promise<ResolvedParents> {
  if (!merge.imported.mapping!.some(({ to }) => to === 'parent' || to === 'relation'))
    return { created: 0, rejected: 0, related: [], unknown: [] };
  return resolveParents(db, who, merge);
}

/** The status for e-mail with which the people of the rows begin. */
function beginning(db: AccountDb, shape: ObjectShape): Sql {
  const email = shape.fields.find(({ columnName }) => columnName === 'email');
  return shape.person && email ? declaredStatus(db, sql`(s.changes->>${String(email.id)})`, sql`s.email_says`) : sql`null`;
}

async function rejectBefore(db: AccountDb, { imported, shape, set }: Merge): Promise<number> {
  const { mode } = imported.options!;
  const [first] = set.match;
  let rejected = await rejectUnreadable(db, set);
  if (first) {
    const label = first === 'key' ? 'id' : first.label;
    const what = `${shape.singular.toLowerCase()} with the ${label}`;
    if (mode === 'create') rejected += await rejectExisting(db, set, `a ${what}`);
    if (mode === 'update') rejected += await rejectMissing(db, set, what, label);
  }
  if (shape.fields.some(({ isRequired }) => isRequired)) rejected += await rejectIncomplete(db, set);
  return rejected;
}

async function tagMerged(db: AccountDb, actor: Actor, ids: NextIds, { imported, shape, set }: Merge): Promise<void> {
  const { tags } = imported.options!;
  const recordIds = tags.length > 0 ? await mergedIds(db, set) : [];
  for (const name of tags) {
    const tagId = await ensureTag(db, ids, shape.id, name);
    await tagRecords(db, actor, { objectId: shape.id, recordIds, tagId });
  }
  if (!imported.mapping!.some(({ to }) => to === 'tags')) return;
  for (const tag of await taggedIds(db, set)) {
    const tagId = await ensureTag(db, ids, shape.id, tag.name);
    await tagRecords(db, actor, { objectId: shape.id, recordIds: tag.ids, tagId });
  }
}

async function noteMerged(db: AccountDb, actor: Actor, ids: NextIds, { imported, set }: Merge): Promise<void> {
  if (!imported.mapping!.some(({ to }) => to === 'note')) return;
  const notes = await notesOfRows(db, set);
  await addNotes(db, actor, ids, { objectId: set.objectId, notes, authorId: imported.created_by, causeId: imported.event_id });
}
