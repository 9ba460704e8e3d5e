import type { AccountDb } from '../app/db.ts';
import { enqueueJob } from '../app/jobs.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { recomputeField } from './computed/recompute-field.ts';
import { fieldOfShape, forgetShapes, objectShape, objectShapes, structureChanged } from './object-shapes.ts';
import { deletedField, markFieldRestored, type DeletedField } from './queries/deleted-fields.ts';
import { lockStructure } from './queries/shapes.ts';
import { SEARCHED } from './queries/search-words.ts';
import { refreshSearchLater } from './queries/word-book.ts';
import { claimForAll, unclaimForAll } from './queries/structure.ts';
import { FIELD_DAYS } from './purge-deleted-fields.ts';
import { isComputed } from './rules/computed.ts';
import { keyFor } from './rules/structure.ts';
import type { ObjectShape } from './schema.ts';

export interface RestoredField {
  label: string;
  /** Whether it was unique and no longer is, because two records have the same value by now. */
  lostUnique: boolean;
}

/**
 * Brings a deleted field back with its values, under another label where its own is taken, and the other side of a relation with it.
 * Refuses `not_found`, and a field whose records' object is gone (`object_gone`).
 */
export async function restoreField(
  db: AccountDb,
  actor: Actor,
  { objectId, id }: { objectId: number; id: number },
): Promise<RestoredField> {
  const field = await deletedField(db, objectId, id);
  if (!field || field.deleted_at.getTime() < db.now.getTime() - FIELD_DAYS * 86_400_000) throw notFound('field');
  await refuseGone(db, field);
  if (SEARCHED.has(field.type)) await refreshSearchLater(db, objectId);
  const restored = await bringBack(db, actor, field);
  const { objectId: otherObject, inverseFieldId } = field.settings;
  const other = field.type === 'relation' ? await deletedField(db, otherObject!, inverseFieldId!) : undefined;
  if (other) await bringBack(db, actor, other);
  return restored;
}

async function bringBack(db: AccountDb, actor: Actor, field: DeletedField): Promise<RestoredField> {
  const { object_id: objectId, id } = field;
  await lockStructure(db, objectId);
  forgetShapes(db);
  const shape = await objectShape(db, objectId);
  const label = freeLabel(shape, field.label);
  const keys = shape.fields.map(({ key }) => key);
  const back = {
    key: keys.includes(field.key) ? keyFor(field.label, keys, 'field') : field.key,
    label,
    sectionId: shape.sections.some((section) => section.id === field.section_id) ? field.section_id : shape.sections[0]!.id,
    isUnique: field.is_unique,
  };
  await markFieldRestored(db, objectId, id, back);
  await structureChanged(db);
  const lostUnique = field.is_unique && !(await claimAgain(db, objectId, id, back));
  if (field.sortable || field.type === 'parent') {
    await enqueueJob(db, 'records.restore-copies', { accountId: db.accountId, objectId, fieldId: id });
  }
  const data = { objectId, restored: back.key };
  const causeId = await recordEvent(db, actor, { kind: fieldChanged, subject: { type: 'field', id }, data });
  if (isComputed(field)) await recomputeField(db, { objectId, fieldId: id, causeId });
  return { label, lostUnique };
}

/** Claims the values of a field that was unique; where two records have the same by now, it comes back as one that is not. */
async function claimAgain(db: AccountDb, objectId: number, id: number, back: Parameters<typeof markFieldRestored>[3]): Promise<boolean> {
  const shape = await objectShape(db, objectId);
  if ((await claimForAll(db, shape, fieldOfShape(shape, id))) === 0) return true;
  await unclaimForAll(db, objectId, id);
  await markFieldRestored(db, objectId, id, { ...back, isUnique: false });
  await structureChanged(db);
  return false;
}

async function refuseGone(db: AccountDb, field: DeletedField): Promise<void> {
  const needed = field.type === 'parent' ? field.parent_object_id : (field.settings.objectId ?? null);
  if (needed === null || (await objectShapes(db)).some(({ id }) => id === needed)) return;
  throw new Problem('object_gone', `${field.label} cannot come back: the object whose records it led to was deleted.`);
}

function freeLabel(shape: ObjectShape, label: string): string {
  const taken = new Set(shape.fields.map((field) => field.label.toLowerCase()));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? label : `${label.slice(0, 70)} (${number})`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
