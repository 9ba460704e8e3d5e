import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape, visibleFields, visibleNames } from '../records/index.ts';
import { loadForm } from './load-form.ts';
import { presentSubmission } from './present.ts';
import { submissionsOfForm } from './queries/submissions.ts';
import type { Submission } from './schema.ts';

/**
 * What people handed in with a form, the latest first: of records that the viewer may not see only that and when. Gives where the next page
 * begins.
 */
export async function listSubmissions(
  db: AccountDb,
  viewer: Viewer,
  { formId, before, limit }: { formId: number; before?: number | undefined; limit: number },
): Promise<{ rows: Submission[]; next: number | null }> {
  const form = await loadForm(db, formId);
  const rows = await submissionsOfForm(db, formId, { before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const pointers = shown.map(({ object_id, record_id }) => ({ objectId: object_id, id: record_id }));
  const names = new Map((await visibleNames(db, viewer, pointers)).map(({ id, name }) => [id, name]));
  const seen = new Set(visibleFields(viewer, await objectShape(db, form.object_id)).map(({ id }) => id));
  return {
    rows: shown.map((row) => presentSubmission(row, { name: names.get(row.record_id), seen })),
    next: rows.length > limit ? shown.at(-1)!.id : null,
  };
}
