import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { MergedPair, Merger, MergeMove } from '../app/kernel/domain.ts';
import { moveSubmissions } from './queries/submissions.ts';

/** What somebody handed in is the survivor's. */
async function mergeSubmissions(db: AccountDb, _: Actor, { objectId, survivorId, mergedId }: MergedPair): Promise<MergeMove[]> {
  const ids = await moveSubmissions(db, { objectId, fromId: mergedId, toId: survivorId });
  return ids.length === 0 ? [] : [{ what: 'submissions', ids }];
}

async function unmergeSubmissions(
  db: AccountDb,
  _: Actor,
  { objectId, survivorId, mergedId }: MergedPair,
  moves: readonly MergeMove[],
): Promise<string[]> {
  const ids = moves.flatMap((move) => [...move.ids]);
  if (ids.length > 0) await moveSubmissions(db, { objectId, fromId: survivorId, toId: mergedId }, ids);
  return [];
}

export const mergers: readonly Merger[] = [
  { name: 'forms.submissions', isRepeated: true, merge: mergeSubmissions, unmerge: unmergeSubmissions },
];
