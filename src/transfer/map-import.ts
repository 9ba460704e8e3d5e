import { usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape, objectShapes } from '../records/index.ts';
import { lockedImport, updateMapping, type ImportRow } from './queries/imports.ts';
import { mappingProblems } from './rules/mapping-problems.ts';
import type { MappingInput } from './schema.ts';

/**
 * Says what each column of a draft's file becomes and how rows meet records. Refuses with `invalid_mapping`, a sentence for each column
 * and option that is wrong, and with `import_started` once it is no draft.
 */
export async function mapImport(db: AccountDb, viewer: Viewer, id: number, input: MappingInput): Promise<void> {
  const imported = await draftImport(db, id);
  await refuseMapping(db, viewer, imported, input);
  await updateMapping(db, id, input.mapping, input.options);
}

/** An import that has not begun, locked. Refuses with `not_found` and `import_started`. */
export async function draftImport(db: AccountDb, id: number): Promise<ImportRow> {
  const imported = await lockedImport(db, id);
  if (!imported) throw notFound('import');
  if (imported.status !== 'draft')
    throw new Problem('import_started', 'This import has already begun. Upload the file again to import it differently.', { status: 409 });
  return imported;
}

/** Throws what is wrong with a mapping, seen through the rights of whoever imports. */
export async function refuseMapping(db: AccountDb, viewer: Viewer, imported: ImportRow, input: MappingInput): Promise<void> {
  const problems = mappingProblems(input, {
    shape: await objectShape(db, imported.object_id),
    rights: viewer.on(imported.object_id),
    shapes: await objectShapes(db),
    rightsOn: (objectId) => viewer.on(objectId),
    mayMakeFields: viewer.can('fields.manage'),
    userIds: (await usersOf(db)).filter(({ hasLeft }) => !hasLeft).map(({ id }) => id),
    columns: imported.columns,
  });
  const [first] = Object.values(problems);
  if (first) throw new Problem('invalid_mapping', first, { fields: problems });
}
