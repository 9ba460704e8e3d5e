import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { sql, type AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { createField } from './create-field.ts';
import { createObject } from './create-object.ts';
import { createRecord } from './create-record.ts';
import { deleteRecords } from './delete-records.ts';
import { objectShapes } from './object-shapes.ts';
import { recordById } from './queries/records.ts';
import type { Changes } from './rules/parse-changes.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, DEAL } from './schema.ts';
import { updateRecord } from './update-record.ts';
import { writeRecords, type Written } from './write-records.ts';

const test = testDatabase();
let seat: TestSeat;
const inside = <T>(work: (db: AccountDb) => Promise<T>, of = seat): Promise<T> => test.database.account(of.accountId, work);
const create = (objectId: number, values: Changes, of = seat): Promise<number> =>
  inside((db) => createRecord(db, of.actor, of.ids, { objectId, values }), of);
const problemOf = async (promise: Promise<unknown>): Promise<Problem> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw new Error(`Expected a refusal, got ${String(error)}`);
  return error;
};
/** Writes rows `[id, isNew, changes]` in one set. */
const write = (objectId: number, rows: readonly (readonly [number, boolean, Changes])[], of = seat): Promise<Written> =>
  inside(
    (db) =>
      writeRecords(db, of.actor, {
        objectId,
        source: sql`select (x->>0)::bigint as id, (x->>1)::boolean as is_new, x->2 as changes from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) x`,
      }),
    of,
  );

beforeAll(async () => {
  seat = await makeAccount(test);
});

describe('one record', () => {
  it('is created and changed with its columns, values and events', async () => {
    const id = await create(CONTACT, { [C.firstName]: 'Jane', [C.lastName]: 'Doe', [C.email]: 'jane@example.com', [C.salesStage]: 2 });
    expect(await inside((db) => recordById(db, CONTACT, id))).toMatchObject({
      name: 'Jane Doe',
      email: 'jane@example.com',
      owner_id: seat.userId,
      values: { 1: 'Jane', 2: 'Doe', 17: 2 },
      version: 1,
    });
    await inside((db) =>
      updateRecord(db, seat.actor, { objectId: CONTACT, id, values: { [C.email]: 'j@example.com', [C.salesStage]: null } }),
    );
    const changed = await inside((db) => recordById(db, CONTACT, id));
    expect(changed).toMatchObject({ email: 'j@example.com', version: 2 });
    expect(changed!.values).toEqual({ 1: 'Jane', 2: 'Doe' });
    const { rows } = await test.owner.query('select kind, data, personal from events where object_id = 0 and record_id = $1 order by id', [
      id,
    ]);
    expect(rows).toMatchObject([
      { kind: 'record.created', personal: { values: { 1: 'Jane', 3: 'jane@example.com', 17: 2 } } },
      {
        kind: 'record.updated',
        data: { fields: [3, 17] },
        personal: { changes: { 3: ['jane@example.com', 'j@example.com'], 17: [2, null] } },
      },
    ]);
    const copies = await test.owner.query('select 1 from field_values where account_id = $1 and object_id = 0 and record_id = $2', [
      seat.accountId,
      id,
    ]);
    expect(copies.rowCount).toBe(0);
  });

  it('is found by the words of its name, addresses, numbers and company, and by the company’s new name', async () => {
    const company = await create(COMPANY, { 1: 'Müller & Söhne' });
    const id = await create(CONTACT, {
      [C.lastName]: "O'Neil-Smith",
      [C.email]: 'finn.oneil@mail.example.org',
      [C.smsNumber]: '+491712345678',
      [C.company]: company,
    });
    const finds = async (query: string): Promise<boolean> =>
      (
        await test.owner.query(
          "select 1 from records where account_id = $1 and object_id = 0 and id = $2 and search @@ to_tsquery('simple', $3)",
          [seat.accountId, id, query],
        )
      ).rowCount === 1;
    for (const words of ['neil:*', 'smi:*', 'finn', 'example', 'ǂ8765:*', '1712345678', 'söhne', 'müller'])
      expect([words, await finds(words)]).toEqual([words, true]);
    await inside((db) => updateRecord(db, seat.actor, { objectId: COMPANY, id: company, values: { 1: 'Harbour Works' } }));
    expect(await finds('harbour')).toBe(true);
    expect(await finds('müller')).toBe(false);
    expect(await finds('neil:*')).toBe(true);
  });

  it('without a name is called by its e-mail address', async () => {
    const id = await create(CONTACT, { [C.email]: 'nameless@example.com' });
    expect((await inside((db) => recordById(db, CONTACT, id)))?.name).toBe('nameless@example.com');
  });

  it('that changes nothing writes nothing', async () => {
    const id = await create(CONTACT, { [C.city]: 'Oslo' });
    expect(await inside((db) => updateRecord(db, seat.actor, { objectId: CONTACT, id, values: { [C.city]: 'Oslo', [C.zip]: null } }))).toBe(
      false,
    );
    expect((await inside((db) => recordById(db, CONTACT, id)))?.version).toBe(1);
  });

  it('changed upon an older version is refused with who changed it', async () => {
    const id = await create(CONTACT, { [C.city]: 'Oslo' });
    await inside((db) => updateRecord(db, seat.actor, { objectId: CONTACT, id, values: { [C.city]: 'Rome' }, version: 1 }));
    const problem = await problemOf(
      inside((db) => updateRecord(db, seat.actor, { objectId: CONTACT, id, values: { [C.city]: 'Bern' }, version: 1 })),
    );
    expect({ ...problem, message: problem.message.replace(/\s/g, ' ') }).toMatchObject({
      code: 'changed_meanwhile',
      status: 409,
      details: { changedBy: { type: 'user', id: String(seat.userId) } },
    });
    expect((await inside((db) => recordById(db, CONTACT, id)))?.values[C.city]).toBe('Rome');
  });

  it('keeps SQL in every text field as text', async () => {
    const nasty = `'); drop table records; -- \\ $1 \${x} {{ y }} <script> "`;
    const values = { [C.firstName]: nasty, [C.lastName]: nasty, [C.address]: nasty, [C.city]: nasty, [C.leadSource]: nasty };
    const id = await create(CONTACT, values);
    expect((await inside((db) => recordById(db, CONTACT, id)))?.values).toEqual(values);
  });
});

describe('unique values', () => {
  it('are refused where another has them, naming field and value', async () => {
    await create(CONTACT, { [C.email]: 'only@example.com' });
    const problem = await problemOf(create(CONTACT, { [C.email]: 'only@example.com' }));
    expect(problem).toMatchObject({ code: 'value_taken', status: 409 });
    expect(problem.fields).toEqual({
      email: 'Email “only@example.com” already belongs to another contact. Use another value, or open that one.',
    });
  });

  it('are free again once given up, or in the bin', async () => {
    const id = await create(CONTACT, { [C.email]: 'free@example.com' });
    await inside((db) => updateRecord(db, seat.actor, { objectId: CONTACT, id, values: { [C.email]: 'moved@example.com' } }));
    await create(CONTACT, { [C.email]: 'free@example.com' });
    await inside((db) => deleteRecords(db, seat.actor, { objectId: CONTACT, recordIds: [id] }));
    await create(CONTACT, { [C.email]: 'moved@example.com' });
  });

  it('go to one of two transactions that want them at once', async () => {
    const tries = Array.from({ length: 8 }, () => create(CONTACT, { [C.email]: 'race@example.com' }));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'value_taken' });
  });

  it('leave rows of a set out and write the others; what a row left out keeps stays its own', async () => {
    const first = await seat.ids(`record:${CONTACT}`, 3);
    await write(CONTACT, [
      [first, true, { [C.email]: 'a@set.example' }],
      [first + 1, true, { [C.email]: 'b@set.example' }],
      [first + 2, true, { [C.email]: 'b@set.example' }],
    ]).then(({ created, rejected }) => {
      expect(created).toBe(2);
      expect(rejected).toEqual([{ id: first + 2, fieldId: C.email, value: 'b@set.example', reason: 'value_taken' }]);
    });
    const swapped = await write(CONTACT, [
      [first, false, { [C.email]: 'b@set.example', [C.city]: 'Rome' }],
      [first + 1, false, { [C.email]: 'a@set.example' }],
    ]);
    expect(swapped.rejected).toHaveLength(2);
    expect(await inside((db) => recordById(db, CONTACT, first))).toMatchObject({ email: 'a@set.example', version: 1, values: {} });
  });
});

describe('relations', () => {
  it('refuse a parent that is not there', async () => {
    expect(await problemOf(create(CONTACT, { [C.company]: 4711 }))).toMatchObject({
      code: 'no_such_parent',
      message: 'Company: there is no record 4711, or it is in the bin. Choose another.',
    });
  });

  it('refuse a chain that closes on itself, singly and in a set, and one that is too long', async () => {
    const objectId = await inside((db) => createObject(db, seat.actor, seat.ids, { singular: 'Part', plural: 'Parts' }));
    const above = await inside((db) =>
      createField(db, seat.actor, seat.ids, { objectId, label: 'Part of', type: 'parent', parentObjectId: objectId }),
    );
    const one = await create(objectId, { 1: 'One' });
    const two = await create(objectId, { 1: 'Two', [above]: one });
    const three = await create(objectId, { 1: 'Three', [above]: two });
    const itself = await problemOf(inside((db) => updateRecord(db, seat.actor, { objectId, id: one, values: { [above]: one } })));
    expect(itself.code).toBe('circular_relation');
    const around = await problemOf(inside((db) => updateRecord(db, seat.actor, { objectId, id: one, values: { [above]: three } })));
    expect(around.message).toBe('Part of: this record would stand above itself, or more than 50 levels deep. Choose another.');

    const first = await seat.ids(`record:${objectId}`, 80);
    const ring = await write(objectId, [
      [first, true, { 1: 'A', [above]: first + 1 }],
      [first + 1, true, { 1: 'B', [above]: first }],
      [first + 2, true, { 1: 'C', [above]: one }],
    ]);
    expect(ring.created).toBe(1);
    expect(ring.rejected.map(({ id, reason }) => [id, reason])).toEqual([
      [first, 'circular_relation'],
      [first + 1, 'circular_relation'],
    ]);
    const chain = Array.from({ length: 60 }, (_, n): [number, boolean, Changes] => [
      first + 10 + n,
      true,
      { 1: `L${n}`, ...(n > 0 ? { [above]: first + 9 + n } : {}) },
    ]);
    const deep = await write(objectId, chain);
    expect(deep.created).toBe(50);
    expect(deep.rejected).toHaveLength(10);
  });
});

describe('a set with relations', () => {
  it('leaves out those whose parent was left out', async () => {
    const objectId = await inside((db) => createObject(db, seat.actor, seat.ids, { singular: 'Branch', plural: 'Branches' }));
    const field = (input: { label: string; type: 'parent' | 'text'; parentObjectId?: number; isUnique?: boolean }): Promise<number> =>
      inside((db) => createField(db, seat.actor, seat.ids, { objectId, ...input }));
    const above = await field({ label: 'Part of', type: 'parent', parentObjectId: objectId });
    const code = await field({ label: 'Code', type: 'text', isUnique: true });
    await create(objectId, { 1: 'Taken', [code]: 'X1' });
    const written = await write(objectId, [
      [100, true, { 1: 'Parent', [code]: ' x1 ' }],
      [101, true, { 1: 'Child', [above]: 100, [code]: 'X2' }],
      [102, true, { 1: 'Grandchild', [above]: 101 }],
      [103, true, { 1: 'Stranger' }],
    ]);
    expect(written.created).toBe(1);
    expect(written.rejected.map(({ id, reason }) => [id, reason])).toEqual([
      [100, 'value_taken'],
      [101, 'no_such_parent'],
      [102, 'no_such_parent'],
    ]);
    expect((await write(objectId, [[104, true, { 1: 'Later', [code]: 'X2' }]])).created).toBe(1);
  });
});

describe('a set', () => {
  const change = fc.record(
    {
      [C.firstName]: fc.constantFrom('Ann', 'Bo', null),
      [C.email]: fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example', null),
      [C.salesStage]: fc.constantFrom(1, 2, 3, null),
      [C.birthday]: fc.constantFrom('1980-01-31', null),
      [C.smsNumber]: fc.constantFrom('+491712345678', null),
    },
    { requiredKeys: [] },
  );

  it('writes what as many single writes would', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (begin, then) => {
          const [together, apart] = [await makeAccount(test), await makeAccount(test)];
          const rows = begin.map((values, index): [number, boolean, Changes] => [index + 1, true, values as Changes]);
          await write(CONTACT, rows, together);
          for (const row of rows) await write(CONTACT, [row], apart);
          expect(await everythingOf(together)).toEqual(await everythingOf(apart));

          // A set compares unique values with those before it; singly, one may take what the one before has just given up.
          const later = then
            .slice(0, begin.length)
            .map((values, index): [number, boolean, Changes] => [index + 1, false, { ...(values as Changes), [C.email]: null }]);
          await write(CONTACT, later, together);
          for (const row of later) await write(CONTACT, [row], apart);
          expect(await everythingOf(together)).toEqual(await everythingOf(apart));
        },
      ),
      { numRuns: 25 },
    );
  });

  async function everythingOf({ accountId }: TestSeat): Promise<unknown> {
    const ask = async (text: string) => (await test.owner.query(text, [accountId])).rows;
    return {
      records: await ask(
        'select id, name, name_key, email, sms_number, version, "values", search::text from records where account_id = $1 order by id',
      ),
      copies: await ask(
        'select field_id, record_id, text_value, number_value, time_value from field_values where account_id = $1 order by 2, 1',
      ),
      unique: await ask('select field_id, value, record_id from unique_values where account_id = $1 order by 3, 1'),
      events: await ask(
        "select kind, record_id, data, personal from events where account_id = $1 and kind like 'record.%' order by record_id, id",
      ),
    };
  }

  it('can be written several times in one transaction, and after part of it was undone', async () => {
    const first = await seat.ids(`record:${DEAL}`, 3);
    await inside(async (db) => {
      const one = (id: number, name: string) => ({
        objectId: DEAL,
        source: sql`select ${id}::bigint as id, true as is_new, ${JSON.stringify({ 1: name, 2: id })}::jsonb as changes`,
      });
      await writeRecords(db, seat.actor, one(first, 'A'));
      await db
        .savepoint(async () => {
          await writeRecords(db, seat.actor, one(first + 1, 'B'));
          throw new Error('undo');
        })
        .catch(() => undefined);
      await writeRecords(db, seat.actor, one(first + 2, 'C'));
    });
    const { rows } = await test.owner.query(
      'select id, name from records where account_id = $1 and object_id = $2 and id >= $3 order by id',
      [seat.accountId, DEAL, first],
    );
    expect(rows).toEqual([
      { id: first, name: 'A' },
      { id: first + 2, name: 'C' },
    ]);
  });

  it('keeps every change when many write one record at once', async () => {
    const id = await create(CONTACT, { [C.city]: '0' });
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        inside((db) =>
          updateRecord(db, seat.actor, { objectId: CONTACT, id, values: { [C.city]: `City ${index}`, [C.salesStage]: 1 + (index % 7) } }),
        ),
      ),
    );
    const row = (await inside((db) => recordById(db, CONTACT, id)))!;
    expect(row.version).toBe(11);
    const { rows } = await test.owner.query<{ before: string; after: string }>(
      "select personal->'changes'->'11'->>0 as before, personal->'changes'->'11'->>1 as after from events where account_id = $1 and record_id = $2 and kind = 'record.updated' order by id",
      [seat.accountId, id],
    );
    const next = new Map(rows.map(({ before, after }) => [before, after]));
    let city = '0';
    for (let step = 0; step < 10; step++) city = next.get(city)!;
    expect(city).toBe(row.values[C.city]);
    const copy = await test.owner.query(
      'select number_value from field_values where account_id = $1 and object_id = 0 and record_id = $2 and field_id = 17',
      [seat.accountId, id],
    );
    expect(copy.rows).toEqual([{ number_value: row.values[C.salesStage] }]);
  });
});

describe('the wall', () => {
  it('holds by row-level security alone: another account’s rows are neither read nor written', async () => {
    const other = await makeAccount(test);
    const id = await create(CONTACT, { [C.city]: 'Secret' }, other);
    await inside(async (db) => {
      for (const table of [
        'objects',
        'sections',
        'fields',
        'records',
        'field_values',
        'unique_values',
        'tags',
        'record_tags',
        'notes',
        'tasks',
        'structure_versions',
      ]) {
        const { count } = await db.one<{ count: number }>(
          sql([`select count(*) as count from ${table} where account_id <> ${seat.accountId}`]),
        );
        expect([table, count]).toEqual([table, 0]);
      }
      expect(await db.run(sql`update records set name = 'x' where object_id = 0 and id = ${id} and account_id = ${other.accountId}`)).toBe(
        0,
      );
    });
    expect(await inside((db) => recordById(db, CONTACT, id), other)).toMatchObject({ values: { [C.city]: 'Secret' } });
  });

  it('gives every account contacts, deals and companies of its own', async () => {
    const shapes = await inside(objectShapes);
    expect(shapes.filter(({ isCustom }) => !isCustom).map(({ id, key, fields }) => [id, key, fields.length])).toEqual([
      [0, 'contact', 42],
      [149, 'deal', 12],
      [150, 'company', 16],
    ]);
  });
});
