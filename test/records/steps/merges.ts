import { mergeRecords } from '../../../src/transfer/duplicates/merge-records.ts';
import { undoMerge } from '../../../src/transfer/duplicates/undo-merge.ts';
import { type Random } from '../../criteria/random.ts';
import { attempt, type ModelWorld } from '../model-world.ts';
import { some, differ } from './answers.ts';

export async function merge(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, owner, ship, harbour } = world;
  const objectId = random.pick([ship, ship, harbour]);
  const recordIds = some(random, model.living(objectId), 2).sort((a, b) => a - b);
  if (recordIds.length < 2) return undefined;
  let mergeId = 0;
  const code = await attempt(world, owner, async (db, viewer) => {
    const asked = { objectId, recordIds, policy: 'fill' as const, picks: {} };
    [mergeId] = (await mergeRecords(db, { actor: owner.actor, viewer, ids: owner.ids }, asked)).mergeIds as [number];
  });
  if (code !== undefined) return differ(code, undefined, `merging ${recordIds.join(' and ')}`);
  const did = model.merge(objectId, recordIds as [number, number], objectId === ship ? 0 : 1);
  world.merges.push({ id: mergeId, did });
  return undefined;
}

/** What refuses an unmerging for a good reason; the model has nothing to say of it then. */
const CANNOT_UNMERGE = ['value_taken', 'merged_again', 'records_gone', 'not_found'];

export async function unmerge(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, owner, merges } = world;
  if (merges.length === 0) return undefined;
  const at = random.chance(0.6) ? merges.length - 1 : random.below(merges.length);
  const { id, did } = merges[at]!;
  const code = await attempt(world, owner, (db, viewer) => undoMerge(db, { actor: owner.actor, viewer }, id));
  if (code !== undefined) return CANNOT_UNMERGE.includes(code) ? undefined : `unmerging ${did.merged.id} was refused: ${code}`;
  merges.splice(at, 1);
  model.unmerge(did);
  return undefined;
}
