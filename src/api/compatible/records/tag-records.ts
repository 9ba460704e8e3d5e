import { ensureTag, tagRecords, tagsOfObject, untagRecords, type ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing } from '../refusal.ts';
import { idsThatAre } from '../resources/ids-that-are.ts';
import { textsOf } from '../rules/parameters.ts';
import { recordsToChange } from './matching-records.ts';

const DONE: Answer = { data: 'The tag is now being processed.' };

/** Puts tags, by number, on the records a call speaks of, or takes them off. Words are passed over. */
export async function changeTags(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const isAdding = call.method !== 'DELETE';
  const list = isAdding ? 'add_list' : 'remove_list';
  if (!(list in call.parameters)) throw missing(list);
  const known = new Set((await tagsOfObject(call.db, shape.id)).map(({ id }) => id));
  const tagIds = idsThatAre(call, list, (id) => known.has(id));
  return apply(call, shape, { tagIds, isAdding });
}

/** The same by name: names that there are not are made when added, and passed over when taken off. */
export async function changeTagsByName(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const isAdding = call.method !== 'DELETE';
  const list = isAdding ? 'add_names' : 'remove_names';
  if (!(list in call.parameters)) throw missing(list);
  const names = textsOf(call.parameters, list);
  const tagIds: number[] = [];
  if (isAdding) for (const name of names) tagIds.push(await ensureTag(call.db, call.ids, shape.id, name));
  else {
    const asked = new Set(names.map((name) => name.toLowerCase()));
    for (const { id, name } of await tagsOfObject(call.db, shape.id)) if (asked.has(name.toLowerCase())) tagIds.push(id);
  }
  return apply(call, shape, { tagIds, isAdding });
}

async function apply(
  call: CompatibleCall,
  shape: ObjectShape,
  { tagIds, isAdding }: { tagIds: readonly number[]; isAdding: boolean },
): Promise<Answer> {
  const recordIds = await recordsToChange(call, shape);
  const change = isAdding ? tagRecords : untagRecords;
  if (recordIds.length > 0) for (const tagId of tagIds) await change(call.db, call.actor, { objectId: shape.id, recordIds, tagId });
  return DONE;
}
