import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from './object-shapes.ts';
import { recordFor } from './record-for.ts';
import { refuseStranger } from './refuse-stranger.ts';
import { parseChanges } from './rules/parse-changes.ts';
import { updateRecord } from './update-record.ts';

export interface Edit {
  objectId: number;
  id: number;
  /** As somebody typed them, keyed by a field's id or key. */
  values: Record<string, unknown>;
  ownerId?: number | undefined;
  version?: number | undefined;
  /** The only version that may stand: after any other change, nothing is written. */
  versionMeant?: number | undefined;
}

/** Changes of a record that somebody typed. Gives whether anything changed. Refuses `not_found`, `not_allowed`, `invalid_input`, and what `updateRecord` refuses. */
export async function editRecord(db: AccountDb, actor: Actor, { viewer, edit }: { viewer: Viewer; edit: Edit }): Promise<boolean> {
  const { objectId, id, ownerId, version, versionMeant } = edit;
  await recordFor(db, viewer, 'edit', { objectId, id });
  const shape = await objectShape(db, objectId);
  if (ownerId !== undefined) await refuseStranger(db, ownerId, 'ownerId');
  const context = await accountSettings(db);
  const values = parseChanges(shape, { values: edit.values, isNew: false, context, sections: viewer.on(objectId).sections });
  return updateRecord(db, actor, {
    objectId,
    id,
    values,
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(version === undefined ? {} : { version }),
    ...(versionMeant === undefined ? {} : { versionMeant }),
  });
}
