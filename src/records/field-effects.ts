import type { AccountDb } from '../app/db.ts';
import type { FieldUse } from '../app/kernel/domain.ts';
import { fieldUses } from './field-uses.ts';
import { fieldOfShape, objectShape } from './object-shapes.ts';
import { fillingOf, sharedValues, type SharedValue } from './queries/effects.ts';
import { countOption } from './queries/options.ts';
import { optionOfField } from './rules/option-change.ts';
import { mayBeUnique } from './rules/structure.ts';

const VALUES_SHOWN = 50;

export interface FieldEffects {
  records: number;
  /** How many records have nothing in it: what requiring the field does not mend by itself. */
  blank: number;
  /** Values that several records have: what keeps the field from being unique. */
  shared: { records: number; values: SharedValue[] };
  uses: FieldUse[];
}

/** What would be touched if a field were required, made unique, or deleted. */
export async function fieldEffects(db: AccountDb, { objectId, id }: { objectId: number; id: number }): Promise<FieldEffects> {
  const shape = await objectShape(db, objectId);
  const field = fieldOfShape(shape, id);
  const shared = mayBeUnique(field.type) ? await sharedValues(db, shape, field, VALUES_SHOWN) : { records: 0, values: [] };
  return { ...(await fillingOf(db, shape, field)), shared, uses: await fieldUses(db, { objectId, fieldId: id }) };
}

/** What would be touched if an option were taken away: how many records have it, and what asks for it or sets it. */
export async function optionEffects(
  db: AccountDb,
  { objectId, fieldId, optionId }: { objectId: number; fieldId: number; optionId: number },
): Promise<{ records: number; uses: FieldUse[] }> {
  const field = fieldOfShape(await objectShape(db, objectId), fieldId);
  optionOfField(field, optionId);
  const records = await countOption(db, objectId, field, optionId);
  return { records, uses: await fieldUses(db, { objectId, fieldId, optionId }) };
}
