import type { AccountDb, Database } from '../app/db.ts';
import { effectsOnRecords } from '../ledger/index.ts';
import { changeRecords } from './change-records.ts';
import { recordUpdated } from './events.ts';
import { forgetShapes, objectShape } from './object-shapes.ts';
import {
  endOfNext,
  lockOptionChange,
  nextOfCause,
  noteOptionProgress,
  noteOptionStatus,
  swappedOption,
  type OptionChangeRow,
} from './queries/options.ts';
import { lockedStanding } from './queries/standing.ts';
import { sameValue } from './rules/same-value.ts';
import { standingValue } from './rules/option-change.ts';
import type { Value } from './schema.ts';
import { writeRecords } from './write-records.ts';

const LOOKED_AT = 20_000;
const TAKEN_BACK = 2_000;

/**
 * Carries a change of an option out, or takes it back where a record still stands as it was left, so many records a transaction, each
 * change caused by the event that asked for it. Interrupted, it goes on where it was.
 */
export async function changeOptions(
  database: Database,
  { accountId, changeId }: { accountId: number; changeId: number },
  stopping: AbortSignal,
): Promise<void> {
  for (let more = true; more;) {
    if (stopping.aborted) throw new Error('Stopped while changing options; it goes on with the next start.');
    more = await database.account(accountId, async (db) => {
      const change = await lockOptionChange(db, changeId);
      if (change?.status === 'running') return changeNext(db, change);
      return change?.status === 'undoing' && takeBackNext(db, change);
    });
  }
}

async function changeNext(db: AccountDb, change: OptionChangeRow): Promise<boolean> {
  forgetShapes(db);
  const field = (await objectShape(db, change.object_id)).fields.find(({ id }) => id === change.field_id);
  const upTo = field && (await endOfNext(db, change.object_id, change.looked_to, LOOKED_AT));
  if (!field || upTo === undefined) {
    await noteOptionStatus(db, change.id, 'done');
    return false;
  }
  const source = swappedOption(db, {
    objectId: change.object_id,
    field,
    optionId: change.option_id,
    into: change.into_option_id,
    causeId: change.event_id,
    after: change.looked_to,
    upTo,
  });
  const { updated } = await writeRecords(db, change.actor, {
    objectId: change.object_id,
    source,
    columns: ['cause_id'],
    fieldIds: [field.id],
  });
  await noteOptionProgress(db, change.id, { lookedTo: upTo, changed: updated });
  return true;
}

async function takeBackNext(db: AccountDb, change: OptionChangeRow): Promise<boolean> {
  const { object_id: objectId, field_id: fieldId, event_id: causeId } = change;
  const recordIds = await nextOfCause(db, { causeId, after: change.looked_to, limit: TAKEN_BACK });
  forgetShapes(db);
  const shape = await objectShape(db, objectId);
  const field = shape.fields.find(({ id }) => id === fieldId);
  if (recordIds.length === 0 || !field) {
    await noteOptionStatus(db, change.id, 'undone');
    return false;
  }
  const standing = new Map((await lockedStanding(db, shape, recordIds)).map((record) => [record.id, record]));
  const records = [];
  for (const { record_id: id, personal } of await effectsOnRecords(db, { causeId, objectId, recordIds, kinds: [recordUpdated.kind] })) {
    const [before, after] = ((personal?.changes ?? {}) as Record<string, [Value, Value]>)[fieldId] ?? [];
    const now = standing.get(id!);
    if (before === undefined || !now || now.in_bin || !sameValue(now.values[fieldId], after)) continue;
    records.push({ id: id!, changes: { [fieldId]: standingValue(field, before) }, ownerId: null });
  }
  const actor = { ...change.actor, causeId: change.undo_event_id! };
  const { updated } = records.length === 0 ? { updated: 0 } : await changeRecords(db, actor, { objectId, records });
  await noteOptionProgress(db, change.id, { lookedTo: recordIds.at(-1)!, changed: -updated });
  return true;
}
