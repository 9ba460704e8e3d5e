import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { declarationProblem, openImportReview } from '../compliance/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { objectShape } from '../records/index.ts';
import { importStarted } from './events.ts';
import { makeThings } from './make-things.ts';
import { draftImport, refuseMapping } from './map-import.ts';
import { updateStarted } from './queries/imports.ts';
import { deleteOriginal } from './queries/parts.ts';
import { headerKey } from './rules/header-key.ts';
import type { MadeThing, Target } from './schema.ts';

export interface Importer {
  actor: Actor;
  viewer: Viewer;
  ids: NextIds;
}

/**
 * Sets a mapped draft going, behind the import `afterId` where given: makes its new fields and options, keeps the declaration of where
 * people's permission comes from word for word, and leaves the rows to the background. Refuses what `mapImport` and `makeThings` refuse, and
 * with `permission_not_accepted` a declaration that says nothing or names a source nobody may write to. `made` is what files before it in the
 * same object have made; gives what this one made.
 */
export async function startImport(
  db: AccountDb,
  importer: Importer,
  id: number,
  { permission, afterId = null, made: before = [] }: { permission: string; afterId?: number | null; made?: readonly MadeThing[] },
): Promise<MadeThing[]> {
  const imported = await draftImport(db, id);
  const shape = await objectShape(db, imported.object_id);
  if (!imported.mapping || !imported.options) {
    throw invalid('mapping', `Say first what each column of ${imported.file_name} becomes.`, 'not_mapped');
  }
  const { options, columns, survey } = imported;
  const mapping = toFieldsMade(imported.mapping, before);
  await refuseMapping(db, importer.viewer, imported, { mapping, options });
  const problem = shape.person ? declarationProblem(permission) : null;
  if (problem) throw invalid('permission', problem, 'permission_not_accepted');
  const made = await makeThings(db, importer, { objectId: shape.id, columns, mapping, survey });
  const eventId = await recordEvent(db, importer.actor, {
    kind: importStarted,
    subject: { type: 'import', id },
    data: { objectId: shape.id, rows: imported.row_count, mode: options.mode },
  });
  if (shape.person) await openImportReview(db, { importId: id, objectId: shape.id });
  await updateStarted(db, id, { ...made, options, permission, eventId, afterId });
  await deleteOriginal(db, id);
  return made.made;
}

/** A field that a file before this one has made is not made again. */
const toFieldsMade = (mapping: readonly Target[], made: readonly MadeThing[]): Target[] =>
  mapping.map((target) => {
    if (target.to !== 'new') return target;
    const field = made.find(({ what, label }) => what === 'field' && headerKey(label) === headerKey(target.label));
    if (!field) return target;
    return { to: 'field', fieldId: field.fieldId, newOptions: true, ...(target.written ? { written: target.written } : {}) };
  });
