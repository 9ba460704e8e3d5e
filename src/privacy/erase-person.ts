import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notAllowed } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { domains } from '../app/registry.ts';
import { forgetPersonal, personErased, recordEvent } from '../ledger/index.ts';
import { mergedInto, recordFor, type RecordId } from '../records/index.ts';

/**
 * Removes a person, with every record that was merged into theirs, from every domain for good, in one transaction; only the fact stays (O 375, right to erasure). Refuses with `not_found`
 * a record the viewer may not see, and with `not_allowed` who may not delete it or lacks the right `privacy.erase`.
 */
export async function erasePerson(db: AccountDb, actor: Actor, viewer: Viewer, person: RecordId): Promise<void> {
  if (!viewer.can('privacy.erase')) throw notAllowed('erase a person');
  await recordFor(db, viewer, 'delete', person);
  for (const id of [...(await mergedInto(db, person.objectId, person.id)), person.id]) await eraseOne(db, { ...person, id });
  await recordEvent(db, actor, { kind: personErased, record: person });
}

async function eraseOne(db: AccountDb, { objectId, id }: RecordId): Promise<void> {
  for (const domain of domains().toReversed()) {
    for (const held of domain.personalData ?? []) await held.erase(db, objectId, id);
  }
  await forgetPersonal(db, objectId, [id]);
}
