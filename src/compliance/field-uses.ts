import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldUse } from '../app/kernel/domain.ts';
import { CONTACT } from '../records/index.ts';
import { permissionSettingsRow } from './queries/settings.ts';

/** The preference page shows the fields that people may correct themselves; without one of them it only shows fewer. */
export async function fieldUses(db: AccountDb, { objectId, fieldId }: FieldAsked): Promise<readonly FieldUse[]> {
  if (objectId !== CONTACT) return [];
  const { correctable_fields } = await permissionSettingsRow(db);
  return correctable_fields.includes(fieldId) ? [{ kind: 'preferences', name: '', place: '/settings/permission' }] : [];
}
