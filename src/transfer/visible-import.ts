import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { importById, importsOf, importsOfSet, type ImportRow } from './queries/imports.ts';

/** An import's file and rejects show people's data: whoever may not see all records of its object sees only imports of their own. */
const maySee = (viewer: Viewer, imported: ImportRow): boolean =>
  viewer.on(imported.object_id).view === 'all' || imported.created_by === viewer.userId;

/** One import. Refuses with `not_found`, also for those the viewer may not see. */
export async function visibleImport(db: AccountDb, viewer: Viewer, id: number): Promise<ImportRow> {
  const imported = await importById(db, id);
  if (!imported || !maySee(viewer, imported)) throw notFound('import');
  return imported;
}

/** One import with those of the files that came with it. Refuses with `not_found`, as `visibleImport` does. */
export async function visibleSet(db: AccountDb, viewer: Viewer, id: number): Promise<{ imported: ImportRow; set: ImportRow[] }> {
  const imported = await visibleImport(db, viewer, id);
  const set = imported.set_id === null ? [] : await importsOfSet(db, imported.set_id);
  return { imported, set: set.filter((each) => maySee(viewer, each)) };
}

/** The set a further file joins by the first import of it. Refuses with `not_found`, and `import_started` once it has begun. */
export async function joinedSet(db: AccountDb, viewer: Viewer, first: number): Promise<number> {
  const imported = await visibleImport(db, viewer, first);
  if (imported.status !== 'draft') {
    throw new Problem('import_started', 'That import has already begun. Upload the file by itself.', { status: 409 });
  }
  return imported.set_id ?? imported.id;
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
