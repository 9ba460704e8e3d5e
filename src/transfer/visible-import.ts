import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { importById, importsOf, type ImportRow } from './queries/imports.ts';

/** An import's file and rejects show people's data: whoever may not see all records of its object sees only imports of their own. */
const maySee = (viewer: Viewer, imported: ImportRow): boolean =>
  viewer.on(imported.object_id).view === 'all' || imported.created_by === viewer.userId;

/** One import. Refuses with `not_found`, also for those the viewer may not see. */
export async function visibleImport(db: AccountDb, viewer: Viewer, id: number): Promise<ImportRow> {
  const imported = await importById(db, id);
  if (!imported || !maySee(viewer, imported)) throw notFound('import');
  return imported;
}

/** A page of the imports the viewer may see, newest first, and where the next begins. */
export async function visibleImports(
  db: AccountDb,
  viewer: Viewer,
  page: { objectId?: number | undefined; before?: number | undefined; limit: number },
): Promise<{ imports: ImportRow[]; next: number | null }> {
  const found = await importsOf(db, page);
  return { imports: found.filter((imported) => maySee(viewer, imported)), next: found.length === page.limit ? found.at(-1)!.id : null };
}
