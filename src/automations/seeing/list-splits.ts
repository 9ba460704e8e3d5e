import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../../criteria/index.ts';
import { currentMap, loadAutomation } from '../load-automation.ts';
import { variantsTaken, winnersWithReasons, type VariantTaken, type WinnerRow } from '../queries/splits.ts';
import { measureOf, splitOf } from '../rules/measured-split.ts';
import { splitResult, type SplitResult } from '../../app/kernel/split-result.ts';
import type { Step } from '../schema.ts';

/** How one split of the map that runs did. */
export interface SplitStanding {
  stepId: number;
  /** Whether there is something to measure it by. */
  isMeasured: boolean;
  variants: VariantTaken[];
  /** Undefined where nothing is measured. */
  result: SplitResult | undefined;
  winner: (WinnerRow & { chooser: string | null }) | undefined;
}

/** How each split of the map that runs did, of those records that the viewer may see. */
export async function listSplits(db: AccountDb, automationId: number, viewer: Viewer): Promise<SplitStanding[]> {
  const automation = await loadAutomation(db, automationId);
  const map = await currentMap(db, automation);
  const splits = (map?.steps ?? []).filter(({ kind }) => kind === 'split');
  if (splits.length === 0) return [];
  const winners = new Map((await winnersWithReasons(db, automationId)).map((winner) => [winner.step_id, winner]));
  const users = new Map((await usersOf(db)).map(({ id, name }) => [id, name]));
  const standings: SplitStanding[] = [];
  for (const step of splits) {
    const winner = winners.get(step.id);
    const standing = await standingOfSplit(db, { automationId, objectId: automation.object_id, step, viewer });
    standings.push({ ...standing, winner: winner && { ...winner, chooser: users.get(winner.chosen_by ?? -1) ?? null } });
  }
  return standings;
}

/** How one split did, without its winner. */
export async function standingOfSplit(
  db: AccountDb,
  { automationId, objectId, step, viewer }: { automationId: number; objectId: number; step: Step; viewer: Viewer },
): Promise<Omit<SplitStanding, 'winner'>> {
  const settings = splitOf(step);
  const measure = settings && measureOf(settings);
  const visible = matching({ all: [] }, await criteriaContext(db, { objectId, viewer, criteria: { all: [] } }));
  const measured = measure && { automationId, objectId, stepId: step.id, measure: measure.name, within: measure.within };
  const taken = new Map((await variantsTaken(db, measured, { automationId, stepId: step.id, visible })).map((row) => [row.exit, row]));
  const variants = step.next.map((_, exit) => taken.get(exit) ?? { exit, taken: 0, decided: 0, won: 0 });
  return { stepId: step.id, isMeasured: measured !== undefined, variants, result: measured && splitResult(variants) };
}
