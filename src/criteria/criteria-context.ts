import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { eventKinds, facts } from '../app/registry.ts';
import { objectShapes } from '../records/index.ts';
import { storedGroups } from './queries/groups.ts';
import type { CriteriaContext, GroupShape } from './rules/context.ts';

interface Known {
  timeZone: string;
  groups: ReadonlyMap<number, GroupShape>;
}

/** Read once a transaction: a batch compiles criteria again and again. Whatever changes a group forgets them. */
const known = new WeakMap<AccountDb, Known>();

/**
 * All that criteria about records of an object are compiled with, through the viewer's eyes, at the account's present. Refuses with
 * `not_found` an object that does not exist or of which the viewer may see nothing.
 */
export async function criteriaContext(db: AccountDb, asked: { objectId: number; viewer: Viewer }): Promise<CriteriaContext> {
  const objects = new Map((await objectShapes(db)).map((object) => [object.id, object]));
  if (!objects.has(asked.objectId) || asked.viewer.on(asked.objectId).view === 'none') throw notFound('object');
  return {
    accountId: db.accountId,
    objectId: asked.objectId,
    objects,
    ...(await whatIsKnown(db)),
    kinds: new Map(eventKinds().map(({ kind, retention }) => [kind, retention])),
    facts: facts(),
    viewer: asked.viewer,
    now: db.now,
  };
}

/** To be called by whatever changes a group. */
export const forgetGroups = (db: AccountDb): void => void known.delete(db);

async function whatIsKnown(db: AccountDb): Promise<Known> {
  const before = known.get(db);
  if (before) return before;
  const { timeZone } = await accountSettings(db);
  const groups = new Map((await storedGroups(db)).map((group) => [group.id, group]));
  known.set(db, { timeZone, groups });
  return { timeZone, groups };
}
