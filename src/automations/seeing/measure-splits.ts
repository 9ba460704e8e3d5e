import type { AccountDb, Database } from '../../app/db.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { log } from '../../app/log.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { eventsAboutAutomation } from '../../ledger/index.ts';
import { chooseWinner } from './choose-winner.ts';
import { automationSplitOpened } from '../events.ts';
import { standingOfSplit } from './list-splits.ts';
import { publishedAutomations, publishedMaps, type DueAutomation } from '../queries/automations.ts';
import { accountsWithMeasuredSplits, insertWins, winnersNow, winnersWithReasons } from '../queries/splits.ts';
import { measureOf, splitOf } from '../rules/measured-split.ts';
import { chosenWinner } from '../../app/kernel/split-result.ts';
import type { Step } from '../schema.ts';

/** As many wins are written in one transaction. */
const AT_ONCE = 20_000;

/** Looks in every account who has won the splits that are measured, and chooses the winners of those that leave it to the measure. */
export async function measureSplits(database: Database, stopping?: AbortSignal): Promise<void> {
  for (const accountId of await database.system(accountsWithMeasuredSplits)) {
    if (stopping?.aborted) return;
    await measureSplitsOf(database, accountId);
  }
}

/** The same in one account; each split in transactions of its own. */
export async function measureSplitsOf(database: Database, accountId: number): Promise<void> {
  for (const { automation, step, publishedAt } of await database.account(accountId, measuredSteps)) {
    const of = { automation, step, publishedAt };
    try {
      for (let won = AT_ONCE; won === AT_ONCE;) won = await database.account(accountId, (db) => noteWins(db, of));
      await database.account(accountId, (db) => chooseWhenSure(db, of));
    } catch (error) {
      // A measure that no longer holds together (a field was deleted) chooses nobody; the editor shows the same sentence beside the step.
      if (!(error instanceof Problem)) throw error;
      log.warn({ accountId, automation: automation.id, step: step.id, reason: error.message }, 'split cannot be measured');
    }
  }
}

interface MeasuredStep {
  automation: DueAutomation;
  step: Step;
  publishedAt: Date;
}

async function measuredSteps(db: AccountDb): Promise<MeasuredStep[]> {
  const steps: MeasuredStep[] = [];
  for (const automation of await publishedAutomations(db)) {
    const [published] = await publishedMaps(db, automation.id, [automation.version]);
    for (const step of published?.map.steps ?? []) {
      if (splitOf(step)?.measure) steps.push({ automation, step, publishedAt: published!.published_at });
    }
  }
  return steps;
}

/** Writes down who has won since this was last looked at. Gives how many. */
async function noteWins(db: AccountDb, { automation, step }: MeasuredStep): Promise<number> {
  const measure = measureOf(splitOf(step)!)!;
  const { id: automationId, object_id: objectId } = automation;
  const matches = matching(measure.criteria as unknown as Criteria, await criteriaContext(db, { objectId, viewer: everyone }));
  const split = { automationId, objectId, stepId: step.id, measure: measure.name, within: measure.within };
  const won = await winnersNow(db, split, { matching: matches, limit: AT_ONCE });
  if (won.length > 0) await insertWins(db, split, won);
  return won.length;
}

/** A split that somebody opened again since the map was published stays open. */
async function chooseWhenSure(db: AccountDb, { automation, step, publishedAt }: MeasuredStep): Promise<void> {
  const { winner } = splitOf(step)!;
  if (winner.by !== 'measure') return;
  const { id: automationId, object_id: objectId } = automation;
  if ((await winnersWithReasons(db, automationId)).some(({ step_id }) => step_id === step.id)) return;
  const opened = await eventsAboutAutomation(db, { automationId, kind: automationSplitOpened, from: publishedAt });
  if (opened.some(({ data }) => data?.step === step.id)) return;
  const { variants } = await standingOfSplit(db, { automationId, objectId, step, viewer: everyone });
  const chosen = chosenWinner(variants, { confidence: winner.confidence / 10_000, atLeast: winner.atLeast });
  if (chosen) await chooseWinner(db, { type: 'step', id: `${automationId}.${step.id}` }, { automationId, stepId: step.id, ...chosen });
}
