import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { actions } from '../app/registry.ts';
import { accountSettings } from '../accounts/index.ts';
import { criteriaContext, matching, type Criteria } from '../criteria/index.ts';
import { recordEvents } from '../ledger/index.ts';
import { automationLeft, automationMoved } from './events.ts';
import type { DueAutomation } from './queries/automations.ts';
import { publishedMaps } from './queries/automations.ts';
import { addFlows, type Flow } from './queries/flows.ts';
import { idsAmong, rowsOfMoves, type Move } from './queries/moves.ts';
import { claimDue, deletePositions, restPositions, type ClaimedPosition } from './queries/positions.ts';
import { chooseVersion } from './rules/choose-version.ts';
import { compileMap, type CompiledMap } from './rules/compiled-map.ts';
import { dayOf } from './rules/wait.ts';
import { walkMap, type Traveller, type WalkContext, type Walked } from './walk-map.ts';

/**
 * Moves up to `limit` of those due on one map, in this transaction: claims them, carries them over the map, writes where they come to
 * rest and one line of the ledger for each. All of it or nothing happens. Gives how many were claimed; 0 when others have claimed all.
 */
export async function moveDue(db: AccountDb, automation: DueAutomation, limit: number, ids: NextIds): Promise<number> {
  const claimed = await claimDue(db, automation.id, limit);
  if (claimed.length === 0) return 0;

  const context = await walkContext(db, automation, ids);
  const living = await context.matching(
    { all: [] },
    claimed.map(({ record_id }) => record_id),
  );
  const gone = claimed.filter(({ record_id }) => !living.has(record_id));
  const maps = await mapsOf(db, automation, claimed);
  const walked: Walked[] = [];
  for (const [version, positions] of chooseVersion(
    claimed.filter(({ record_id }) => living.has(record_id)),
    automation.version,
    maps,
  )) {
    walked.push(await walkMap(context, maps.get(version)!, version, positions));
  }
  await settleMoves(db, automation, context, walked);
  await leaveGone(db, automation, gone);
  return claimed.length;
}

async function walkContext(db: AccountDb, automation: DueAutomation, ids: NextIds): Promise<WalkContext> {
  const { timeZone } = await accountSettings(db);
  const criteria = await criteriaContext(db, { objectId: automation.object_id, viewer: everyone });
  return {
    db,
    automationId: automation.id,
    objectId: automation.object_id,
    timeZone,
    today: dayOf(db.now, timeZone),
    actions: new Map(actions().map((action) => [action.kind, action])),
    ids,
    async matching(tree, recordIds) {
      const selection = matching(tree as Criteria, criteria);
      return new Set(await db.savepoint(() => idsAmong(db, selection, recordIds)));
    },
  };
}

async function mapsOf(db: AccountDb, automation: DueAutomation, claimed: readonly ClaimedPosition[]): Promise<Map<number, CompiledMap>> {
  const versions = [...new Set([automation.version, ...claimed.map(({ version }) => version)])];
  const rows = await publishedMaps(db, automation.id, versions);
  return new Map(rows.map(({ version, map }) => [version, compileMap(map)]));
}

async function settleMoves(db: AccountDb, automation: DueAutomation, context: WalkContext, walked: readonly Walked[]): Promise<void> {
  const rested = walked.flatMap((one) => one.rested);
  const ended = walked.flatMap((one) => one.ended);
  const moves = [
    ...rested.map(({ traveller, version, state, stepId, failure }) => moveOf(traveller, { version, outcome: state, at: stepId }, failure)),
    ...walked.flatMap((one) => one.ended.map((traveller) => moveOf(traveller, { version: one.version, outcome: 'ended' }))),
  ];
  await tellMoves(db, automation, moves);
  await restPositions(db, automation.id, rested);
  await deletePositions(
    db,
    automation.id,
    ended.map(({ position }) => position),
  );
  await addFlows(db, automation.id, context.today, sumOf(walked.flatMap((one) => one.flows)));
}

const moveOf = ({ position, path }: Traveller, data: { version: number; outcome: string; at?: number }, failure?: string): Move => ({
  position,
  data: { ...data, path },
  personal: failure === undefined ? null : { reason: failure },
});

/** The runner acts for nobody but the map itself. */
const runnerOf = (automation: DueAutomation): Actor => ({ type: 'step', id: String(automation.id) });

async function tellMoves(db: AccountDb, automation: DueAutomation, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await recordEvents(db, runnerOf(automation), {
    kind: automationMoved,
    subjectType: 'automation',
    rows: rowsOfMoves(automation, moves),
    columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data', 'personal'],
  });
}

/** Records that were deleted or merged away leave their maps. */
async function leaveGone(db: AccountDb, automation: DueAutomation, gone: readonly ClaimedPosition[]): Promise<void> {
  if (gone.length === 0) return;
  await deletePositions(db, automation.id, gone);
  const moves = gone.map((position) => ({ position, data: { reason: 'deleted' }, personal: null }));
  await recordEvents(db, runnerOf(automation), {
    kind: automationLeft,
    subjectType: 'automation',
    rows: rowsOfMoves(automation, moves),
    columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data', 'personal'],
  });
}

function sumOf(flows: readonly Flow[]): Flow[] {
  const sums = new Map<string, Flow>();
  for (const flow of flows) {
    const key = `${flow.stepId}:${flow.exit}`;
    const sum = sums.get(key);
    if (sum) sum.records += flow.records;
    else sums.set(key, { ...flow });
  }
  return [...sums.values()];
}
