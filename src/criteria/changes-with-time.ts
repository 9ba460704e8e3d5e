import type { AccountDb } from '../app/db.ts';
import { objectShapes } from '../records/index.ts';
import { storedGroups } from './queries/groups.ts';
import { changesUnseen } from './rules/groups-in.ts';
import type { Criteria } from './schema.ts';

/** Which of some trees must be looked at again as time passes: who matches may change without an event on the matching record itself. */
export async function changesWithTime<Asking extends { criteria: Criteria }>(db: AccountDb, asking: readonly Asking[]): Promise<Asking[]> {
  const groups = new Map((await storedGroups(db)).map((group) => [group.id, group]));
  const shown = new Set(
    (await objectShapes(db)).flatMap(({ fields }) => fields.filter(({ type }) => type === 'related').map(({ id }) => id)),
  );
  return asking.filter(({ criteria }) => changesUnseen(criteria, groups, (id) => shown.has(id)));
}
