import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { MergedPair, Merger, MergeMove } from '../app/kernel/domain.ts';
import { moveRows } from './queries/visitors.ts';

const KINDS = ['visitors', 'views'] as const;

/** What somebody looked at, and the browsers they are known by, are the survivor's. */
async function mergeVisits(db: AccountDb, _: Actor, { objectId, survivorId, mergedId }: MergedPair): Promise<MergeMove[]> {
  const moves: MergeMove[] = [];
  for (const what of KINDS) {
    const ids = await moveRows(db, what, { objectId, fromId: mergedId, toId: survivorId });
    if (ids.length > 0) moves.push({ what, ids });
  }
  return moves;
}

async function unmergeVisits(
  db: AccountDb,
  _: Actor,
  { objectId, survivorId, mergedId }: MergedPair,
  moves: readonly MergeMove[],
): Promise<string[]> {
  for (const what of KINDS) {
    const ids = moves.filter((move) => move.what === what).flatMap((move) => [...move.ids]);
    if (ids.length > 0) await moveRows(db, what, { objectId, fromId: survivorId, toId: mergedId }, ids);
  }
  return [];
}

export const mergers: readonly Merger[] = [{ name: 'visits.visits', isRepeated: true, merge: mergeVisits, unmerge: unmergeVisits }];
