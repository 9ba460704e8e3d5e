import type { AccountDb } from '../app/db.ts';
import { compilePage } from '../documents/index.ts';
import { formMaterials } from './form-materials.ts';
import type { CompiledForm, FormRow } from './queries/forms.ts';

/** The page and the words of thanks of a form, ready to be filled in. */
export async function compiledForm(
  db: AccountDb,
  { object_id, document, settings }: Pick<FormRow, 'object_id' | 'document' | 'settings'>,
): Promise<CompiledForm> {
  const materials = await formMaterials(db, { objectId: object_id, document, language: settings.language });
  return {
    page: compilePage(document, materials),
    thanks: compilePage({ kind: 'plain', text: settings.thanks }, { ...materials, fields: [] }),
  };
}
