import type { AccountDb } from '../../app/db.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { actions } from '../../app/registry.ts';
import { accountSettings, usersOf } from '../../accounts/index.ts';
import { changesUnseenIn, criteriaContext, firstMatching, matching, type Criteria } from '../../criteria/index.ts';
import { objectShapes, recordsByIds } from '../../records/index.ts';
import type { DueAutomation } from '../queries/automations.ts';
import { idsAmong, placesIn } from '../queries/moves.ts';
import { winnersOf } from '../queries/winners.ts';
import type { CompiledMap } from '../rules/compiled-map.ts';
import { dayOf } from '../rules/wait.ts';
import { zoneNamed } from '../../app/kernel/zone.ts';
import type { WalkContext } from './walk.ts';

/** How criteria are asked of the records of one object, in the eyes of the product itself. */
export type Matchers = Pick<WalkContext, 'matching' | 'firstMatching' | 'changesUnseen'>;

/** The context is read once for all criteria of a batch. */
export async function matchersOf(db: AccountDb, objectId: number): Promise<Matchers> {
  const context = await criteriaContext(db, { objectId, viewer: everyone });
  const selection = (tree: unknown) => matching(tree as Criteria, context);
  return {
    matching: async (tree, recordIds) => {
      const selected = selection(tree);
      return new Set(await db.savepoint(() => idsAmong(db, selected, recordIds)));
    },
    firstMatching: async (trees, recordIds) => {
      const statement = firstMatching(trees as readonly Criteria[], context, recordIds);
      return db.savepoint(() => placesIn(db, statement));
    },
    changesUnseen: (tree) => changesUnseenIn(tree as Criteria, context),
  };
}

/** All that a walk of a batch over a map needs; winners of splits are read once, and only where the versions at hand have splits. */
export async function walkContext(
  db: AccountDb,
  automation: DueAutomation,
  { ids, matchers, maps }: { ids: NextIds; matchers: Matchers; maps: readonly CompiledMap[] },
): Promise<WalkContext> {
  const { timeZone } = await accountSettings(db);
  const shape = (await objectShapes(db)).find(({ id }) => id === automation.object_id);
  const hasSplits = maps.some(({ map }) => map.steps.some(({ kind }) => kind === 'split'));
  return {
    ...matchers,
    db,
    automationId: automation.id,
    rehearsed: automation.rehearsed,
    objectId: automation.object_id,
    timeZone,
    today: dayOf(db.now, timeZone),
    actions: new Map(actions().map((action) => [action.kind, action])),
    ids,
    winners: hasSplits ? await winnersOf(db, automation.rehearsed?.automationId ?? automation.id) : new Map(),
    records: async (recordIds) => {
      const records = await recordsByIds(db, automation.object_id, [...new Set(recordIds)]);
      return new Map(records.map((record) => [record.id, record]));
    },
    zoneFieldId: shape?.fields.find(({ key, deletedAt }) => key === 'timezone' && deletedAt === null)?.id,
    zonesOfUsers: once(() => zonesOfUsers(db)),
  };
}

export async function zonesOfUsers(db: AccountDb): Promise<ReadonlyMap<number, string>> {
  const zones = (await usersOf(db)).map((user) => [user.id, zoneNamed(user.timeZone)] as const);
  return new Map(zones.filter((one): one is [number, string] => one[1] !== undefined));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}
