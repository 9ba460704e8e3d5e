import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { system, type Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import {
  ensureTag,
  recordById,
  storedType,
  tagRecords,
  writeRecords,
  type RecordRow,
  type StoredFile,
  type Value,
} from '../../records/index.ts';
import { holderOf, oneRecord } from '../queries/holder.ts';
import type { FormSettings } from '../schema.ts';
import type { CheckedAnswers } from './check-answers.ts';

/** Whose answers they are: a record that has one of the unique values, e-mail address first, or a new one. */
export async function matchRecord(db: AccountDb, { shape, values }: Pick<CheckedAnswers, 'shape' | 'values'>): Promise<number | undefined> {
  const unique = shape.fields
    .filter(({ id, isUnique }) => isUnique && values[id] !== undefined)
    .toSorted((one, other) => Number(other.type === 'email') - Number(one.type === 'email'));
  for (const field of unique) {
    const id = await holderOf(db, shape.id, field, textOf(values[field.id]!));
    if (id !== undefined) return id;
  }
  return undefined;
}

const textOf = (value: Value): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

export interface Written {
  recordId: number;
  isNew: boolean;
  causeId: number;
  files: ReadonlyMap<number, StoredFile>;
}

/** Thrown where somebody else took a unique value in the same moment: the submission is matched anew. */
export class TakenMeanwhile extends Error {}

/** Writes what was answered into the record, tags it, and gives a new one its owner. Blank answers change nothing. */
export async function writeAnswers(
  db: AccountDb,
  ids: NextIds,
  settings: FormSettings,
  { checked, written }: { checked: CheckedAnswers; written: Written },
): Promise<void> {
  const { shape } = checked;
  const { recordId, isNew, causeId, files } = written;
  const actor: Actor = { type: 'contact', id: String(recordId), causeId };
  const standing = isNew ? undefined : await recordById(db, shape.id, recordId);
  const changes = settings.known === 'fill' && standing ? blankOnly(checked, standing) : checked.values;
  const ownerId = isNew ? (settings.ownerId ?? (await accountSettings(db)).ownerUserId) : null;
  const source = oneRecord({ id: recordId, isNew, changes, ownerId });
  const { rejected } = await writeRecords(db, actor, { objectId: shape.id, source, columns: ['owner_id'] });
  if (rejected.length > 0) throw new TakenMeanwhile();
  if (files.size > 0) {
    // Files came with this very submission: nobody but the product could name them.
    const kept = oneRecord({ id: recordId, isNew: false, changes: Object.fromEntries(files), ownerId: null });
    await writeRecords(db, { ...system, causeId }, { objectId: shape.id, source: kept, columns: ['owner_id'] });
  }
  for (const name of new Set(settings.tags)) {
    await tagRecords(db, actor, { objectId: shape.id, recordIds: [recordId], tagId: await ensureTag(db, ids, shape.id, name) });
  }
}

function blankOnly({ shape, values }: CheckedAnswers, standing: RecordRow): Record<string, Value> {
  const isFilled = (fieldId: string): boolean => {
    const field = shape.fields.find(({ id }) => String(id) === fieldId)!;
    const value = field.columnName === null ? standing.values[fieldId] : standing[field.columnName as 'email'];
    return value !== null && value !== undefined && value !== '' && !(storedType(field) === 'check' && value === false);
  };
  return Object.fromEntries(Object.entries(values).filter(([fieldId]) => !isFilled(fieldId)));
}
