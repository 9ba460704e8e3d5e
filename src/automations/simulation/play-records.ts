import type { AccountDb } from '../../app/db.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { system } from '../../app/kernel/actor.ts';
import { eventKinds } from '../../app/registry.ts';
import { mailRefused } from '../../compliance/index.ts';
import { addArrivals, type Arrivals } from '../triggers/arrivals.ts';
import { enterRecords, openEntrance } from '../people/enter-records.ts';
import { followTriggersOf } from '../triggers/follow-triggers.ts';
import { followWakesOn } from '../people/follow-wakes.ts';
import { moveDue } from '../walk/move-due.ts';
import type { DueAutomation, Rehearsed } from '../queries/automations.ts';
import { candidatesOf } from '../queries/entries.ts';
import { endsOf, flowsByDay, nextDueOn, refusedInBatch, standingStates, stuckOn } from '../queries/simulations.ts';
import { reachGoal } from '../triggers/reach-goal.ts';
import type { PlayedPart, RefusedLetters } from '../rules/simulated.ts';
import type { Supposition } from '../rules/simulation.ts';
import { dayOf } from '../rules/wait.ts';
import type { AutomationMap } from '../schema.ts';
import { matchersOf } from '../walk/walk-context.ts';
import { hideMap } from './hide-map.ts';
import { criteriaSteps, earliest, putOffWaits, type CriteriaSteps } from './put-off-waits.ts';
import { supposedReaches, supposedWaits, type SupposedReach, type SupposedWaits } from './supposed.ts';

export interface Playing {
  simulationId: number;
  automationId: number;
  objectId: number;
  name: string;
  map: AutomationMap;
  recordIds: readonly number[];
  suppositions: readonly Supposition[];
  timeZone: string;
  from: Date;
  until: Date;
  ids: NextIds;
  /** Whether it has taken too long: then it ends where it is. */
  isOver: () => boolean;
}

/** A map being played in a transaction of which nothing stays. */
interface Play extends Playing {
  hidden: DueAutomation;
  criteria: CriteriaSteps;
  waits: SupposedWaits;
  reaches: SupposedReach[];
  refused: RefusedLetters[];
}

const LARGEST_BATCH = 5_000;

/**
 * Plays records over a map from their entering to a last moment: the runner's own moves, with the time of the transaction moved to whenever
 * somebody is next due. In a rehearsal alone: all that it does to them is done.
 */
export async function playRecords(db: AccountDb, playing: Playing): Promise<PlayedPart> {
  const play = await begin(db.at(playing.from), playing);
  const now = await playOn(db, play);
  const last = db.at(now ?? playing.until);
  const flows = await flowsByDay(last, play.hidden.id);
  const ends = await endsOf(last, play.hidden.id);
  return {
    tried: playing.recordIds.length,
    entered: flows.filter(({ stepId, exit }) => stepId === 0 && exit < 0).reduce((sum, { records }) => sum + records, 0),
    flows,
    refused: play.refused,
    standing: await standingStates(last, play.hidden.id),
    took: ends.map((at) => at.getTime() - playing.from.getTime()),
    stuck: await stuckOn(last, play.hidden.id),
    isCut: now !== undefined,
  };
}

async function begin(db: AccountDb, playing: Playing): Promise<Play> {
  const { automationId, objectId, map, suppositions, timeZone, recordIds } = playing;
  const hidden = await hideMap(db, playing);
  const waits = supposedWaits(map, suppositions, timeZone);
  const { changesUnseen } = await matchersOf(db, objectId);
  const play: Play = {
    ...playing,
    hidden: { id: hidden.id, object_id: objectId, version: 1, rehearsed: { automationId, waits: asked(waits) } },
    criteria: criteriaSteps(map, changesUnseen),
    waits,
    reaches: supposedReaches(map, suppositions, { recordIds, at: playing.from, timeZone }),
    refused: [],
  };
  const candidates = candidatesOf(
    recordIds,
    recordIds.map(() => null),
  );
  await enterRecords(db, system, { automationId: hidden.id, candidates, data: { by: 'hand' } });
  await follow(db, play);
  return play;
}

/** Whether they have met them, instead of when they will. */
const asked = (waits: SupposedWaits): Rehearsed['waits'] =>
  new Map(
    [...waits].map(([stepId, momentOf]) => [
      stepId,
      (recordId, since, now) => {
        const at = momentOf(recordId, since);
        return at !== undefined && at <= now;
      },
    ]),
  );

/** Goes from one moment at which somebody is due to the next. Gives where it ended before its time. */
async function playOn(db: AccountDb, play: Play): Promise<Date | undefined> {
  for (let now = play.from; ;) {
    await moveAll(db, play, now);
    const next = earliest(await nextDueOn(db, play.hidden.id), play.reaches[0]?.at);
    if (!next || next > play.until) return undefined;
    if (play.isOver()) return now;
    now = next > now ? next : now;
    await reachSupposed(db.at(now), play);
  }
}

async function moveAll(db: AccountDb, play: Play, now: Date): Promise<void> {
  for (let moved = 1; moved > 0;) {
    const then = db.at(now);
    moved = await moveDue(then, play.hidden, LARGEST_BATCH, play.ids);
    await follow(then, play);
    await putOffWaits(then, { automationId: play.hidden.id, steps: play.criteria, supposed: play.waits, timeZone: play.timeZone });
  }
}

/** What the followers of the ledger would do next, on this map, with what a transaction has told it. */
async function follow(db: AccountDb, play: Play): Promise<void> {
  const triggering = new Set(
    eventKinds()
      .filter(({ trigger }) => trigger)
      .map(({ kind }) => kind),
  );
  for (let told = db; told.batch.id !== undefined;) {
    const { id } = told.batch;
    const kinds = [...told.batch.kinds];
    if (told.batch.kinds.has(mailRefused.kind)) await noteRefused(told, play, id);
    told = db.at(db.now);
    await followTriggersOf(
      told,
      play.hidden.id,
      id,
      kinds.filter((kind) => triggering.has(kind)),
    );
    await followWakesOn(told, play.hidden.id, id, kinds);
  }
}

/** The actor of what a step does is `MAP.STEP`. */
async function noteRefused(db: AccountDb, { refused, timeZone }: Play, batchId: number): Promise<void> {
  const day = dayOf(db.now, timeZone);
  for (const { actor, reason, records } of await refusedInBatch(db, batchId, mailRefused.kind))
    refused.push({ stepId: Number(actor.split('.')[1]), day, reason, records });
}

/** Lets those reach their goals who are supposed to by now. */
async function reachSupposed(db: AccountDb, play: Play): Promise<void> {
  const due = play.reaches.filter(({ at }) => at <= db.now);
  play.reaches = play.reaches.slice(due.length);
  const entrance = due.length > 0 ? await openEntrance(db, play.hidden.id) : undefined;
  if (!entrance) return;
  const arrivals: Arrivals = new Map();
  for (const [goalId, theirs] of Map.groupBy(due, (reach) => reach.goalId)) {
    const recordIds = theirs.map(({ recordId }) => recordId);
    const candidates = candidatesOf(
      recordIds,
      recordIds.map(() => null),
    );
    const met = { trigger_id: theirs[0]!.triggerId, criteria: null };
    await reachGoal(db, { entrance, met, goalId, candidates, arrivals });
  }
  await addArrivals(db, arrivals);
  await follow(db, play);
}
