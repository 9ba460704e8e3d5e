import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { reaches, type Viewer } from '../../app/kernel/viewer.ts';
import { effectsHere, effectsOnRecords } from '../../ledger/index.ts';
import {
  cancelTasks,
  changeRecords,
  deleteNotes,
  deleteRecords,
  LINKS_AT_ONCE,
  linksOfRecords,
  lockedStanding,
  objectShape,
  pendingTasks,
  relateRecords,
  restoreRecords,
  standingTags,
  tagRecords,
  tagsOfObject,
  unrelateRecords,
  untagRecords,
  untouchedNotes,
  type ChangeOfOne,
  type ObjectShape,
  type Rejected,
  type StandingRecord,
} from '../../records/index.ts';
import type { ChunkDone } from '../bulk/apply-chunk.ts';
import { planUndo, UNDOABLE, type LinkOfRecord, type PastEvent, type Present, type UndoPlan } from '../rules/plan-undo.ts';

export interface UndoWork {
  /** The event whose consequences are taken back. */
  undoes: number;
  viewer: Viewer;
  actor: Actor & { causeId: number };
  objectId: number;
  recordIds: readonly number[];
}

/** Takes back, in the transaction of `db`, what one cause did to a chunk of records, as far as the viewer may and nobody changed it since. */
export async function undoChunk(db: AccountDb, work: UndoWork): Promise<ChunkDone> {
  const { objectId, recordIds, viewer } = work;
  const shape = await objectShape(db, objectId);
  const standing = await lockedStanding(db, shape, recordIds);
  const kept = new Map<number, string>();
  const events = (await effectsOnRecords(db, { causeId: work.undoes, objectId, recordIds, kinds: UNDOABLE })).filter((event) =>
    mayUndo(viewer, objectId, event, standing, kept),
  );
  const plan = planUndo(events, await presentOf(db, { shape, standing, events, viewer }));
  for (const [id, reason] of plan.kept) kept.set(id, reason);
  await carryOut(db, work, shape, plan, kept);
  const effects = await effectsHere(db, { causeId: work.actor.causeId, objectId });
  const touched = new Set([...effects.map(({ record_id }) => record_id), ...kept.keys()]);
  return { done: recordIds.length, changed: effects.length, failed: kept.size, unchanged: recordIds.length - touched.size, failures: kept };
}

/** What put a record into the bin, or will, needs the right to delete it; all else the right to change it. */
function mayUndo(
  viewer: Viewer,
  objectId: number,
  event: PastEvent,
  standing: readonly StandingRecord[],
  kept: Map<number, string>,
): boolean {
  const record = standing.find(({ id }) => id === event.record_id);
  if (!record) return true;
  const { edit, delete: remove } = viewer.on(objectId);
  const scope = /^record\.(created|deleted|restored)$/.test(event.kind) ? remove : edit;
  if (reaches(viewer, scope, record.owner_id)) return true;
  kept.set(record.id, 'Your role may not change it.');
  return false;
}

interface Known {
  shape: ObjectShape;
  standing: readonly StandingRecord[];
  events: readonly PastEvent[];
  viewer: Viewer;
}

async function presentOf(db: AccountDb, { shape, standing, events, viewer }: Known): Promise<Present> {
  const subjects = (kinds: RegExp): number[] => [
    ...new Set(events.flatMap(({ kind, subject_id }) => (subject_id !== null && kinds.test(kind) ? [subject_id] : []))),
  ];
  const recordIds = standing.map(({ id }) => id);
  const tags = await standingTags(db, { objectId: shape.id, recordIds, tagIds: subjects(/^tag\./) });
  const relationIds = subjects(/^record\.(un)?related$/);
  const links = relationIds.length === 0 ? [] : await linksOfRecords(db, { objectId: shape.id, fieldIds: relationIds, recordIds });
  const { sections } = viewer.on(shape.id);
  const closed = shape.fields.filter(({ sectionId }) => (sections[String(sectionId)] ?? 'edit') !== 'edit');
  return {
    records: new Map(standing.map((record) => [record.id, record])),
    tags: new Map(tags.map(({ record_id, tag_id, added_at }) => [`${record_id}:${tag_id}`, added_at])),
    tagIds: new Set((await tagsOfObject(db, shape.id)).map(({ id }) => id)),
    userIds: new Set((await usersOf(db)).filter(({ hasLeft }) => !hasLeft).map(({ id }) => id)),
    pendingTasks: new Set(await pendingTasks(db, subjects(/^task\.created$/))),
    untouchedNotes: new Set(await untouchedNotes(db, subjects(/^note\.added$/))),
    links: new Map(links.map(({ recordId, fieldId, otherId, since }) => [`${recordId}:${fieldId}:${otherId}`, since])),
    fields: new Map(shape.fields.map((field) => [field.id, field])),
    closed: new Set(closed.map(({ id }) => id)),
  };
}

async function carryOut(db: AccountDb, work: UndoWork, shape: ObjectShape, plan: UndoPlan, kept: Map<number, string>): Promise<void> {
  const { actor, objectId } = work;
  if (plan.restore.length > 0) {
    const { rejected } = await restoreRecords(db, actor, { objectId, recordIds: plan.restore });
    for (const row of rejected) {
      kept.set(row.id, takenSentence(shape, row));
      plan.changes.delete(row.id);
      plan.owners.delete(row.id);
    }
  }
  await putBack(db, work, shape, plan, kept);
  const stays = (id: number): boolean => !plan.restore.includes(id) || !kept.has(id);
  for (const [tagId, marks] of Map.groupBy(plan.untag, (mark) => mark.tagId)) {
    await untagRecords(db, actor, { objectId, tagId, recordIds: marks.map(({ recordId }) => recordId) });
  }
  for (const [tagId, marks] of Map.groupBy(plan.tag, (mark) => mark.tagId)) {
    await tagRecords(db, actor, { objectId, tagId, recordIds: marks.map(({ recordId }) => recordId).filter(stays) });
  }
  if (plan.cancelTasks.length > 0) {
    await cancelTasks(
      db,
      actor,
      plan.cancelTasks.map(({ taskId }) => taskId),
    );
  }
  if (plan.deleteNotes.length > 0) await deleteNotes(db, actor, plan.deleteNotes);
  await changeLinks(db, work, plan.unrelate, unrelateRecords);
  await changeLinks(
    db,
    work,
    plan.relate.filter(({ recordId }) => stays(recordId)),
    relateRecords,
  );
  if (plan.bin.length > 0) await deleteRecords(db, actor, { objectId, recordIds: plan.bin });
}

async function changeLinks(
  db: AccountDb,
  { actor, objectId }: UndoWork,
  links: readonly LinkOfRecord[],
  change: typeof relateRecords | typeof unrelateRecords,
): Promise<void> {
  for (const [fieldId, own] of Map.groupBy(links, (link) => link.fieldId)) {
    const pairs = own.map(({ recordId, otherId }) => [recordId, otherId] as const);
    for (let at = 0; at < pairs.length; at += LINKS_AT_ONCE) {
      await change(db, actor, { objectId, fieldId, pairs: pairs.slice(at, at + LINKS_AT_ONCE), causeId: actor.causeId });
    }
  }
}

/** Writes fields and owners back; a value that cannot stand any more (taken meanwhile, its parent gone) is left, and the rest of its record written. */
async function putBack(db: AccountDb, work: UndoWork, shape: ObjectShape, plan: UndoPlan, kept: Map<number, string>): Promise<void> {
  const { actor, objectId } = work;
  const ids = new Set([...plan.changes.keys(), ...plan.owners.keys()]);
  let records = [...ids].map((id): ChangeOfOne => ({ id, changes: { ...plan.changes.get(id) }, ownerId: plan.owners.get(id) ?? null }));
  while (records.length > 0) {
    const { rejected } = await changeRecords(db, actor, { objectId, records });
    for (const row of rejected) kept.set(row.id, takenSentence(shape, row));
    const left = new Map(rejected.map((row) => [row.id, row.fieldId]));
    records = records.flatMap((record) => {
      const fieldId = left.get(record.id);
      if (fieldId === undefined) return [];
      const { [String(fieldId)]: _, ...changes } = record.changes;
      const isLess = Object.keys(changes).length < Object.keys(record.changes).length;
      return isLess && (record.ownerId !== null || Object.keys(changes).length > 0) ? [{ ...record, changes }] : [];
    });
  }
}

/** Why a value cannot stand any more, without the value: the list of what was kept names nobody's data. */
function takenSentence(shape: ObjectShape, { fieldId, reason }: Rejected): string {
  if (reason === 'was_merged') return 'It was merged into another record since.';
  const label = shape.fields.find(({ id }) => id === fieldId)?.label ?? 'A value';
  return reason === 'value_taken'
    ? `${label} belongs to another ${shape.singular.toLowerCase()} by now.`
    : `${label} points to a record that is no longer there.`;
}
