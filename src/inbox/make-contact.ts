import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { CONTACT, CONTACT_FIELDS, createRecord } from '../records/index.ts';
import { namesOf } from './rules/sender.ts';

/** Makes a contact of somebody who wrote, by the name they gave. No permission comes of it. Refuses `value_taken`. */
export function makeContact(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { address, name }: { address: string; name: string },
): Promise<number> {
  const { first, last } = namesOf(name, address);
  return createRecord(db, actor, ids, {
    objectId: CONTACT,
    values: {
      [CONTACT_FIELDS.email]: address,
      ...(first === '' ? {} : { [CONTACT_FIELDS.firstName]: first.slice(0, 100) }),
      ...(last === '' ? {} : { [CONTACT_FIELDS.lastName]: last.slice(0, 100) }),
    },
  });
}
