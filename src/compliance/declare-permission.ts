import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import { PERMISSION_STATUS, setPermissionStatus } from '../records/index.ts';
import { consentGiven } from './events.ts';
import { writeConsents } from './queries/consent-events.ts';
import { causesOf, declarable, type ConsentSet } from './queries/consents.ts';
import { declarationProblem, type Channel } from './schema.ts';

/**
 * Takes an importer's declaration that the people of a file asked for mail: those of whom nothing is known here become single opt-in. Who
 * ever opted out here, bounced, is under review or permits more already keeps the status they have. For texts the declaration is kept and
 * raises nobody: those take a number the person gave or texted from. Gives the ids of those it holds for.
 * Refuses with `permission_not_accepted` a declaration that names no source, or one nobody may write to.
 */
export async function declarePermission(
  db: AccountDb,
  actor: Actor,
  declared: {
    objectId: number;
    recordIds: readonly number[];
    channel: Channel;
    importId: number;
    declaration: string;
    evidences?: readonly (string | null)[];
    causeIds?: readonly (number | null)[];
  },
): Promise<number[]> {
  const problem = declarationProblem(declared.declaration);
  if (problem) throw invalid('permission', problem, 'permission_not_accepted');
  const { objectId, channel } = declared;
  const set: ConsentSet = {
    objectId,
    recordIds: declared.recordIds,
    channel,
    how: 'import',
    sourceId: declared.importId,
    causeIds: declared.causeIds,
  };
  const recordIds = await declarable(db, set);
  if (recordIds.length === 0) return [];
  if (channel === 'email') await setPermissionStatus(db, { objectId, recordIds, channel, status: PERMISSION_STATUS.singleOptIn });
  const evidences = declared.evidences && alongside(declared.recordIds, declared.evidences, recordIds);
  await writeConsents(db, actor, consentGiven, { ...set, recordIds, causeIds: causesOf(set, recordIds), evidences }, 'declared');
  return recordIds;
}

/** What belongs to those of the ids that are left. */
function alongside<Of>(ids: readonly number[], of: readonly (Of | null)[], left: readonly number[]): (Of | null)[] {
  const byId = new Map(ids.map((id, at) => [id, of[at] ?? null]));
  return left.map((id) => byId.get(id) ?? null);
}
