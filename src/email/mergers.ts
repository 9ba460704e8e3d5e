import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { MergedPair, Merger, MergeMove } from '../app/kernel/domain.ts';
import { cancelSecondLetters, moveLetters } from './queries/merging.ts';

/** Hands a merged record's letters to the survivor; of one message at most one still leaves. */
async function mergeLetters(db: AccountDb, _: Actor, { objectId, survivorId, mergedId }: MergedPair): Promise<MergeMove[]> {
  const ids = await moveLetters(db, { objectId, fromId: mergedId, toId: survivorId });
  if (ids.length === 0) return [];
  const cancelled = await cancelSecondLetters(db, objectId, survivorId);
  return [{ what: 'letters', ids }, ...(cancelled.length === 0 ? [] : [{ what: 'cancelled', ids: cancelled }])];
}

/** Letters come back; what was kept from leaving does not leave after all. */
async function unmergeLetters(
  db: AccountDb,
  _: Actor,
  { objectId, survivorId, mergedId }: MergedPair,
  moves: readonly MergeMove[],
): Promise<string[]> {
  const of = (what: string): number[] => moves.filter((move) => move.what === what).flatMap(({ ids }) => [...ids]);
  await moveLetters(db, { objectId, fromId: survivorId, toId: mergedId }, of('letters'));
  const cancelled = of('cancelled').length;
  return cancelled === 0
    ? []
    : [cancelled === 1 ? 'A letter both waited for stays cancelled.' : `${cancelled} letters both waited for stay cancelled.`];
}

export const mergers: readonly Merger[] = [{ name: 'email.letters', isRepeated: true, merge: mergeLetters, unmerge: unmergeLetters }];
