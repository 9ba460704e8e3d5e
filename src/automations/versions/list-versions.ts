import type { AccountDb } from '../../app/db.ts';
import { usersOf } from '../../accounts/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { versionsOf, type VersionRow } from '../queries/versions.ts';

export type ListedVersion = VersionRow & { publisher: string | null; isCurrent: boolean };

/** Every version of a map, the latest first: when it was published, by whom, and how many still stand on the map by it. */
export async function listVersions(db: AccountDb, automationId: number): Promise<ListedVersion[]> {
  const { version: current } = await loadAutomation(db, automationId);
  const names = new Map((await usersOf(db)).map(({ id, name }) => [id, name]));
  return (await versionsOf(db, automationId)).map((row) => ({
    ...row,
    publisher: row.published_by === null ? null : (names.get(row.published_by) ?? null),
    isCurrent: row.version === current,
  }));
}
