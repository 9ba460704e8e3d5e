import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { domains } from '../app/registry.ts';
import { objectShapes } from './object-shapes.ts';
import { usesInFields } from './rules/uses-in-fields.ts';

/** Everything that asks for a field, shows or changes it, or one of its options: fields worked out from it, groups, maps, messages. */
export async function fieldUses(db: AccountDb, asked: FieldAsked): Promise<FieldUse[]> {
  const uses = usesInFields(await objectShapes(db), asked);
  for (const domain of domains()) uses.push(...((await domain.fieldUses?.(db, asked)) ?? []));
  return uses;
}
