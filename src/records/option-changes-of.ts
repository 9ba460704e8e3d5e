import type { AccountDb } from '../app/db.ts';
import { objectShape } from './object-shapes.ts';
import { optionChanges, type OptionChangeRow } from './queries/options.ts';

export interface ToldOptionChange {
  change: OptionChangeRow;
  fieldLabel: string;
  option: string;
  into: string | null;
}

/** The options of an object's living fields that were merged or taken away, the latest first, by name. */
export async function optionChangesOf(db: AccountDb, objectId: number): Promise<ToldOptionChange[]> {
  const { fields } = await objectShape(db, objectId);
  return (await optionChanges(db, objectId)).flatMap((change) => {
    const field = fields.find(({ id }) => id === change.field_id);
    const label = (optionId: number | null): string | undefined => field?.options.find(({ id }) => id === optionId)?.label;
    const option = label(change.option_id);
    return field && option !== undefined ? [{ change, fieldLabel: field.label, option, into: label(change.into_option_id) ?? null }] : [];
  });
}
