import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching, type Criteria } from '../../criteria/index.ts';
import { recordsByIds } from '../../records/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { failuresOnStep, peopleOnStep, type Failure, type PersonOnStep } from '../queries/positions.ts';

export interface AskedPeople {
  automationId: number;
  stepId: number;
  viewer: Viewer;
  criteria?: Criteria | undefined;
  state?: 'standing' | 'failed' | undefined;
  /** Only those who were set aside for this reason. */
  failure?: string | undefined;
  after?: number | undefined;
  limit: number;
}

export interface PeopleOnStep {
  objectId: number;
  people: (PersonOnStep & { name: string })[];
  /** Why people were set aside here, the most frequent reason first; with the first page of those that were. */
  failures: Failure[];
}

/** Who stands on a step, of those that the viewer may see and that match, with their names; in pages by the id of their position. */
export async function listPeople(db: AccountDb, asked: AskedPeople): Promise<PeopleOnStep> {
  const { object_id: objectId } = await loadAutomation(db, asked.automationId);
  const tree = asked.criteria ?? { all: [] };
  const visible = matching(tree, await criteriaContext(db, { objectId, viewer: asked.viewer, criteria: tree }));
  const people = await peopleOnStep(db, { ...asked, after: asked.after ?? 0 }, visible);
  const isFirstOfFailed = asked.state === 'failed' && asked.after === undefined;
  const failures = isFirstOfFailed ? await failuresOnStep(db, asked, visible) : [];
  const records = await recordsByIds(db, objectId, [...new Set(people.map(({ record_id }) => record_id))]);
  const names = new Map(records.map(({ id, name }) => [id, name]));
  return { objectId, people: people.map((person) => ({ ...person, name: names.get(person.record_id) ?? '' })), failures };
}
