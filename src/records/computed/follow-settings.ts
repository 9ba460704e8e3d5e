import { accountUpdated } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { kindsOfBatch } from '../../ledger/index.ts';
import { objectShapes } from '../object-shapes.ts';
import { latestChange } from '../queries/stale-values.ts';
import { computationOf } from '../rules/computed.ts';
import { recomputeField } from './recompute-field.ts';

export const SETTINGS_KINDS = [accountUpdated.kind];

/** By these settings formulas are worked out: prices count in whole units of the currency, moments fall on days of the time zone. */
const TERMS = ['currency', 'timeZone'];

/** Has all formulas worked out anew, in the background, when the account's currency or time zone has changed. */
export async function followSettings(db: AccountDb, batchId: number): Promise<void> {
  const causeId = await latestChange(db, kindsOfBatch(db, batchId, SETTINGS_KINDS), TERMS);
  if (causeId === null) return;
  const objects = await objectShapes(db);
  const computation = computationOf(objects);
  for (const { id: objectId } of objects) {
    // All computed values of a record are worked out together: once an object is enough.
    const [first] = computation.formulasOf(objectId);
    if (first) await recomputeField(db, { objectId, fieldId: first.field.id, causeId });
  }
}
