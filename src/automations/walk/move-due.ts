import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { recordEvents } from '../../ledger/index.ts';
import { automationLeft, automationMoved } from '../events.ts';
import { matchersOf, walkContext } from './walk-context.ts';
import { obeyTransfers } from '../versions/obey-transfers.ts';
import type { DueAutomation } from '../queries/automations.ts';
import { publishedMaps } from '../queries/automations.ts';
import { addFlows, type Flow } from '../queries/flows.ts';
import { rowsOfMoves, type Move } from '../queries/moves.ts';
import { claimDue, deletePositions, insertPositions, restPositions, type ClaimedPosition } from '../queries/positions.ts';
import { chooseVersion } from '../rules/choose-version.ts';
import { compileMap, type CompiledMap } from '../rules/compiled-map.ts';
import { tellSetAside } from '../people/tell-set-aside.ts';
import { tellMoved } from '../topics.ts';
import { whoLeaves } from '../people/who-leaves.ts';
import { walkMap } from './walk-map.ts';
import type { Traveller, Walked } from './walk.ts';

/**
 * Moves up to `limit` of those due on one map, in this transaction: claims them, takes off who is gone or meets the exit criteria, carries
 * the others over the map, writes where they come to rest and one line of the ledger for each. All of it or nothing happens. Gives how
 * many were claimed; 0 when others have claimed all.
 */
export async function moveDue(db: AccountDb, automation: DueAutomation, limit: number, ids: NextIds): Promise<number> {
  const due = await claimDue(db, automation.id, limit);
  if (due.length === 0) return 0;

  const claimed = await obeyTransfers(db, automation, due);
  const matchers = await matchersOf(db, automation.object_id);
  const maps = await mapsOf(db, automation, claimed);
  const current = maps.get(automation.version)!;
  const { gone, exiting, staying } = await whoLeaves(db, matchers, current.map.exit, claimed);
  const context = await walkContext(db, automation, { ids, matchers, maps: [...maps.values()] });
  const walked: Walked[] = [];
  for (const [version, positions] of chooseVersion(staying, automation.version, maps)) {
    walked.push(await walkMap(context, maps.get(version)!, version, positions));
  }
  await settleMoves(db, automation, context.today, walked);
  await leave(db, automation, 'deleted', gone);
  await leave(db, automation, 'exit', exiting);
  const aside = walked.flatMap(({ rested }) => rested.filter(({ state }) => state === 'failed').map(({ stepId }) => stepId));
  await tellSetAside(db, automation.id, aside);
  tellMoved(db, automation.id);
  return due.length;
}

async function mapsOf(db: AccountDb, automation: DueAutomation, claimed: readonly ClaimedPosition[]): Promise<Map<number, CompiledMap>> {
  const versions = [...new Set([automation.version, ...claimed.map(({ version }) => version)])];
  const rows = await publishedMaps(db, automation.id, versions);
  return new Map(rows.map(({ version, map }) => [version, compileMap(map)]));
}

async function settleMoves(db: AccountDb, automation: DueAutomation, today: string, walked: readonly Walked[]): Promise<void> {
  const rested = walked.flatMap((one) => one.rested);
  const ended = walked.flatMap((one) => one.ended);
  const moves = [
    ...rested.filter(({ moved }) => moved).map((one) => moveOf(one.traveller, { version: one.version, ...outcomeOf(one) }, one.failure)),
    ...walked.flatMap((one) => one.ended.map((traveller) => moveOf(traveller, { version: one.version, outcome: 'ended' }))),
  ];
  await tell(db, automation, automationMoved, moves);
  await restPositions(
    db,
    automation.id,
    rested.filter(({ traveller }) => !traveller.isCopy),
  );
  await insertPositions(
    db,
    { automationId: automation.id, objectId: automation.object_id },
    rested.filter(({ traveller }) => traveller.isCopy),
  );
  await deletePositions(
    db,
    automation.id,
    ended.filter(({ isCopy }) => !isCopy).map(({ position }) => position),
  );
  await addFlows(db, automation.id, today, sumOf(walked.flatMap((one) => one.flows)));
}

/** Whoever stands ready before a step waits for the quiet hours to end. */
const outcomeOf = ({ state, stepId }: Walked['rested'][number]): { outcome: string; at: number } => ({
  outcome: state === 'ready' ? 'waiting' : state,
  at: stepId,
});

const moveOf = (
  { position, path, exits, from }: Traveller,
  data: { version: number; outcome: string; at?: number },
  failure?: string,
): Move => ({
  position,
  data: { ...data, path, exits, ...(from && { from }) },
  personal: failure === undefined ? null : { reason: failure },
});

/** The runner acts for nobody but the map itself. */
const runnerOf = (automation: DueAutomation): Actor => ({ type: 'step', id: String(automation.id) });

async function tell(
  db: AccountDb,
  automation: DueAutomation,
  kind: typeof automationMoved | typeof automationLeft,
  moves: readonly Move[],
): Promise<void> {
  if (moves.length === 0) return;
  await recordEvents(db, runnerOf(automation), {
    kind,
    subjectType: 'automation',
    rows: rowsOfMoves(automation, moves),
    columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data', 'personal'],
  });
}

async function leave(
  db: AccountDb,
  automation: DueAutomation,
  reason: 'deleted' | 'exit',
  positions: readonly ClaimedPosition[],
): Promise<void> {
  if (positions.length === 0) return;
  await deletePositions(db, automation.id, positions);
  const moves = positions.map((position) => ({ position, data: { reason, at: position.step_id }, personal: null }));
  await tell(db, automation, automationLeft, moves);
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
