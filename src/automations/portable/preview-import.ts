import type { AccountDb } from '../../app/db.ts';
import type { ImportChoices, PlannedThing, PortableMap } from '../rules/portable.ts';
import { planImport } from '../rules/plan-import.ts';
import { thingsHere } from './things-here.ts';

/** What importing a file will find here, make anew, and what somebody must choose. Changes nothing. */
export async function previewImport(
  db: AccountDb,
  { file, choices }: { file: PortableMap; choices: ImportChoices },
): Promise<{ things: PlannedThing[]; problems: Record<string, string> }> {
  return planImport(await thingsHere(db), file, choices);
}
