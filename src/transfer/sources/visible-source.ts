import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { sourceById, sourcesOf, type SourceRow } from '../queries/sources.ts';

/** As imports: whoever may not see all records of the object sees only sources of their own. */
const maySee = (viewer: Viewer, source: SourceRow): boolean =>
  viewer.on(source.object_id).view === 'all' || source.created_by === viewer.userId;

/** One source. Refuses with `not_found`, also for those the viewer may not see. */
export async function visibleSource(db: AccountDb, viewer: Viewer, id: number): Promise<SourceRow> {
  const source = await sourceById(db, id);
  if (!source || !maySee(viewer, source)) throw notFound('import source');
  return source;
}

/** The sources the viewer may see, by name. */
export async function visibleSources(db: AccountDb, viewer: Viewer): Promise<SourceRow[]> {
  return (await sourcesOf(db)).filter((source) => maySee(viewer, source));
}
