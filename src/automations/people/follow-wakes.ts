import type { AccountDb, Sql } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { kindsOfBatch } from '../../ledger/index.ts';
import { leaveMap } from './leave-map.ts';
import { recordIdRows } from '../queries/entries.ts';
import { recordsAbout } from '../queries/leaving.ts';
import { standingOfBatch, wakePositions, watchingMaps, type WaitingStep, type WatchingMap } from '../queries/watching.ts';
import { matchersOf, type Matchers } from '../walk/walk-context.ts';
import { whoMeets } from './who-leaves.ts';

/**
 * Looks at the records that a batch of the ledger is about, on the maps that ask of records while they stand there: whoever now meets the exit
 * criteria of a map leaves it, and whoever waits for criteria is asked again at once, on a paused map as soon as it runs on. A few
 * statements, however many records.
 */
export async function followWakes(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<void> {
  await wakeOn(db, await watchingMaps(db), batchId, kinds);
}

/** The same on one map alone. */
export async function followWakesOn(db: AccountDb, automationId: number, batchId: number, kinds: readonly string[]): Promise<void> {
  const maps = await watchingMaps(db);
  await wakeOn(
    db,
    maps.filter(({ automation_id }) => automation_id === automationId),
    batchId,
    kinds,
  );
}

async function wakeOn(db: AccountDb, maps: readonly WatchingMap[], batchId: number, kinds: readonly string[]): Promise<void> {
  const objects = new Set(maps.map(({ object_id }) => object_id));
  for (const objectId of objects) {
    const theirs = maps.filter(({ object_id }) => object_id === objectId);
    const records = recordsAbout(kindsOfBatch(db, batchId, kinds), objectId);
    await leaveByExit(db, objectId, records, theirs);
    const steps = theirs.flatMap(stepsWaitingForCriteria);
    if (steps.length > 0) await wakePositions(db, objectId, records, steps);
  }
}

async function leaveByExit(db: AccountDb, objectId: number, records: Sql, maps: readonly WatchingMap[]): Promise<void> {
  let matchers: Matchers | undefined;
  for (const { automation_id, runs, map } of maps) {
    if (!runs || !map.exit) continue;
    const standing = await standingOfBatch(db, automation_id, objectId, records);
    if (standing.length === 0) continue;
    matchers ??= await matchersOf(db, objectId);
    const leaving = await whoMeets(db, matchers, map.exit, standing);
    if (leaving.size > 0) await leaveMap(db, system, { automationId: automation_id, reason: 'exit', records: recordIdRows([...leaving]) });
  }
}

const stepsWaitingForCriteria = ({ automation_id, map }: WatchingMap): WaitingStep[] =>
  map.steps
    .filter(({ kind, settings }) => kind === 'wait' && settings.wait === 'criteria')
    .map(({ id }) => ({ automationId: automation_id, stepId: id }));
