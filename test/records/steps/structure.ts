import { changeOptions } from '../../../src/records/change-options.ts';
import { deleteField } from '../../../src/records/delete-field.ts';
import { dropCopies } from '../../../src/records/drop-copies.ts';
import { removeOption } from '../../../src/records/remove-option.ts';
import { restoreCopies } from '../../../src/records/restore-copies.ts';
import { restoreField } from '../../../src/records/restore-field.ts';
import { undoOptionChange } from '../../../src/records/undo-option-change.ts';
import { type Random } from '../../criteria/random.ts';
import { attempt, inside, type ModelWorld } from '../model-world.ts';
import { offered } from './answers.ts';

export async function mergeOption(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, ship, s, owner, test } = world;
  const fieldId = random.pick([s.kind, s.flags]);
  const options = model.field(ship, fieldId).isDeleted ? [] : await offered(world, fieldId);
  if (options.length < 2) return undefined;
  const [from, into] = random.chance(0.5) ? options : options.toReversed();
  const fate = random.chance(0.7) ? { how: 'replace' as const, with: into! } : { how: 'clear' as const };
  const changeId = await inside(world, (db) =>
    removeOption(db, owner.actor, owner.ids, { objectId: ship, fieldId, optionId: from!, fate }),
  );
  await changeOptions(test.database, { accountId: owner.accountId, changeId: changeId! }, new AbortController().signal);
  const next = fate.how === 'replace' ? [fate.with] : [];
  for (const { id, values } of model.living(ship)) {
    const value = values[fieldId];
    const left =
      Array.isArray(value) && value.includes(from)
        ? [...new Set([...value.filter((each) => each !== from), ...next])].sort((a, b) => a - b)
        : value;
    const after = Array.isArray(left) ? (left.length > 0 ? left : null) : left === from ? (next[0] ?? null) : (left ?? null);
    model.write(ship, [{ id, changes: { [fieldId]: after } }]);
  }
  model.takeAway(fieldId, from!, next[0]);
  world.optionChanges.push({ id: changeId!, at: model.now });
  return undefined;
}

export async function unmergeOption(world: ModelWorld): Promise<void> {
  const { owner, ship, test, model } = world;
  const change = world.optionChanges.pop();
  if (!change) return;
  const code = await attempt(world, owner, (db) => undoOptionChange(db, owner.actor, { objectId: ship, id: change.id }));
  if (code === 'not_found') return void world.optionChanges.push(change);
  await changeOptions(test.database, { accountId: owner.accountId, changeId: change.id }, new AbortController().signal);
  model.offerAgain(change.at);
  model.undo(change.at);
}

export async function hideField(world: ModelWorld, random: Random): Promise<void> {
  const { owner, ship, s, model, test } = world;
  const id = random.pick([s.sign, s.number, s.price, s.built, s.flags]);
  const field = { accountId: owner.accountId, objectId: ship, fieldId: id };
  const signal = new AbortController().signal;
  if (model.field(ship, id).isDeleted) {
    const { lostUnique } = await inside(world, (db) => restoreField(db, owner.actor, { objectId: ship, id }));
    await restoreCopies(test.database, field, signal);
    Object.assign(model.field(ship, id), { isDeleted: false, ...(lostUnique ? { isUnique: false } : {}) });
  } else {
    await inside(world, (db) => deleteField(db, owner.actor, { objectId: ship, id }));
    await dropCopies(test.database, field, signal);
    model.field(ship, id).isDeleted = true;
  }
}
