import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { MergedPair, Merger, MergeMove } from '../app/kernel/domain.ts';
import { copyPositions, dropShared, forgetEntriesOf, movePositions, shareEntries } from './queries/merging.ts';

/** On the same step of the same map the survivor stands once; where the merged record stood elsewhere, it now stands there as well. */
async function mergePositions(db: AccountDb, _: Actor, { objectId, survivorId, mergedId }: MergedPair): Promise<MergeMove[]> {
  const pair = { objectId, fromId: mergedId, toId: survivorId };
  const shared = await dropShared(db, pair);
  const moved = await movePositions(db, pair);
  const entered = await shareEntries(db, pair);
  return [
    { what: 'shared', ids: shared.map(({ automation_id }) => automation_id), others: shared.map(({ step_id }) => step_id) },
    { what: 'moved', ids: moved },
    { what: 'entered', ids: entered },
  ].filter(({ ids }) => ids.length > 0);
}

/** Who came from the merged record goes back to it, wherever on its map it has come by now. */
async function unmergePositions(
  db: AccountDb,
  _: Actor,
  { objectId, survivorId, mergedId }: MergedPair,
  moves: readonly MergeMove[],
): Promise<string[]> {
  const pair = { objectId, fromId: survivorId, toId: mergedId };
  const of = (what: string): MergeMove[] => moves.filter((move) => move.what === what);
  const shared = of('shared').flatMap(({ ids, others }) => ids.map((id, at) => ({ id, automation_id: id, step_id: others![at]! })));
  const moved = of('moved').flatMap(({ ids }) => [...ids]);
  const copied = shared.length === 0 ? 0 : await copyPositions(db, pair, shared);
  const back = moved.length === 0 ? [] : await movePositions(db, pair, moved);
  await forgetEntriesOf(
    db,
    objectId,
    survivorId,
    of('entered').flatMap(({ ids }) => [...ids]),
  );
  const gone = shared.length + moved.length - copied - back.length;
  return gone > 0 ? [gone === 1 ? 'It has left an automation since.' : `It has left ${gone} places of automations since.`] : [];
}

export const mergers: readonly Merger[] = [{ name: 'automations.positions', merge: mergePositions, unmerge: unmergePositions }];
