import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { formsOfObject } from './queries/forms.ts';

/** The forms that ask for a field, or depend on one of its options. */
export async function fieldUses(db: AccountDb, { objectId, fieldId, optionId }: FieldAsked): Promise<FieldUse[]> {
  return (await formsOfObject(db, objectId))
    .filter(({ document, settings }) => names([document, settings.redirects], fieldId, optionId))
    .map(({ id, name }) => ({ kind: 'form', name, place: `/forms/${id}` }));
}

/** Whether something of a form speaks of a field; of an option where one is asked about. */
function names(node: unknown, fieldId: number, optionId: number | undefined): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some((inner) => names(inner, fieldId, optionId));
  const own = node as Record<string, unknown>;
  const isMeant = own.fieldId === fieldId && (optionId === undefined || own.value === String(optionId));
  return isMeant || Object.values(own).some((inner) => names(inner, fieldId, optionId));
}
