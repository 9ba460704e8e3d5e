import type { AccountDb, Sql } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { criteriaContext, matching, type Criteria } from '../criteria/index.ts';
import { eventsFragment } from '../ledger/index.ts';
import { enterRecords, openEntrance } from './enter-records.ts';
import { automationReached, automationRefused } from './events.ts';
import { publishedMaps } from './queries/automations.ts';
import { candidatesAmong, candidatesOf, type Entrance } from './queries/entries.ts';
import { addFlows, ARRIVED } from './queries/flows.ts';
import { candidatesElsewhere, lockPlaces, moveToGoal, reachedRows, refusedReaches, type Place, type Reaching } from './queries/goals.ts';
import type { MetTrigger } from './queries/triggers.ts';
import { chooseVersion } from './rules/choose-version.ts';
import { compileMap } from './rules/compiled-map.ts';
import { stepsLeadingTo } from './rules/leading-to.ts';
import { goalSettings } from './schema.ts';

/** How many came to each goal of each map in one transaction: counted at its end, because runners wait for whoever counts. */
export type Reaches = Map<number, { today: string; goals: Map<number, number> }>;

export interface GoalMet {
  met: MetTrigger;
  goalId: number;
  /** Who meets it, and by which event, as rows (record_id, cause_id). */
  candidates: Sql;
  reaches: Reaches;
}

/**
 * Lets those who meet a trigger of a goal reach it, as the goal's settings say; whoever may enter by it and is not on the map does so first, as the map's
 * rules of entering allow. The runner takes them on from behind the goal.
 */
export async function reachGoal(db: AccountDb, { met, goalId, candidates, reaches }: GoalMet): Promise<void> {
  const entrance = await openEntrance(db, met.automation_id);
  const step = entrance?.map.steps.find(({ id, kind }) => id === goalId && kind === 'goal');
  if (!entrance || !step) return;
  const goal = goalSettings.parse(step.settings);
  const admitted = await thoseMatching(db, entrance, met.criteria, candidates);
  if (goal.who === 'anyone') {
    const elsewhere = candidatesElsewhere(db, entrance, admitted);
    await enterRecords(db, system, {
      automationId: met.automation_id,
      candidates: elsewhere,
      step: goalId,
      data: { trigger: met.trigger_id, goal: goalId },
    });
  }
  const above = await placesAbove(db, entrance, goalId, await lockPlaces(db, entrance, admitted));
  const reaching = { goalId, goal, above, triggerId: met.trigger_id };
  const arrived = await moveToGoal(db, entrance, admitted, reaching, await tellReaches(db, entrance, reaching));
  noteReaches(reaches, entrance, goalId, arrived);
}

/** Adds what came to the goals to the day's counts of their maps. */
export async function addReaches(db: AccountDb, reaches: Reaches): Promise<void> {
  for (const [automationId, { today, goals }] of reaches) {
    const flows = [...goals].map(([stepId, records]) => ({ stepId, exit: ARRIVED, records }));
    await addFlows(db, automationId, today, flows);
  }
}

async function thoseMatching(db: AccountDb, { objectId }: Entrance, criteria: unknown, candidates: Sql): Promise<Sql> {
  if (!criteria) return candidates;
  const selection = matching(criteria as Criteria, await criteriaContext(db, { objectId, viewer: everyone }));
  const rows = await candidatesAmong(db, candidates, [selection]);
  return candidatesOf(
    rows.map(({ record_id }) => record_id),
    rows.map(({ cause_id }) => cause_id),
  );
}

/** The places from which a way leads to the goal, by the version by which whoever stands there goes on. */
async function placesAbove(db: AccountDb, { automationId, version }: Entrance, goalId: number, places: readonly Place[]): Promise<Place[]> {
  if (places.length === 0) return [];
  const versions = [...new Set([version, ...places.map((place) => place.version)])];
  const maps = new Map((await publishedMaps(db, automationId, versions)).map((row) => [row.version, compileMap(row.map)]));
  return [...chooseVersion(places, version, maps)].flatMap(([chosen, standing]) => {
    const map = maps.get(chosen)?.map;
    const leading = map ? stepsLeadingTo(map, goalId) : new Set<number>();
    return standing.filter(({ step_id }) => leading.has(step_id));
  });
}

const tellReaches = async (db: AccountDb, entrance: Entrance, reaching: Reaching): Promise<{ reached: Sql; refused: Sql }> => ({
  reached: await eventsFragment(db, system, {
    kind: automationReached,
    subjectType: 'automation',
    rows: reachedRows(entrance, reaching),
    columns: ['id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  }),
  refused: await eventsFragment(db, system, {
    kind: automationRefused,
    subjectType: 'automation',
    rows: refusedReaches(entrance, reaching),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  }),
});

function noteReaches(reaches: Reaches, { automationId, today }: Entrance, goalId: number, arrived: number): void {
  if (arrived === 0) return;
  const ofMap = reaches.get(automationId) ?? { today, goals: new Map<number, number>() };
  ofMap.goals.set(goalId, (ofMap.goals.get(goalId) ?? 0) + arrived);
  reaches.set(automationId, ofMap);
}
