import type { AccountDb } from '../app/db.ts';
import { enqueueJob } from '../app/jobs.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { fieldUses } from './field-uses.ts';
import { fieldOfShape, forgetShapes, objectShape, structureChanged } from './object-shapes.ts';
import { markFieldDeleted } from './queries/deleted-fields.ts';
import { lockStructure } from './queries/shapes.ts';
import { SEARCHED } from './queries/search-words.ts';
import { refreshSearchLater } from './queries/word-book.ts';
import { unclaimForAll } from './queries/structure.ts';
import { FIRST_OWN_FIELD } from './rules/structure.ts';

/**
 * Hides a field of the account's own, and the other side of a relation; the values stay for 30 days, during which it can be restored.
 * Refuses `not_found`, fields that every account has (`standard_field`), and one that another field is worked out from (`field_in_use`).
 */
export async function deleteField(db: AccountDb, actor: Actor, { objectId, id }: { objectId: number; id: number }): Promise<void> {
  await lockStructure(db, objectId);
  forgetShapes(db);
  const field = fieldOfShape(await objectShape(db, objectId), id);
  if (id < FIRST_OWN_FIELD) {
    throw new Problem('standard_field', `${field.label} belongs to every account and cannot be deleted. Move it out of sight instead.`);
  }
  const other = field.type === 'relation' ? { objectId: field.settings.objectId!, id: field.settings.inverseFieldId! } : undefined;
  for (const side of other ? [{ objectId, id }, other] : [{ objectId, id }]) await refuseUsed(db, side, field.label);
  if (other && other.objectId !== objectId) await lockStructure(db, other.objectId);
  if (field.isUnique) await unclaimForAll(db, objectId, id);
  await hide(db, actor, { objectId, id }, field.key);
  if (other) await hide(db, actor, other, field.key);
  await enqueueJob(db, 'records.drop-copies', { accountId: db.accountId, objectId, fieldId: id });
  if (SEARCHED.has(field.type)) await refreshSearchLater(db, objectId);
  await structureChanged(db);
}

async function hide(db: AccountDb, actor: Actor, side: { objectId: number; id: number }, key: string): Promise<void> {
  await markFieldDeleted(db, side.objectId, side.id, actor.type === 'user' ? Number(actor.id) : null);
  const subject = { type: 'field', id: side.id };
  await recordEvent(db, actor, { kind: fieldChanged, subject, data: { objectId: side.objectId, deleted: key } });
}

async function refuseUsed(db: AccountDb, { objectId, id }: { objectId: number; id: number }, label: string): Promise<void> {
  const blocking = (await fieldUses(db, { objectId, fieldId: id })).filter(({ blocks }) => blocks);
  if (blocking.length === 0) return;
  const names = blocking.map(({ name }) => name).join(', ');
  throw new Problem(
    'field_in_use',
    `${label} cannot be deleted: ${names} ${blocking.length === 1 ? 'needs' : 'need'} it. Change that first.`,
    {
      details: { uses: blocking },
    },
  );
}
