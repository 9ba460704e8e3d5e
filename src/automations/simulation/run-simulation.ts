import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountDb, Database } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { log } from '../../app/log.ts';
import { actions } from '../../app/registry.ts';
import { accountSettings, viewerOf } from '../../accounts/index.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { finishSimulation, noteProgress, sampleOf, simulationById, type SimulationRow } from '../queries/simulations.ts';
import { sumUp, type ActionOnMap, type PlayedPart } from '../rules/simulated.ts';
import type { AutomationMap } from '../schema.ts';
import { playRecords, type Playing } from './play-records.ts';

/** So many records are played together: what they have locked, others wait for. */
const FIRST_SLICE = 50;
const LARGEST_SLICE = 200;
const SMALLEST_SLICE = 10;
/** A slice that takes longer is followed by a smaller one, and none takes longer than the other. */
const AIM_MS = 2_500;
const LONGEST_MS = 8_000;
/** How long a whole simulation may take. */
const BUDGET_MS = 90_000;
/** Records that somebody else is changing are tried again so often. */
const TRIES = 5;
const DAY = 86_400_000;

export interface Running {
  accountId: number;
  simulationId: number;
}

/**
 * Plays a sample of real records over a map in slices, each in a rehearsal of its own, and writes down what came of all of them. Ends early
 * when it is asked to stop, with what it has found by then.
 */
export async function runSimulation(database: Database, { accountId, simulationId }: Running, stopping: AbortSignal): Promise<void> {
  const row = await database.account(accountId, (db) => simulationById(db, simulationId));
  if (row?.status !== 'running') return;
  try {
    await playAll(database, accountId, row, stopping);
  } catch (error) {
    log.error({ accountId, simulation: simulationId, err: error }, 'a simulation failed');
    await database.account(accountId, (db) => finishSimulation(db, simulationId, { status: 'failed', found: null }));
  }
}

async function playAll(database: Database, accountId: number, row: SimulationRow, stopping: AbortSignal): Promise<void> {
  const { sample, playing } = await database.account(accountId, (db) => prepare(db, row));
  const parts: PlayedPart[] = [];
  const began = performance.now();
  const ids = (name: string, count: number): Promise<number> => database.nextIds(accountId, name, count);
  const note = (done: number): Promise<boolean> =>
    database.account(accountId, (db) => noteProgress(db, row.id, { chosen: sample.length, played: done }));
  let skipped = 0;
  let goesOn = await note(0);
  for (let done = 0, size = FIRST_SLICE; goesOn && done < sample.length;) {
    const recordIds = sample.slice(done, done + size);
    const sliceBegan = performance.now();
    const isOver = (): boolean => performance.now() - sliceBegan > LONGEST_MS || performance.now() - began > BUDGET_MS;
    const part = await playSlice(database, accountId, { ...playing, recordIds, ids, isOver });
    if (part) parts.push(part);
    else skipped += recordIds.length;
    done += recordIds.length;
    size = nextSize(size, performance.now() - sliceBegan);
    goesOn = (await note(done)) && !stopping.aborted && performance.now() - began < BUDGET_MS;
  }
  const found = sumUp(parts, actionsOf(row.map), skipped);
  const isDone = found.tried + skipped === sample.length;
  await database.account(accountId, (db) => finishSimulation(db, row.id, { status: isDone ? 'done' : 'stopped', found }));
}

type Prepared = Omit<Playing, 'recordIds' | 'ids' | 'isOver'>;

async function prepare(db: AccountDb, row: SimulationRow): Promise<{ sample: number[]; playing: Prepared }> {
  const { asked, map, automation_id: automationId, object_id: objectId } = row;
  const { name } = await loadAutomation(db, automationId);
  const { timeZone } = await accountSettings(db);
  const viewer = row.user_id === everyone.userId ? everyone : await viewerOf(db, row.user_id);
  const tree = (asked.criteria ?? { all: [] }) as Criteria;
  const selection = matching(tree, await criteriaContext(db, { objectId, viewer, criteria: tree }));
  const { ids } = await sampleOf(db, selection, asked.records);
  const from = db.now;
  return {
    sample: ids,
    playing: {
      simulationId: row.id,
      automationId,
      objectId,
      name,
      map,
      suppositions: asked.suppositions,
      timeZone,
      from,
      until: new Date(from.getTime() + asked.days * DAY),
    },
  };
}

/** Undefined when somebody held some of the records each time. */
async function playSlice(database: Database, accountId: number, playing: Playing): Promise<PlayedPart | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.rehearse(accountId, (db) => playRecords(db, playing));
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      if (tries === TRIES) return undefined;
      await sleep(200 * tries);
    }
  }
}

const nextSize = (size: number, tookMs: number): number =>
  tookMs > AIM_MS ? Math.max(SMALLEST_SLICE, size >> 1) : Math.min(LARGEST_SLICE, size * 2);

function actionsOf({ steps }: AutomationMap): ActionOnMap[] {
  const known = new Map(actions().map((action) => [action.kind, action]));
  return steps
    .filter(({ kind }) => known.has(kind))
    .map(({ id, kind }) => ({ stepId: id, kind, channel: known.get(kind)?.reaches ?? null }));
}
