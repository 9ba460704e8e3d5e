import type { AccountDb } from '../app/db.ts';
import type { FieldAsked, FieldNamed } from '../app/kernel/domain.ts';
import { actions } from '../app/registry.ts';

interface SettledStep {
  kind: string;
  settings: unknown;
}

/** Whether one of these steps, taken with records of an object, reads, shows or changes a field, or names one option of it. */
export async function actionsUseField(db: AccountDb, objectId: number, steps: readonly SettledStep[], asked: FieldAsked): Promise<boolean> {
  for (const step of steps) if ((await fieldsNamed(db, objectId, step)).some((named) => isAsked(named, asked))) return true;
  return false;
}

/** The fields that a step names; none where its settings do not fit. */
async function fieldsNamed(db: AccountDb, objectId: number, { kind, settings }: SettledStep): Promise<readonly FieldNamed[]> {
  const action = actions().find((one) => one.kind === kind);
  const parsed = action?.fields && action.settings.safeParse(settings);
  return parsed?.success ? action!.fields!(db, objectId, parsed.data) : [];
}

const isAsked = ({ objectId, fieldId, optionIds = [] }: FieldNamed, asked: FieldAsked): boolean =>
  objectId === asked.objectId && fieldId === asked.fieldId && (asked.optionId === undefined || optionIds.includes(asked.optionId));
