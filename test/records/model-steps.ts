import {
  addNote,
  cancelTasks,
  deleteRecords,
  eraseRecords,
  pendingTasks,
  relateRecords,
  restoreRecords,
  tagRecords,
  unrelateRecords,
  untagRecords,
} from '../../src/records/index.ts';
import { sql } from '../../src/app/db.ts';
import { personErased, recordEvent } from '../../src/ledger/index.ts';
import { changeOptions } from '../../src/records/change-options.ts';
import { deleteField } from '../../src/records/delete-field.ts';
import { dropCopies } from '../../src/records/drop-copies.ts';
import { editRecord } from '../../src/records/edit-record.ts';
import { enterRecord } from '../../src/records/enter-record.ts';
import { putBack } from '../../src/records/put-back.ts';
import { objectShape } from '../../src/records/object-shapes.ts';
import { removeOption } from '../../src/records/remove-option.ts';
import { restoreCopies } from '../../src/records/restore-copies.ts';
import { restoreField } from '../../src/records/restore-field.ts';
import { undoOptionChange } from '../../src/records/undo-option-change.ts';
import { done, previewOf, runToEnd, startedUndo } from '../bulk.ts';
import { randomFrom, type Random } from '../criteria/random.ts';
import type { TestSeat } from '../factories.ts';
import { runImport, startedImport } from '../imports.ts';
import type { Target } from '../../src/transfer/schema.ts';
import { attempt, inside, TAGS, versionOf, type ModelWorld } from './model-world.ts';
import { same, type Changes, type ModelRecord, type Value } from './reference-model.ts';

/** One thing that somebody does. Its seed decides everything about it, so that a sequence still runs with others of its steps left out. */
export interface Step {
  kind: keyof typeof STEPS;
  seed: number;
}

/** What a step found wrong at once; undefined where product and model answered alike. */
type Doing = (world: ModelWorld, random: Random) => Promise<string | undefined | void>;

const some = (random: Random, records: readonly ModelRecord[], most = 6): number[] =>
  records.length === 0 ? [] : [...new Set(random.some(records, most).map(({ id }) => id))];
const pick = (random: Random, records: readonly ModelRecord[]): ModelRecord | undefined =>
  records.length === 0 ? undefined : random.pick(records);
const differ = (product: unknown, model: unknown, what: string): string | undefined =>
  same(product, model) ? undefined : `${what}: the product says ${JSON.stringify(product)}, the model ${JSON.stringify(model)}`;

/** Options that are offered now. */
async function offered(world: ModelWorld, fieldId: number): Promise<number[]> {
  const shape = await inside(world, (db) => objectShape(db, world.ship));
  return (shape.fields.find(({ id }) => id === fieldId)?.options ?? []).filter(({ archived }) => !archived).map(({ id }) => id);
}

async function shipValues(world: ModelWorld, random: Random, isNew = false): Promise<Record<string, Value>> {
  const { s, model, harbour, ship } = world;
  const harbours = model.all(harbour);
  const kinds = await offered(world, s.kind);
  const flags = await offered(world, s.flags);
  const all: Record<number, Value> = {
    [s.name]: random.pick(['Ada', 'Bea', 'Cleo', ' Dora', 'Élan']).trim(),
    [s.sign]: random.pick([null, 'AA', 'bb', 'CC', 'dd', 'EE', 'aa', 'Bb', `S${random.below(30)}`]),
    [s.number]: random.pick([null, random.below(12), random.below(12), random.below(1000)]),
    [s.class]: random.pick(['First', 'Second', 'Third']),
    [s.kind]: kinds.length > 0 ? random.pick([null, ...kinds]) : null,
    [s.flags]: flags.length > 0 ? random.pick([null, [random.pick(flags)], flags]) : null,
    [s.tons]: random.pick([null, random.below(100), random.below(100) / 4]),
    [s.price]: random.pick([null, random.below(1000)]),
    [s.built]: random.pick([null, '2020-02-29', '2024-01-31', '1999-12-31']),
    [s.home]: harbours.length > 0 ? random.pick([null, ...harbours.map(({ id }) => id)]) : null,
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([id, value]) =>
        !model.field(ship, Number(id)).isDeleted &&
        ((isNew && [s.name, s.class].includes(Number(id))) || random.chance(isNew ? 0.7 : 0.35)) &&
        !(isNew && value === null),
    ),
  );
}

function harbourValues({ h, model, harbour }: ModelWorld, random: Random, isNew = false): Record<string, Value> {
  const all: Record<number, Value> = {
    [h.name]: random.pick(['Kiel', 'Riga', 'Bari']),
    [h.code]: random.pick([null, 'KI', 'ri', 'BA', 'ki']),
    [h.fee]: random.pick([null, random.below(1000)]),
    [h.above]: random.pick([null, ...model.all(harbour).map(({ id }) => id)]),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([id, value]) => ((isNew && Number(id) === h.name) || random.chance(0.6)) && !(isNew && value === null)),
  );
}

const CODES: Record<string, string> = { value_taken: 'taken', no_such_parent: 'parent', circular_relation: 'circular' };

async function create(world: ModelWorld, random: Random, objectId: number): Promise<string | undefined> {
  const { model, owner } = world;
  if (model.all(objectId).length >= (objectId === world.ship ? 14 : 6)) return undefined;
  const values = objectId === world.ship ? await shipValues(world, random, true) : harbourValues(world, random, true);
  let id = 0;
  const code = await attempt(world, owner, async (db, viewer) => {
    id = await enterRecord(db, owner.actor, { viewer, ids: owner.ids, entered: { objectId, values } });
  });
  const refused = model.write(objectId, [{ id: code ? 1e9 : id, isNew: true, changes: values, ownerId: owner.userId }]);
  return differ(code !== undefined && code in CODES, refused.length > 0, `creating ${JSON.stringify(values)} (${code ?? 'made'})`);
}

/** Whether an edit upon what stood at a moment overwrites what was written since. */
function isStale({ values, ownerId, written }: ModelRecord, at: number, mine: Changes, owner: number | undefined): boolean {
  const since = new Set(written.filter((write) => write.at > at).flatMap(({ fields }) => fields));
  return (
    Object.entries(mine).some(([name, value]) => since.has(name) && !same(values[name], value)) ||
    (owner !== undefined && owner !== ownerId && since.has('owner'))
  );
}

async function edit(world: ModelWorld, random: Random, objectId: number): Promise<string | undefined> {
  const { model, sales } = world;
  const seat: TestSeat = random.chance(0.8) ? world.owner : sales;
  const opened = random.chance(0.3) && objectId === world.ship && world.opened.length > 0 ? random.pick(world.opened) : undefined;
  const record = opened ? model.record(objectId, opened.id) : pick(random, model.living(objectId));
  if (!record || record.inBin) return undefined;
  const values = objectId === world.ship ? await shipValues(world, random) : harbourValues(world, random);
  const ownerId = random.chance(0.2) ? random.pick([world.owner, sales]).userId : undefined;
  const asked = { objectId, id: record.id, values, ownerId, version: opened?.version };
  const code = await attempt(world, seat, (db, viewer) => editRecord(db, seat.actor, { viewer, edit: asked }));
  const expected = (): string | undefined => {
    if (seat === sales && record.ownerId !== sales.userId) return 'not_allowed';
    if (opened && isStale(record, opened.at, values, ownerId)) return 'changed_meanwhile';
    return model.write(objectId, [{ id: record.id, changes: values, ...(ownerId === undefined ? {} : { ownerId }) }]).length > 0
      ? 'refused'
      : undefined;
  };
  return differ(code !== undefined && code in CODES ? 'refused' : code, expected(), `editing ${JSON.stringify(asked)}`);
}

/** An event of a ship’s values, and the values as they stood beside it, read from the ledger forwards. */
async function pastOf(
  world: ModelWorld,
  random: Random,
  id: number,
): Promise<{ event: number; side: 'before' | 'after'; values: Changes } | undefined> {
  const { rows } = await world.test.owner.query(
    `select id, kind, personal from events where account_id = $1 and object_id = $2 and record_id = $3 and kind in ('record.created', 'record.updated')
     order by coalesce((data->>'version')::bigint, 0)`,
    [world.owner.accountId, world.ship, id],
  );
  const at = random.below(rows.length);
  const side = at === 0 || random.chance(0.5) ? 'after' : 'before';
  const values: Record<string, Value> = {};
  for (const { kind, personal } of rows.slice(0, side === 'before' ? at : at + 1)) {
    if (kind === 'record.created') Object.assign(values, personal.values);
    else for (const [name, [, after]] of Object.entries(personal.changes as Record<string, Value[]>)) values[name] = after!;
  }
  return rows.length === 0 ? undefined : { event: Number(rows[at].id), side, values };
}

async function bringBack(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, ship, s, owner } = world;
  const record = pick(random, model.living(ship));
  const past = record && (await pastOf(world, random, record.id));
  if (!record || !past) return undefined;
  const open = [s.name, s.sign, s.number, s.class, s.tons, s.price, s.built].filter((id) => !model.field(ship, id).isDeleted);
  const fields = [...new Set(random.some(open, 4))];
  const changes = Object.fromEntries(fields.map((id) => [id, past.values[id] ?? null]));
  const moment = { event: past.event, side: past.side };
  const code = await attempt(world, owner, (db, viewer) =>
    putBack(db, owner.actor, { viewer, record: { objectId: ship, id: record.id }, moment, fields }),
  );
  const blank = changes[s.class] === null;
  const refused = !blank && model.write(ship, [{ id: record.id, changes }]).length > 0;
  return differ(
    code,
    blank ? 'invalid_input' : refused ? 'value_taken' : undefined,
    `putting back ${JSON.stringify(changes)} of ${record.id}`,
  );
}

/** A bulk action of any kind: previewed, done, and what it came to compared with what was shown. */
async function bulk(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, ship, s, owner, sales } = world;
  const seat = random.chance(0.6) ? owner : sales;
  const change = (fieldId: number, how: object, to: (value: Value | undefined, record: ModelRecord) => Value) => ({
    kind: 'field.change',
    settings: { fieldId, change: how },
    apply: (ids: readonly number[]) =>
      model.write(
        ship,
        ids.map((id) => ({ id, changes: { [fieldId]: to(model.record(ship, id)!.values[fieldId], model.record(ship, id)!) } })),
      ).length,
  });
  const list = (value: Value | undefined): readonly number[] => (value as readonly number[] | undefined) ?? [];
  const flags = await offered(world, s.flags);
  const flag = flags.length > 0 ? random.pick(flags) : 0;
  const home = pick(random, model.all(world.harbour));
  const amount = random.below(40) - 10;
  const tag = random.pick(TAGS);
  const doing = random.pick(
    [
      change(s.class, { how: 'set', value: 'Bulk' }, () => 'Bulk'),
      change(s.tons, { how: 'add', amount }, (value) => ((value as number | undefined) ?? 0) + amount),
      change(s.sign, { how: 'clear' }, () => null),
      home && change(s.home, { how: 'set', value: home.id }, () => home.id),
      flag > 0 &&
        change(s.flags, { how: 'include', options: [flag] }, (value) =>
          list(value).includes(flag) ? list(value) : [...list(value), flag],
        ),
      flag > 0 &&
        change(s.flags, { how: 'exclude', options: [flag] }, (value) =>
          list(value).some((id) => id !== flag) ? list(value).filter((id) => id !== flag) : null,
        ),
      { kind: 'tag.add', settings: { tag }, apply: (ids: readonly number[]) => (model.tag(ship, ids, tag), 0) },
      { kind: 'tag.remove', settings: { tag }, apply: (ids: readonly number[]) => (model.untag(ship, ids, tag), 0) },
      {
        kind: 'owner.change',
        settings: { ownerId: sales.userId },
        apply: (ids: readonly number[]) =>
          model.write(
            ship,
            ids.map((id) => ({ id, changes: {}, ownerId: sales.userId })),
          ).length,
      },
      {
        kind: 'task.create',
        settings: { subject: 'Call', assignee: 'owner', dueInDays: 1 },
        apply: (ids: readonly number[]) => (model.task(ship, ids), 0),
      },
      { kind: 'record.delete', settings: {}, apply: (ids: readonly number[]) => (model.bin(ship, ids), 0) },
      {
        kind: 'record.restore',
        settings: { withoutTaken: true },
        inBin: true,
        apply: (ids: readonly number[]) => model.restore(ship, ids, true).length,
      },
      {
        kind: 'record.restore',
        settings: {},
        inBin: true,
        apply: (ids: readonly number[]) => new Set(model.restore(ship, ids).map(({ id }) => id)).size,
      },
    ].filter((each) => each !== false && each !== undefined),
  );
  if ('settings' in doing && 'fieldId' in doing.settings && model.field(ship, doing.settings.fieldId).isDeleted) return undefined;
  const inBin = 'inBin' in doing;
  // The bin shows only what one may delete.
  const isShown = (record: ModelRecord): boolean => record.inBin === inBin && (!inBin || seat === owner || record.ownerId === sales.userId);
  const ids = some(random, model.all(ship).filter(isShown));
  if (ids.length === 0) return undefined;
  const asked = { kind: doing.kind, settings: doing.settings, objectId: ship, which: { ids, bin: inBin } };
  const preview = await previewOf(world.test, seat, asked);
  const run = await done(world.test, seat, asked);
  const mine = ids.filter((id) => seat === owner || model.record(ship, id)!.ownerId === sales.userId);
  const failed = ids.length - mine.length + doing.apply(mine);
  world.causes.push({ eventId: run.event_id, objectId: ship, at: model.now });
  return (
    differ(
      [run.done_count, run.changed_count, run.unchanged_count, run.failed_count],
      [preview.count, preview.changed, preview.unchanged, preview.failed],
      `${JSON.stringify(asked)} and its preview`,
    ) ?? differ(run.failed_count, failed, `${JSON.stringify(asked)} left out`)
  );
}

async function undo(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, owner, causes, test } = world;
  if (causes.length === 0) return undefined;
  const cause = causes.splice(random.chance(0.5) ? causes.length - 1 : random.below(causes.length), 1)[0]!;
  const begun = await startedUndo(test, owner, { event_id: cause.eventId, object_id: cause.objectId } as never).catch(
    (error: { code?: string }) => error.code,
  );
  if (typeof begun === 'string' || begun === undefined)
    return differ(begun, model.hasEffects(cause.at) ? 'an undoing' : 'nothing_to_undo', 'undoing');
  await runToEnd(test, owner, begun);
  model.undo(cause.at);
  causes.push({ eventId: begun.event_id, objectId: cause.objectId, at: model.now });
  return undefined;
}

const MAPPED = ['number', 'name', 'class', 'tons', 'kind'] as const;

/** A file of ships, known by their number; a row about one that is there changes it. */
async function bringIn(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, ship, s, test, owner } = world;
  if (MAPPED.some((name) => model.field(ship, s[name]).isDeleted)) return undefined;
  const kinds = await offered(world, s.kind);
  const labelOf = (id: Value): string => world.kinds.find((option) => option.id === id)!.label;
  const rows = Array.from({ length: 1 + random.below(5) }, (): Record<string, Value> => {
    const kind = random.pick([null, ...kinds]);
    return {
      [s.number]: random.below(14),
      [s.name]: random.pick(['Imp', 'Imre', null]),
      [s.class]: 'Filed',
      [s.tons]: random.pick([null, random.below(90)]),
      [s.kind]: kind,
    };
  });
  const cells = (row: Record<string, Value>): Value[] =>
    MAPPED.map((name) => (name === 'kind' && row[s.kind] !== null ? labelOf(row[s.kind]!) : (row[s[name]] ?? '')));
  const text = ['Number,Name,Class,Tons,Kind', ...rows.map((row) => cells(row).join(','))].join('\n');
  const mapping = MAPPED.map((name): Target => ({ to: 'field', fieldId: s[name] }));
  const id = await startedImport(test, owner, text, { objectId: ship, mapping, options: { match: [s.number], mode: 'both' } });
  const imported = await runImport(test, owner, id, 3);
  let [created, rejected] = [0, 0];
  const { rows: ids } = await test.owner.query(
    'select id::int, values from records where account_id = $1 and object_id = $2 and import_id = $3',
    [owner.accountId, ship, id],
  );
  for (const row of rows) {
    const changes = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
    const met = model.living(ship).find(({ values }) => values[s.number] === row[s.number]);
    if (!met && row[s.name] === null) {
      rejected++;
      continue;
    }
    const made = ids.find(({ values }) => values[s.number] === row[s.number]);
    if (!met && !made) return `the import did not make ship ${String(row[s.number])}`;
    model.write(ship, [met ? { id: met.id, changes } : { id: made.id, isNew: true, changes, ownerId: owner.userId }]);
    if (!met) created++;
  }
  world.causes.push({ eventId: imported.event_id!, objectId: ship, at: model.now });
  return differ(
    [imported.created_count, imported.updated_count, imported.rejected_count],
    [created, rows.length - created - rejected, rejected],
    `bringing in\n${text}\n`,
  );
}

async function mergeOption(world: ModelWorld, random: Random): Promise<string | undefined> {
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

async function unmergeOption(world: ModelWorld): Promise<void> {
  const { owner, ship, test, model } = world;
  const change = world.optionChanges.pop();
  if (!change) return;
  const code = await attempt(world, owner, (db) => undoOptionChange(db, owner.actor, { objectId: ship, id: change.id }));
  if (code === 'not_found') return void world.optionChanges.push(change);
  await changeOptions(test.database, { accountId: owner.accountId, changeId: change.id }, new AbortController().signal);
  model.offerAgain(change.at);
  model.undo(change.at);
}

async function hideField(world: ModelWorld, random: Random): Promise<void> {
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

const linkable = ({ model, ship, harbour, s }: ModelWorld, random: Random) => ({
  objectId: ship,
  fieldId: s.knows,
  recordIds: some(random, model.all(ship), 3),
  relatedIds: some(random, model.all(harbour), 3),
});

const STEPS = {
  makeShip: (world, random) => create(world, random, world.ship),
  makeHarbour: (world, random) => create(world, random, world.harbour),
  editShip: (world, random) => edit(world, random, world.ship),
  editHarbour: (world, random) => edit(world, random, world.harbour),
  open: async (world, random) => {
    const record = pick(random, world.model.living(world.ship));
    if (record) world.opened.push({ id: record.id, version: await versionOf(world, world.ship, record.id), at: world.model.now });
  },
  bringBack,
  bulk,
  undo,
  bringIn,
  mergeOption,
  unmergeOption,
  hideField,
  tag: async (world, random) => {
    const [name, recordIds] = [random.pick(TAGS), some(random, world.model.living(world.ship), 2)];
    const isOff = random.chance(0.4);
    await inside(world, (db) =>
      (isOff ? untagRecords : tagRecords)(db, world.owner.actor, { objectId: world.ship, recordIds, tagId: world.tagIds[name]! }),
    );
    world.model[isOff ? 'untag' : 'tag'](world.ship, recordIds, name);
  },
  note: async (world, random) => {
    const record = pick(random, world.model.living(world.ship));
    if (!record) return;
    await inside(world, (db) =>
      addNote(db, world.owner.actor, world.owner.ids, { record: { objectId: world.ship, id: record.id }, body: 'Seen off Skagen' }),
    );
    record.notes++;
  },
  cancelTask: async (world, random) => {
    const record = pick(
      random,
      world.model.all(world.ship).filter(({ tasks }) => tasks.some(({ status }) => status === 'pending')),
    );
    if (!record) return;
    await inside(world, async (db) => {
      const rows = await db.many<{ id: number }>(
        sql`select id from tasks where account_id = ${db.accountId} and object_id = ${world.ship} and record_id = ${record.id} order by id`,
      );
      const [first] = await pendingTasks(
        db,
        rows.map(({ id }) => id),
      );
      await cancelTasks(db, world.owner.actor, [first!]);
    });
    record.tasks.find(({ status }) => status === 'pending')!.status = 'cancelled';
  },
  relate: async (world, random) => {
    const linking = linkable(world, random);
    await inside(world, (db) => relateRecords(db, world.owner.actor, linking));
    const lives = (objectId: number, ids: readonly number[]) => ids.filter((id) => !world.model.record(objectId, id)!.inBin);
    for (const id of lives(world.ship, linking.recordIds))
      for (const other of lives(world.harbour, linking.relatedIds)) world.model.links.add(`${id}:${other}`);
  },
  unrelate: async (world, random) => {
    const linking = linkable(world, random);
    await inside(world, (db) => unrelateRecords(db, world.owner.actor, linking));
    const lives = (objectId: number, ids: readonly number[]) => ids.filter((id) => !world.model.record(objectId, id)!.inBin);
    for (const id of lives(world.ship, linking.recordIds))
      for (const other of lives(world.harbour, linking.relatedIds)) world.model.links.delete(`${id}:${other}`);
  },
  bin: async (world, random) => {
    const objectId = random.pick([world.ship, world.ship, world.harbour]);
    const recordIds = some(random, world.model.living(objectId), 3);
    await inside(world, (db) => deleteRecords(db, world.owner.actor, { objectId, recordIds }));
    world.model.bin(objectId, recordIds);
  },
  restore: async (world, random) => {
    const objectId = random.pick([world.ship, world.harbour]);
    const recordIds = some(
      random,
      world.model.all(objectId).filter(({ inBin }) => inBin),
      4,
    );
    const withoutTaken = random.chance(0.4);
    const { rejected } = await inside(world, (db) => restoreRecords(db, world.owner.actor, { objectId, recordIds, withoutTaken }));
    const order = (rows: readonly { id: number; fieldId: number }[]) => rows.map(({ id, fieldId }) => `${id}:${fieldId}`).sort();
    return differ(order(rejected), order(world.model.restore(objectId, recordIds, withoutTaken)), `restoring ${recordIds.join(', ')}`);
  },
  erase: async (world, random) => {
    const objectId = random.pick([world.ship, world.harbour]);
    const record = random.chance(0.4) ? pick(random, world.model.all(objectId)) : undefined;
    if (!record) return;
    await inside(world, async (db) => {
      await eraseRecords(db, { objectId, recordIds: [record.id] }, world.owner.actor);
      await recordEvent(db, world.owner.actor, { kind: personErased, record: { objectId, id: record.id } });
    });
    world.model.erase(objectId, [record.id], { from: world.ship, to: world.harbour });
  },
} satisfies Record<string, Doing>;

const OFTEN = ['editShip', 'editShip', 'bulk', 'bulk', 'undo', 'undo', 'makeShip', 'restore'] as const;
const KINDS = [...(Object.keys(STEPS) as (keyof typeof STEPS)[]), ...OFTEN];

/** So many random steps, the first of which make something to work with. */
export const randomSteps = (random: Random, count: number): Step[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: at < 3 ? 'makeHarbour' : at < 9 ? 'makeShip' : random.pick(KINDS),
    seed: random.below(2 ** 31),
  }));

/** Does one step to the product and to the model alike. */
export async function takeStep(world: ModelWorld, { kind, seed }: Step): Promise<string | undefined> {
  world.model.now++;
  world.test.clock.moveBy(1_000);
  return (await (STEPS[kind] as Doing)(world, randomFrom(seed))) ?? undefined;
}
