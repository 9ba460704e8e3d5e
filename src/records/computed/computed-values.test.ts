import { describe, expect, it } from 'vitest';
import { randomFrom, type Random } from '../../../test/criteria/random.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { sql, type AccountDb } from '../../app/db.ts';
import { createField, type NewField } from '../create-field.ts';
import { createObject } from '../create-object.ts';
import { deleteRecords } from '../delete-records.ts';
import { eraseRecords } from '../erase-records.ts';
import { objectShapes } from '../object-shapes.ts';
import { relateRecords } from '../relations/relate-records.ts';
import { unrelateRecords } from '../relations/unrelate-records.ts';
import { restoreRecords } from '../restore-records.ts';
import { lookIn } from '../rules/formula/look.ts';
import { readFormula } from '../rules/formula/read.ts';
import { NAME_OF_RECORD, type Reference } from '../rules/formula/references.ts';
import type { Formula } from '../rules/formula/tree.ts';
import { linksBetween } from '../rules/links.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { writeRecords } from '../write-records.ts';
import { workOutStale } from './work-out-stale.ts';

const SEED = Number(process.env.COMPUTED_SEED ?? 20261122);
const WORLDS = process.env.QUAYSIDE_DEEP ? 40 : 2;
const ROUNDS = process.env.QUAYSIDE_DEEP ? 200 : 15;
const RECORDS = 6;
const test = testDatabase();

/** An account with three objects that point to each other every way, and what is worked out over them. */
interface World {
  seat: TestSeat;
  random: Random;
  objects: Record<'harbour' | 'ship' | 'crew', { id: number; ids: number[]; fields: Record<string, number> }>;
}

type Name = keyof World['objects'];

async function makeWorld(seed: number): Promise<World> {
  const seat = await makeAccount(test);
  const random = randomFrom(seed);
  const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
  const objects = {} as World['objects'];
  for (const [name, plural] of [
    ['harbour', 'Harbours'],
    ['ship', 'Ships'],
    ['crew', 'Crews'],
  ] as const) {
    const id = await inside((db) => createObject(db, seat.actor, seat.ids, { singular: name, plural }));
    objects[name] = { id, ids: [], fields: { name: 1 } };
  }
  const { harbour, ship, crew } = objects;
  const field = async (of: Name, label: string, given: Omit<NewField, 'objectId' | 'label'>): Promise<number> =>
    (objects[of].fields[label] = await inside((db) =>
      createField(db, seat.actor, seat.ids, { objectId: objects[of].id, label, ...given }),
    ));
  const formula = (of: Name, label: string, expression: string, result: 'number' | 'price' | 'text' | 'check'): Promise<number> =>
    field(of, label, { type: 'formula', settings: { expression, result }, sortable: random.chance(0.5) });
  await field('harbour', 'Fee', { type: 'price' });
  await field('harbour', 'Above', { type: 'parent', parentObjectId: harbour.id });
  await field('ship', 'Tons', { type: 'number' });
  await field('ship', 'Home', { type: 'parent', parentObjectId: harbour.id });
  await field('crew', 'Pay', { type: 'price' });
  await field('crew', 'Aboard', { type: 'parent', parentObjectId: ship.id });
  await field('crew', 'Knows', { type: 'relation', settings: { objectId: harbour.id, otherLabel: 'Known to' } });
  const knownTo = (await inside((db) => objectShapes(db)))
    .find(({ id }) => id === harbour.id)!
    .fields.find(({ label }) => label === 'Known to')!.id;
  harbour.fields['Known to'] = knownTo;
  const rollup = (of: Name, label: string, settings: NewField['settings']): Promise<number> =>
    field(of, label, { type: 'rollup', settings });
  await formula('crew', 'Cost', 'round({Pay} * 1.5, 2) + coalesce({Aboard.Tons}, 1)', 'price');
  await rollup('ship', 'Hands', { objectId: crew.id, fieldId: crew.fields.Aboard!, function: 'count' });
  await rollup('ship', 'Wages', { objectId: crew.id, fieldId: crew.fields.Aboard!, function: 'sum', ofFieldId: crew.fields.Cost! });
  await formula('ship', 'Load', 'if({Hands} > 0, {Tons} / {Hands}, {Tons} * 2)', 'number');
  await formula('ship', 'Dear', '{Wages} > {Home.Fee} or {Hands} = 0', 'check');
  await formula('ship', 'Title', '{Name} & " of " & {Home}', 'text');
  await rollup('harbour', 'Heaviest', { objectId: ship.id, fieldId: ship.fields.Home!, function: 'max', ofFieldId: ship.fields.Load! });
  await rollup('harbour', 'Middle', { objectId: ship.id, fieldId: ship.fields.Home!, function: 'median', ofFieldId: ship.fields.Wages! });
  await rollup('harbour', 'Below', {
    objectId: harbour.id,
    fieldId: harbour.fields.Above!,
    function: 'sum',
    ofFieldId: harbour.fields.Fee!,
  });
  await rollup('harbour', 'Friends', { objectId: crew.id, fieldId: crew.fields.Knows!, function: 'average', ofFieldId: crew.fields.Cost! });
  await formula('harbour', 'Worth', '{Below} + {Fee} + coalesce({Heaviest}, 0) / 3', 'price');
  await formula('harbour', 'Path', '{Name} & "/" & {Above.Fee}', 'text');
  await test.settle(seat.accountId);
  return { seat, random, objects };
}

const pickSome = <T>(random: Random, items: readonly T[], most: number): T[] =>
  items.length === 0 ? [] : [...new Set(Array.from({ length: 1 + random.below(most) }, () => random.pick(items)))];

/** One random thing that somebody does, in a transaction of its own. */
async function act({ seat, random, objects }: World): Promise<void> {
  const name = random.pick<Name>(['harbour', 'ship', 'crew']);
  const { id: objectId, ids } = objects[name];
  const chosen = pickSome(random, ids, 4);
  const [from, to] = [objects.crew, objects.harbour];
  const linking = {
    objectId: from.id,
    fieldId: from.fields.Knows!,
    recordIds: pickSome(random, from.ids, 3),
    relatedIds: pickSome(random, to.ids, 3),
  };
  const what = random.below(12);
  const changes = chosen.map((id) => ({ id, is_new: false, changes: changesOf({ random, objects, name }) }));
  const made = what > 8 && ids.length < RECORDS ? await seat.ids(`record:${objectId}`, 1) : undefined;
  await test.database.account(seat.accountId, async (db) => {
    if (made !== undefined) {
      await write(db, seat, objectId, [
        { id: made, is_new: true, changes: { 1: `${name} ${made}`, ...changesOf({ random, objects, name }) } },
      ]);
      ids.push(made);
    } else if (what === 0) await deleteRecords(db, seat.actor, { objectId, recordIds: chosen });
    else if (what === 1 || what === 2) await restoreRecords(db, seat.actor, { objectId, recordIds: ids });
    else if (what === 3 && random.chance(0.3)) await eraseRecords(db, { objectId, recordIds: chosen.slice(0, 1) });
    else if (what === 4 || what === 5) await relateRecords(db, seat.actor, linking);
    else if (what === 6) await unrelateRecords(db, seat.actor, linking);
    else await write(db, seat, objectId, changes);
  });
}

const write = (db: AccountDb, seat: TestSeat, objectId: number, rows: readonly object[]) =>
  writeRecords(db, seat.actor, {
    objectId,
    source: sql`select x.id, x.is_new, x.changes from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id bigint, is_new boolean, changes jsonb)`,
  });

function changesOf({ random, objects, name }: Omit<World, 'seat'> & { name: Name }): Record<string, unknown> {
  const { fields } = objects[name];
  const pointer = (of: Name): number | null => (objects[of].ids.length > 0 && random.chance(0.8) ? random.pick(objects[of].ids) : null);
  const number = random.chance(0.15) ? null : random.below(100_000);
  const all: Record<Name, Record<string, unknown>> = {
    harbour: { [fields.Fee!]: number, [fields.Above!]: pointer('harbour'), 1: random.pick(['Kiel', 'Riga', 'Bari']) },
    ship: { [fields.Tons!]: number, [fields.Home!]: pointer('harbour'), 1: random.pick(['Ada', 'Bea']) },
    crew: { [fields.Pay!]: number, [fields.Aboard!]: pointer('ship') },
  };
  return Object.fromEntries(Object.entries(all[name]).filter(() => random.chance(0.6)));
}

/** Works until the queue is empty: what others hold, or still may have read, is waited for. */
async function drain(accountId: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await workOutStale(test.database, accountId, { stopping: new AbortController().signal });
    const { rows } = await test.owner.query('select 1 from stale_values where account_id = $1 limit 1', [accountId]);
    if (rows.length === 0) return;
  }
  throw new Error('The queue of what is to be worked out never became empty.');
}

interface Stored {
  object_id: number;
  id: number;
  name: string;
  values: Record<string, any>;
}

/** What each computed field is by its definition, worked out as simply as can be from everything that stands. */
class Definition {
  readonly shapes: readonly ObjectShape[];
  readonly records: readonly Stored[];
  readonly links: readonly { object_id: number; field_id: number; record_id: number; related_id: number }[];

  constructor(shapes: readonly ObjectShape[], records: readonly Stored[], links: Definition['links']) {
    [this.shapes, this.records, this.links] = [shapes, records, links];
  }

  stored(shape: ObjectShape, record: Stored, field: FieldShape): any {
    if (field.type === 'formula') return this.formula(shape, record, field);
    if (field.type === 'rollup') return this.rollup(shape, record, field);
    return field.columnName === 'name' ? record.name : record.values[field.id];
  }

  rollup(shape: ObjectShape, record: Stored, { settings }: FieldShape): any {
    const child = this.shapes.find(({ id }) => id === settings.objectId)!;
    const via = child.fields.find(({ id }) => id === settings.fieldId)!;
    const here = this.records
      .filter(({ object_id }) => object_id === child.id)
      .filter((other) => this.points(child, other, via, shape, record));
    if (settings.function === 'count') return here.length;
    const of = child.fields.find(({ id }) => id === settings.ofFieldId)!;
    const values = here.map((other) => this.stored(child, other, of)).filter((value) => value !== undefined) as number[];
    const round = (value: number): number => (settings.result === 'price' ? Math.round(value) : value);
    const sum = values.reduce((one, other) => one + other, 0);
    if (settings.function === 'sum') return round(sum);
    if (values.length === 0) return undefined;
    if (settings.function === 'average') return round(sum / values.length);
    if (settings.function === 'max') return Math.max(...values);
    const sorted = values.sort((one, other) => one - other);
    const middle = (sorted.length - 1) / 2;
    return round((sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2);
  }

  points(child: ObjectShape, other: Stored, via: FieldShape, shape: ObjectShape, record: Stored): boolean {
    if (via.type === 'parent') return other.values[via.id] === record.id;
    const { objectId, fieldId, own, other: theirs } = linksBetween({ objectId: child.id, field: via, otherObjectId: shape.id });
    return this.links.some(
      (link) => link.object_id === objectId && link.field_id === fieldId && link[own] === other.id && link[theirs] === record.id,
    );
  }

  formula(shape: ObjectShape, record: Stored, { settings }: FieldShape): any {
    const read = readFormula(settings.expression!, settings.result!, lookIn(shape, this.shapes));
    if ('problem' in read) throw new Error(read.problem);
    const value = this.work(read.formula, shape, record);
    if (settings.result === 'price') return value === null ? undefined : Math.sign(value) * Math.round(Math.abs(value) * 100 + 1e-7);
    if (settings.result === 'text') return String(value).trim() || undefined;
    return value ?? undefined;
  }

  work(formula: Formula, shape: ObjectShape, record: Stored): any {
    if (formula.is === 'literal') return formula.value;
    if (formula.is === 'field') return this.read(formula.reference, shape, record);
    const [a, b, c] = formula.parts.map((part) => this.work(part, shape, record));
    const numbers = (work: () => number): number | null => (a === null || b === null ? null : work());
    switch (formula.of) {
      case 'add':
        return numbers(() => a + b);
      case 'multiply':
        return numbers(() => a * b);
      case 'divide':
        return b === 0 ? null : numbers(() => a / b);
      case 'greater':
        return a !== null && b !== null && a > b;
      case 'equal':
        return a !== null && b !== null && a === b;
      case 'or':
        return a || b;
      case 'if':
        return a ? b : c;
      case 'coalesce':
        return a ?? b;
      case 'round':
        return a === null ? null : Math.sign(a) * Number((Math.abs(a) + 1e-9).toFixed(b));
      case 'concat':
        return [a, b].map((each) => (each === null ? '' : String(each))).join('');
      default:
        throw new Error(`The definition does not know ${formula.of}.`);
    }
  }

  read({ fieldId, through }: Reference, shape: ObjectShape, record: Stored): any {
    const pointing = through === undefined ? undefined : shape.fields.find(({ id }) => id === through);
    const object = pointing ? this.shapes.find(({ id }) => id === pointing.parentObjectId)! : shape;
    const owner = pointing
      ? this.records.find(({ object_id, id }) => object_id === object.id && id === record.values[pointing.id])
      : record;
    if (owner === undefined) return null;
    if (fieldId === NAME_OF_RECORD) return owner.name;
    const field = object.fields.find(({ id }) => id === fieldId)!;
    const value = this.stored(object, owner, field);
    if (value === undefined || value === '') return field.settings.result === 'check' ? false : null;
    return field.type === 'price' || field.settings.result === 'price' ? value / 100 : value;
  }
}

async function differences({ seat, objects }: World): Promise<string[]> {
  const shapes = await test.database.account(seat.accountId, (db) => objectShapes(db));
  const records = await test.owner.query<Stored>(
    'select object_id, id::float8 as id, name, values from records where account_id = $1 and deleted_at is null and object_id = any($2)',
    [seat.accountId, Object.values(objects).map(({ id }) => id)],
  );
  const links = await test.owner.query(
    'select object_id, field_id, record_id::float8 as record_id, related_id::float8 as related_id from record_links where account_id = $1',
    [seat.accountId],
  );
  const definition = new Definition(shapes, records.rows, links.rows as never);
  return records.rows.flatMap((record) => {
    const shape = shapes.find(({ id }) => id === record.object_id)!;
    return shape.fields
      .filter(({ type }) => type === 'formula' || type === 'rollup')
      .map((field) => [field.label, record.values[field.id], definition.stored(shape, record, field)] as const)
      .filter(([, stands, means]) => !isAlike(stands, means))
      .map(([label, stands, means]) => `${shape.singular} ${record.id}: ${label} is ${String(stands)} and means ${String(means)}`);
  });
}

/** Prices that fall between two cents may go either way in floating point. */
const isAlike = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'number' &&
    typeof other === 'number' &&
    Math.abs(one - other) <= Math.max(1, 1e-9 * Math.abs(one)) &&
    !(Number.isInteger(one) && Math.abs(one) < 50 && Math.abs(one - other) > 0.51));

describe('whatever is done, by two at once', () => {
  it.each(Array.from({ length: WORLDS }, (_, index) => SEED + index))(
    'every computed value is what its definition says (seed %i)',
    async (seed) => {
      const world = await makeWorld(seed);
      for (let count = 0; count < 25; count++) await act(world).catch(isRefusal);
      for (let round = 0; round < ROUNDS; round++) {
        const draining = world.random.chance(0.5) ? drainOnce(world) : undefined;
        await Promise.all([...Array.from({ length: 4 }, () => act(world).catch(isRefusal)), draining]);
        await drain(world.seat.accountId);
        expect(await differences(world), `seed ${seed}, round ${round}`).toEqual([]);
      }
    },
    600_000,
  );
});

const drainOnce = async ({ seat }: World): Promise<unknown> =>
  workOutStale(test.database, seat.accountId, { stopping: AbortSignal.abort() }).catch(isRefusal);

/** Two who write the same records in several steps may meet head on; the database lets one of them try again. */
function isRefusal(error: unknown): void {
  if ((error as { code?: string }).code !== '40P01') throw error;
}
