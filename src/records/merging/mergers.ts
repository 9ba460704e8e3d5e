import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { MergedPair, MergeMove, Merger } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { objectShapes } from '../object-shapes.ts';
import { linksOf } from '../queries/links.ts';
import { countPointing, fieldsPointingTo, keepLatestActivity, moveHanging, relatedWith, repointed } from '../queries/merging.ts';
import { tagsOfRecord } from '../queries/tags.ts';
import { relateRecords } from '../relations/relate-records.ts';
import { unrelateRecords } from '../relations/unrelate-records.ts';
import { linksBetween } from '../rules/links.ts';
import { tagRecords } from '../tag-records.ts';
import { writeRecords } from '../write-records.ts';

/** So many records may point to a merged one: they are rewritten in the transaction of the merge. */
const MOST_CHILDREN = 20_000;

const toSurvivor = ({ objectId, survivorId, mergedId }: MergedPair) => ({ objectId, fromId: mergedId, toId: survivorId });
const toMerged = ({ objectId, survivorId, mergedId }: MergedPair) => ({ objectId, fromId: survivorId, toId: mergedId });

/** What is left of moved things, in words: those that are no longer where the merge put them. */
const missing = (moved: readonly number[], back: readonly number[], one: string, many: string): string[] => {
  const count = new Set(moved).size - new Set(back).size;
  return count <= 0 ? [] : [count === 1 ? `1 ${one} was deleted or moved since.` : `${count} ${many} were deleted or moved since.`];
};

const hanging = (what: 'notes' | 'tasks', one: string): Merger => ({
  name: `records.${what}`,
  isRepeated: true,
  async merge(db, _, pair) {
    const ids = await moveHanging(db, what, toSurvivor(pair));
    return ids.length === 0 ? [] : [{ what, ids }];
  },
  async unmerge(db, _, pair, moves) {
    const moved = moves.flatMap(({ ids }) => ids);
    const back = await moveHanging(db, what, toMerged(pair), moved);
    return missing(moved, back, one, what);
  },
});

/** The survivor gets the tags it lacks. Those of the merged record stay with it in the bin; the ledger says which to take off again. */
const tags: Merger = {
  name: 'records.tags',
  isRepeated: true,
  async merge(db, actor, { objectId, survivorId, mergedId }) {
    const has = new Set((await tagsOfRecord(db, objectId, survivorId)).map(({ id }) => id));
    for (const { id: tagId } of await tagsOfRecord(db, objectId, mergedId)) {
      if (!has.has(tagId)) await tagRecords(db, actor, { objectId, tagId, recordIds: [survivorId] });
    }
    return [];
  },
};

/** The survivor is related with whatever the merged record was; links of the merged record rest with it in the bin. */
const links: Merger = {
  name: 'records.links',
  isRepeated: true,
  async merge(db, actor, pair) {
    const moves: MergeMove[] = [];
    for (const { fieldId, otherObjectId, links: side } of await relationsOf(db, pair.objectId)) {
      const has = new Set(await relatedWith(db, side, pair.survivorId));
      const kin = otherObjectId === pair.objectId ? [pair.survivorId, pair.mergedId] : [];
      const ids = (await relatedWith(db, side, pair.mergedId)).filter((id) => !has.has(id) && !kin.includes(id));
      if (ids.length === 0) continue;
      await relateRecords(db, actor, { objectId: pair.objectId, fieldId, recordIds: [pair.survivorId], relatedIds: ids });
      moves.push({ what: 'links', ids, others: ids.map(() => fieldId) });
    }
    return moves;
  },
  async unmerge(db, actor, { objectId, survivorId }, moves) {
    const known = new Set((await relationsOf(db, objectId)).map(({ fieldId }) => fieldId));
    for (const { ids, others } of moves) {
      const fieldId = others![0]!;
      if (known.has(fieldId)) await unrelateRecords(db, actor, { objectId, fieldId, recordIds: [survivorId], relatedIds: ids });
    }
    return [];
  },
};

async function relationsOf(db: AccountDb, objectId: number) {
  const objects = await objectShapes(db);
  const fields = (objects.find(({ id }) => id === objectId)?.fields ?? []).filter(({ type }) => type === 'relation');
  if (linksOf(objects, objectId).length === 0) return [];
  return fields
    .filter(({ settings }) => settings.objectId !== undefined)
    .map((field) => ({
      fieldId: field.id,
      otherObjectId: field.settings.objectId!,
      links: linksBetween({ objectId, field, otherObjectId: field.settings.objectId! }),
    }));
}

/**
 * Records that point to the merged one point to the survivor. What cannot (a one-to-one relation the survivor has already) goes on pointing to
 * the record in the bin. The ledger says what to undo. Refuses `too_many_children`.
 */
const children: Merger = {
  name: 'records.children',
  isRepeated: true,
  async merge(db, actor, { objectId, survivorId, mergedId }) {
    const left: number[] = [];
    for (const { child, field } of fieldsPointingTo(await objectShapes(db), objectId)) {
      const of = { child, field, fromId: mergedId, except: child.id === objectId ? survivorId : 0 };
      const count = await countPointing(db, of);
      if (count === 0) continue;
      if (count > MOST_CHILDREN) throw tooMany(child.plural);
      const { rejected } = await writeRecords(db, actor, {
        objectId: child.id,
        source: repointed(db, of, survivorId),
        fieldIds: [field.id],
      });
      left.push(...rejected.map(({ id }) => id));
    }
    return left.length === 0 ? [] : [{ what: 'left', ids: left }];
  },
};

const tooMany = (plural: string): Problem =>
  new Problem(
    'too_many_children',
    `More than ${MOST_CHILDREN.toLocaleString('en')} ${plural.toLowerCase()} point to one of these. Point them to the other record first, by a bulk action.`,
    { status: 409 },
  );

const activity: Merger = {
  name: 'records.activity',
  async merge(db: AccountDb, _: Actor, pair: MergedPair) {
    await keepLatestActivity(db, toSurvivor(pair));
    return [];
  },
};

/** What of this domain goes over to the survivor; values are written by whoever merges. */
export const mergers: readonly Merger[] = [hanging('notes', 'note'), hanging('tasks', 'task'), tags, links, children, activity];
