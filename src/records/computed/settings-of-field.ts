import type { AccountDb } from '../../app/db.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { forgetShapes, objectShape, objectShapes } from '../object-shapes.ts';
import { lockStructure } from '../queries/shapes.ts';
import { objectsOf, settleSettings, type FieldDraft } from '../rules/field-settings.ts';
import type { FieldSettings } from '../schema.ts';

/** Waits for those who are writing records from which the field is worked out, and keeps others from beginning, in order of object. */
export async function lockSources(db: AccountDb, objectId: number, draft: Pick<FieldDraft, 'type' | 'settings'>): Promise<void> {
  const involved = objectsOf(draft, await objectShape(db, objectId), await objectShapes(db));
  for (const id of involved) await lockStructure(db, id);
  forgetShapes(db);
}

/** A field's settings as they are kept. Refuses `invalid_input` with one sentence, at `settings.…`, what is wrong with them. */
export async function settingsOfField(db: AccountDb, objectId: number, draft: FieldDraft): Promise<FieldSettings> {
  const settled = settleSettings(draft, await objectShape(db, objectId), await objectShapes(db));
  if ('problem' in settled) throw invalid(`settings.${settled.at}`, settled.problem);
  return settled.settings;
}
