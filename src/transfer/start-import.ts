import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { declarationProblem } from '../compliance/index.ts';
import { recordEvent } from '../ledger/index.ts';
import { createField, objectShape } from '../records/index.ts';
import { importStarted } from './events.ts';
import { draftImport, refuseMapping } from './map-import.ts';
import { updateStarted } from './queries/imports.ts';
import type { Target } from './schema.ts';

export interface Importer {
  actor: Actor;
  viewer: Viewer;
  ids: NextIds;
}

/**
 * Sets a mapped draft going: makes its new fields, keeps the declaration of where people's permission comes from word for word, and leaves
 * the rows to the background. Refuses what `mapImport` refuses, and with `permission_not_accepted` a declaration that says nothing or
 * names a source nobody may write to.
 */
export async function startImport(db: AccountDb, importer: Importer, id: number, permission: string): Promise<void> {
  const imported = await draftImport(db, id);
  const shape = await objectShape(db, imported.object_id);
  if (!imported.mapping || !imported.options) throw invalid('mapping', 'Say first what each column becomes.', 'not_mapped');
  const { mapping, options } = imported;
  await refuseMapping(db, importer.viewer, imported, { mapping, options });
  const problem = shape.person ? declarationProblem(permission) : null;
  if (problem) throw invalid('permission', problem, 'permission_not_accepted');
  const made = await makeFields(db, importer, shape.id, mapping);
  const eventId = await recordEvent(db, importer.actor, {
    kind: importStarted,
    subject: { type: 'import', id },
    data: { objectId: shape.id, rows: imported.row_count, mode: options.mode },
  });
  await updateStarted(db, id, { mapping: made, options, permission, eventId });
}

/** The mapping with every new field made, in order of the columns. */
async function makeFields(db: AccountDb, { actor, ids }: Importer, objectId: number, mapping: readonly Target[]): Promise<Target[]> {
  const made: Target[] = [];
  for (const target of mapping) {
    if (target.to !== 'new') made.push(target);
    else made.push({ to: 'field', fieldId: await createField(db, actor, ids, { objectId, label: target.label, type: target.type }) });
  }
  return made;
}
