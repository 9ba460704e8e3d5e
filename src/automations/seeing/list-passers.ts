import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { accountSettings } from '../../accounts/index.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { recordsByIds } from '../../records/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { passersOf, type Passer } from '../queries/passes.ts';
import { momentsOf, type DayRange } from '../rules/day-range.ts';

export interface AskedPassers {
  automationId: number;
  /** 0 is the entrance; triggers go by their own ids. */
  stepId: number;
  /** Who left by it; whoever came, when left out. */
  exit?: number | undefined;
  viewer: Viewer;
  criteria?: Criteria | undefined;
  range: DayRange;
  before?: { at: Date; recordId: number } | undefined;
  limit: number;
}

/** Who came by a step, or left it by an exit, on some days: those that the viewer may see and that match, with their names, the latest first. */
export async function listPassers(
  db: AccountDb,
  asked: AskedPassers,
): Promise<{ objectId: number; passers: (Passer & { name: string })[] }> {
  const { object_id: objectId } = await loadAutomation(db, asked.automationId);
  const { timeZone } = await accountSettings(db);
  const tree = asked.criteria ?? { all: [] };
  const visible = matching(tree, await criteriaContext(db, { objectId, viewer: asked.viewer, criteria: tree }));
  const { automationId, stepId } = asked;
  const passers = await passersOf(db, { automationId, stepId, ...momentsOf(asked.range, timeZone), visible }, asked);
  const records = await recordsByIds(
    db,
    objectId,
    passers.map(({ record_id }) => record_id),
  );
  const names = new Map(records.map(({ id, name }) => [id, name]));
  return { objectId, passers: passers.map((passer) => ({ ...passer, name: names.get(passer.record_id) ?? '' })) };
}
