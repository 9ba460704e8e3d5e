import type { AccountDb } from '../../app/db.ts';
import { enqueueJob } from '../../app/jobs.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, criteriaProblems, type Criteria } from '../../criteria/index.ts';
import { findProblems } from '../find-problems.ts';
import { currentMap, loadAutomation } from '../load-automation.ts';
import { forgetOldSimulations, insertSimulation, simulationsOf } from '../queries/simulations.ts';
import type { AskedSimulation } from '../rules/simulation.ts';
import { isUnderWay } from './list-simulations.ts';

/** So many simulations of a map are kept. */
const KEPT = 10;

/**
 * Begins to try a map out over real records; a job plays it. Gives its id. Refuses with `map_cannot_run` what could not be published, with
 * `not_published` and with `simulation_under_way` a second one of the same map at a time.
 */
export async function startSimulation(
  db: AccountDb,
  ids: NextIds,
  { automationId, viewer, asked }: { automationId: number; viewer: Viewer; asked: AskedSimulation },
): Promise<number> {
  const automation = await loadAutomation(db, automationId, true);
  if ((await simulationsOf(db, automationId)).some((row) => isUnderWay(row, db.now)))
    throw new Problem('simulation_under_way', `“${automation.name}” is being tried out already. Wait for it, or stop it.`, { status: 409 });
  const map = asked.of === 'draft' ? automation.draft : await currentMap(db, automation);
  if (!map) throw new Problem('not_published', `“${automation.name}” has not been published. Try its draft.`, { status: 409 });
  const problems = await findProblems(db, automation.object_id, map);
  const [first] = Object.values(problems);
  if (first !== undefined) throw new Problem('map_cannot_run', `“${automation.name}” cannot run yet. ${first}`, { fields: problems });
  await refuseConditions(db, viewer, automation.object_id, asked.criteria);
  const id = await ids('simulation', 1);
  const { object_id: objectId, revision } = automation;
  await insertSimulation(db, { id, automationId, objectId, asked, revision, map, userId: viewer.userId });
  await forgetOldSimulations(db, automationId, KEPT);
  await enqueueJob(db, 'automations.simulate', { accountId: db.accountId, simulationId: id }, { maxAttempts: 1 });
  return id;
}

async function refuseConditions(db: AccountDb, viewer: Viewer, objectId: number, criteria: unknown): Promise<void> {
  if (!criteria) return;
  const tree = criteria as Criteria;
  const [problem] = criteriaProblems(tree, await criteriaContext(db, { objectId, viewer, criteria: tree }));
  if (problem) throw new Problem(problem.code, problem.sentence, { fields: { criteria: problem.sentence } });
}
