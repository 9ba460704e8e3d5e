import { z } from 'zod';
import { usersOf } from '../../accounts/index.ts';
import type { Action } from '../../app/kernel/domain.ts';
import { changeOwnerOfRecords, deleteRecords, eraseRecords, objectShape, rejectionSentence, restoreRecords } from '../../records/index.ts';

const nothing = z.strictObject({});
const FOR_PEOPLE = { offeredTo: 'people', reach: 'delete' } as const;

const spreadSettings = z.strictObject({
  userIds: z.array(z.int().positive()).min(2, 'Choose at least two users.').max(50, 'Choose at most 50 users.'),
});

/** Deals records out among users, one each in turn. */
const spreadOwners: Action<z.infer<typeof spreadSettings>> = {
  kind: 'owner.spread',
  settings: spreadSettings,
  offeredTo: 'people',
  canUndo: true,
  async problems(db, _, { userIds }) {
    const users = new Set((await usersOf(db)).filter(({ hasLeft }) => !hasLeft).map(({ id }) => id));
    return userIds.every((id) => users.has(id)) ? [] : ['One of these users is no longer in this account. Choose another.'];
  },
  async apply(db, { actor, objectId, recordIds, settings: { userIds } }) {
    for (const [turn, ownerId] of userIds.entries()) {
      const dealt = recordIds.filter((_, place) => place % userIds.length === turn);
      if (dealt.length > 0) await changeOwnerOfRecords(db, actor, { objectId, recordIds: dealt, ownerId });
    }
    return {};
  },
};

const putIntoBin: Action<object> = {
  ...FOR_PEOPLE,
  kind: 'record.delete',
  settings: nothing,
  canUndo: true,
  async apply(db, { actor, objectId, recordIds }) {
    await deleteRecords(db, actor, { objectId, recordIds });
    return {};
  },
};

const restoreSettings = z.strictObject({ withoutTaken: z.boolean().default(false) });

const takeOutOfBin: Action<z.infer<typeof restoreSettings>> = {
  ...FOR_PEOPLE,
  kind: 'record.restore',
  settings: restoreSettings,
  canUndo: true,
  inBin: true,
  async apply(db, { actor, objectId, recordIds, settings }) {
    const { rejected } = await restoreRecords(db, actor, { objectId, recordIds, ...settings });
    const shape = await objectShape(db, objectId);
    return { failed: new Map(rejected.map((row) => [row.id, rejectionSentence(shape, row)])) };
  },
};

const eraseForGood: Action<object> = {
  ...FOR_PEOPLE,
  kind: 'record.erase',
  settings: nothing,
  inBin: true,
  async apply(db, { actor, objectId, recordIds }) {
    await eraseRecords(db, { objectId, recordIds }, actor);
    return {};
  },
};

/** What people can do with many records at once that is no step of a map. */
export const actions: readonly Action[] = [spreadOwners, putIntoBin, takeOutOfBin, eraseForGood];
