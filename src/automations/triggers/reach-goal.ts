import type { AccountDb, Sql } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { noteArrived, type Arrivals } from './arrivals.ts';
import { enterRecords, selectionOf } from '../people/enter-records.ts';
import { automationReached, automationRefused } from '../events.ts';
import { publishedMaps } from '../queries/automations.ts';
import { candidatesAmong, candidatesOf, type Entrance } from '../queries/entries.ts';
import { candidatesElsewhere, lockPlaces, moveToGoal, reachedRows, refusedReaches, type Place, type Reaching } from '../queries/goals.ts';
import type { MetTrigger } from '../queries/triggers.ts';
import { chooseVersion } from '../rules/choose-version.ts';
import { compileMap } from '../rules/compiled-map.ts';
import { stepsLeadingTo } from '../rules/leading-to.ts';
import { goalSettings } from '../schema.ts';

export interface GoalMet {
  entrance: Entrance;
  met: Pick<MetTrigger, 'trigger_id' | 'criteria'>;
  goalId: number;
  /** Who meets it, and by which event, as rows (record_id, cause_id). */
  candidates: Sql;
  arrivals: Arrivals;
}

/**
 * Lets those who meet a trigger of a goal reach it, as the goal's settings say; whoever may enter by it and is not on the map does so first, as the map's
 * rules of entering allow. The runner takes them on from behind the goal.
 */
export async function reachGoal(db: AccountDb, { entrance, met, goalId, candidates, arrivals }: GoalMet): Promise<void> {
  const step = entrance.map.steps.find(({ id, kind }) => id === goalId && kind === 'goal');
  if (!step) return;
  const goal = goalSettings.parse(step.settings);
  const admitted = await thoseMatching(db, entrance, met.criteria, candidates);
  if (goal.who === 'anyone') {
    const elsewhere = candidatesElsewhere(db, entrance, admitted);
    await enterRecords(db, system, {
      automationId: entrance.automationId,
      entrance,
      arrivals,
      candidates: elsewhere,
      step: goalId,
      data: { trigger: met.trigger_id, goal: goalId },
    });
  }
  const above = await placesAbove(db, entrance, goalId, await lockPlaces(db, entrance, admitted));
  const reaching = { goalId, goal, above, triggerId: met.trigger_id };
  const arrived = await moveToGoal(db, entrance, admitted, reaching, await tellReaches(db, entrance, reaching));
  noteArrived(arrivals, entrance, goalId, arrived);
}

async function thoseMatching(db: AccountDb, entrance: Entrance, criteria: unknown, candidates: Sql): Promise<Sql> {
  if (!criteria) return candidates;
  const rows = await candidatesAmong(db, candidates, [await selectionOf(db, entrance, criteria, everyone)]);
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
