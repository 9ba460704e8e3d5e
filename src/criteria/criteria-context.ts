import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { eventKinds, facts } from '../app/registry.ts';
import { mergedTags, objectShapes } from '../records/index.ts';
import { storedGroups } from './queries/groups.ts';
import { withSearches } from './search-meaning.ts';
import type { CriteriaContext, GroupShape } from './rules/context.ts';
import { asksForTags, groupsIn, hasConditions } from './rules/groups-in.ts';
import type { Criteria } from './rules/language.ts';

/** Read once a transaction: a batch compiles criteria again and again. Whatever changes a group forgets them. */
const zones = new WeakMap<AccountDb, string>();
const tagsKnown = new WeakMap<AccountDb, ReadonlyMap<number, number>>();
const groupsKnown = new WeakMap<AccountDb, ReadonlyMap<number, GroupShape>>();

/**
 * All that criteria about records of an object are compiled with, through the viewer's eyes, at the account's present; with `criteria`, only
 * what these need is read. Refuses with `not_found` an object that does not exist or of which the viewer may see nothing.
 */
export async function criteriaContext(
  db: AccountDb,
  asked: { objectId: number; viewer: Viewer; criteria?: Criteria | undefined },
): Promise<CriteriaContext> {
  const { objectId, viewer, criteria } = asked;
  const objects = new Map((await objectShapes(db)).map((object) => [object.id, object]));
  if (!objects.has(objectId) || viewer.on(objectId).view === 'none') throw notFound('object');
  const context: CriteriaContext = {
    accountId: db.accountId,
    objectId,
    objects,
    groups: criteria && groupsIn(criteria).length === 0 ? new Map() : await groupsOf(db),
    timeZone: criteria && !hasConditions(criteria) ? 'UTC' : await timeZoneOf(db),
    kinds: new Map(eventKinds().map(({ kind, retention }) => [kind, retention])),
    facts: facts(),
    ...(criteria && !asksForTags(criteria) ? {} : { mergedTags: await mergedTagsOf(db) }),
    viewer,
    now: db.now,
  };
  return criteria ? withSearches(db, context, criteria) : context;
}

/** To be called by whatever changes a group. */
export const forgetGroups = (db: AccountDb): void => void groupsKnown.delete(db);

async function groupsOf(db: AccountDb): Promise<ReadonlyMap<number, GroupShape>> {
  const known = groupsKnown.get(db);
  if (known) return known;
  const groups = new Map((await storedGroups(db)).map((group) => [group.id, group]));
  groupsKnown.set(db, groups);
  return groups;
}

async function timeZoneOf(db: AccountDb): Promise<string> {
  const known = zones.get(db);
  if (known !== undefined) return known;
  const { timeZone } = await accountSettings(db);
  zones.set(db, timeZone);
  return timeZone;
}

async function mergedTagsOf(db: AccountDb): Promise<ReadonlyMap<number, number>> {
  const known = tagsKnown.get(db) ?? (await mergedTags(db));
  tagsKnown.set(db, known);
  return known;
}
