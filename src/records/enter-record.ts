import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { notAllowed } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { createRecord } from './create-record.ts';
import { ensureTag } from './ensure-tag.ts';
import { objectShape } from './object-shapes.ts';
import { refuseStranger } from './refuse-stranger.ts';
import { parseChanges } from './rules/parse-changes.ts';
import { tagRecords } from './tag-records.ts';

export interface EnteredRecord {
  objectId: number;
  /** As somebody typed them, keyed by a field's id or key. */
  values: Record<string, unknown>;
  ownerId?: number | undefined;
  tags?: readonly string[] | undefined;
}

/** A record somebody enters, with its tags. Gives its id. Refuses `not_allowed`, `invalid_input`, and what `createRecord` refuses. */
export async function enterRecord(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, entered }: { viewer: Viewer; ids: NextIds; entered: EnteredRecord },
): Promise<number> {
  const { objectId, ownerId, tags = [] } = entered;
  const shape = await objectShape(db, objectId);
  const rights = viewer.on(objectId);
  if (!rights.create) throw notAllowed(`create ${shape.plural.toLowerCase()}`);
  if (ownerId !== undefined) await refuseStranger(db, ownerId, 'ownerId');
  const context = await accountSettings(db);
  const values = parseChanges(shape, { values: entered.values, isNew: true, context, sections: rights.sections });
  const id = await createRecord(db, actor, ids, { objectId, values, ...(ownerId === undefined ? {} : { ownerId }) });
  for (const name of new Set(tags)) {
    await tagRecords(db, actor, { objectId, recordIds: [id], tagId: await ensureTag(db, ids, objectId, name) });
  }
  return id;
}
