import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../criteria/index.ts';
import { recordsByIds } from '../records/index.ts';
import { loadAutomation } from './load-automation.ts';
import { peopleOnStep, type PersonOnStep } from './queries/positions.ts';

export interface AskedPeople {
  automationId: number;
  stepId: number;
  viewer: Viewer;
  state?: 'standing' | 'failed' | undefined;
  after?: number | undefined;
  limit: number;
}

/** Who stands on a step, as far as the viewer may see them, with their names; in pages by the id of their position. */
export async function listPeople(
  db: AccountDb,
  asked: AskedPeople,
): Promise<{ objectId: number; people: (PersonOnStep & { name: string })[] }> {
  const automation = await loadAutomation(db, asked.automationId);
  const objectId = automation.object_id;
  const visible = matching({ all: [] }, await criteriaContext(db, { objectId, viewer: asked.viewer }));
  const people = await peopleOnStep(db, { ...asked, after: asked.after ?? 0 }, visible);
  const records = await recordsByIds(db, objectId, [...new Set(people.map(({ record_id }) => record_id))]);
  const names = new Map(records.map(({ id, name }) => [id, name]));
  return { objectId, people: people.map((person) => ({ ...person, name: names.get(person.record_id) ?? '' })) };
}
