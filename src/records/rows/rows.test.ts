import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { routesOn } from '../../../test/routes.ts';
import { seedOf } from '../../../test/seed.ts';
import { CONTACT } from '../schema.ts';

const test = testDatabase();
const ask = routesOn(test);
const ALL = `/api/objects/${CONTACT}/records`;
const SEED = seedOf(20_261_125);
let owner: TestSeat;
let stranger: TestSeat;
let sales: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  sales = await makeUser(test, owner, { role: 'Sales' });
});

const bulk = (body: object, seat = owner) => ask(seat, 'POST', `${ALL}/bulk`, body);
const make = async (fields: object, seat = owner): Promise<any> => (await ask(seat, 'POST', ALL, { fields })).body;
const read = async (id: number): Promise<any> => (await ask(owner, 'GET', `${ALL}/${id}`)).body;

describe('many records in one call', () => {
  it('are created, each with its result', async () => {
    const { status, body } = await bulk({
      mode: 'create',
      rows: [
        { fields: { firstname: 'Ada', email: 'ada@many.example' }, tags: ['Bulk'], ownerId: sales.userId },
        { fields: { nothing: 'x' } },
        { fields: { firstname: 'Bea', email: 'ada@many.example' } },
        { fields: { 1: 'Cleo' } },
      ],
    });
    expect(status).toBe(200);
    const [ada, nothing, twin, cleo] = body.results;
    expect(ada).toEqual({ status: 'created', id: expect.any(Number) });
    expect(nothing).toMatchObject({
      status: 'refused',
      id: null,
      code: 'invalid_input',
      fields: { nothing: expect.stringContaining('nothing') },
    });
    expect(twin).toMatchObject({ status: 'refused', id: null, code: 'value_taken', fields: { email: expect.any(String) } });
    expect(cleo.status).toBe('created');
    expect(await read(ada.id)).toMatchObject({
      ownerId: sales.userId,
      tags: [{ name: 'Bulk' }],
      fields: { firstname: 'Ada', email: 'ada@many.example' },
    });
  });

  it('are changed, told apart from those that stay as they are, and not overwritten in another version', async () => {
    const [one, two, three] = [await make({ firstname: 'One' }), await make({ firstname: 'Two' }), await make({ firstname: 'Three' })];
    const { body } = await bulk({
      mode: 'update',
      rows: [
        { id: one.id, fields: { firstname: 'Uno' }, version: one.version },
        { id: two.id, fields: { firstname: 'Two' } },
        { id: three.id, fields: { firstname: 'Tres' }, version: three.version + 1 },
        { id: one.id, fields: { firstname: 'Eins' } },
        { id: 9_999_999, fields: {} },
        { fields: { firstname: 'None' } },
      ],
    });
    expect(body.results.map(({ status, code }: any) => code ?? status)).toEqual([
      'updated',
      'unchanged',
      'changed_meanwhile',
      'row_repeated',
      'not_found',
      'invalid_input',
    ]);
    expect((await read(one.id)).fields.firstname).toBe('Uno');
    expect((await read(three.id)).fields.firstname).toBe('Three');
  });

  it('are matched by a unique field, or made', async () => {
    const known = await make({ firstname: 'Known', email: 'known@many.example' });
    const { body } = await bulk({
      mode: 'upsert',
      by: 'email',
      rows: [
        { fields: { email: ' KNOWN@many.example ', lastname: 'Person' } },
        { fields: { email: 'new@many.example', lastname: 'New' } },
        { fields: { email: 'new@MANY.example', lastname: 'Again' } },
        { fields: { lastname: 'Nobody' } },
        { fields: { email: 'no address' } },
      ],
    });
    expect(body.results.map(({ status, code }: any) => code ?? status)).toEqual([
      'updated',
      'created',
      'row_repeated',
      'invalid_input',
      'invalid_input',
    ]);
    expect(body.results[0].id).toBe(known.id);
    expect((await read(known.id)).fields).toMatchObject({ firstname: 'Known', lastname: 'Person' });
    expect((await bulk({ mode: 'upsert', by: 'firstname', rows: [{ fields: {} }] })).body.fields.by).toContain('email');
    expect((await bulk({ mode: 'upsert', by: 'zzz', rows: [{ fields: {} }] })).status).toBe(422);
  });

  it('are written all or not at all where that is asked', async () => {
    const rows = [{ fields: { firstname: 'Whole' } }, { fields: { nothing: 1 } }];
    const { status, body } = await bulk({ mode: 'create', allOrNothing: true, rows });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'rows_refused', details: { results: [{ row: 2, code: 'invalid_input' }] } });
    expect((await ask(owner, 'GET', `${ALL}?search=Whole`)).body.records).toEqual([]);
  });

  it('go into the bin, those out of reach left out', async () => {
    const [mine, theirs] = [await make({ firstname: 'Mine' }, sales), await make({ firstname: 'Theirs' })];
    const { body } = await ask(sales, 'POST', `${ALL}/bulk-delete`, { ids: [mine.id, theirs.id, 8_888_888] });
    expect(body.results.map(({ id }: any) => id)).toEqual([mine.id, theirs.id, 8_888_888]);
    expect(body.results[1].status).toBe('refused');
    expect(body.results[2]).toMatchObject({ status: 'refused', code: 'not_found' });
    const all = await ask(owner, 'POST', `${ALL}/bulk-delete`, { ids: [theirs.id, 8_888_888], allOrNothing: true });
    expect(all.body.code).toBe('rows_refused');
    expect((await read(theirs.id)).id).toBe(theirs.id);
  });

  it('cost as many statements for a thousand as for ten', async () => {
    const count = async (rows: number): Promise<number> => {
      const spied = vi.spyOn(pg.Client.prototype, 'query');
      const fields = (at: number): object => ({ email: `p${at}@of-${rows}.example` });
      const { body } = await bulk({
        mode: 'upsert',
        by: 'email',
        rows: Array.from({ length: rows }, (_, at) => ({ fields: fields(at), tags: ['Crowd'] })),
      });
      expect(body.results.every(({ status }: { status: string }) => status === 'created')).toBe(true);
      const statements = spied.mock.calls.length;
      spied.mockRestore();
      return statements;
    };
    await count(3);
    const ten = await count(10);
    expect(await count(1_000)).toBeLessThanOrEqual(ten + 1);
  });
});

describe('one record', () => {
  it('is upserted and read, told whether it was there', async () => {
    const first = await ask(owner, 'POST', `${ALL}/upsert`, { by: 'email', fields: { email: 'solo@one.example', firstname: 'Solo' } });
    expect(first.body).toMatchObject({ created: true, record: { fields: { firstname: 'Solo' } } });
    const again = await ask(owner, 'POST', `${ALL}/upsert`, { by: 'email', fields: { email: 'solo@one.example', lastname: 'Alone' } });
    expect(again.body).toMatchObject({
      created: false,
      record: { id: first.body.record.id, fields: { firstname: 'Solo', lastname: 'Alone' } },
    });
    expect((await ask(owner, 'POST', `${ALL}/upsert`, { by: 'email', fields: { email: 'nonsense' } })).status).toBe(422);
  });

  it('upserted by many at once is made once', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        ask(owner, 'POST', `${ALL}/upsert`, { by: 'email', fields: { email: 'race@one.example', firstname: `R${at}` } }),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    expect(new Set(all.map(({ body }) => body.record.id)).size).toBe(1);
    expect(all.filter(({ body }) => body.created)).toHaveLength(1);
  });

  it('is nobody else’s', async () => {
    const { id } = await make({ firstname: 'Ours' });
    for (const [method, path, body] of [
      ['GET', `${ALL}/${id}`],
      ['PATCH', `${ALL}/${id}`, { fields: { firstname: 'X' } }],
      ['DELETE', `${ALL}/${id}`],
    ] as const) {
      expect((await ask(stranger, method, path, body)).status).toBe(404);
    }
    const { body } = await bulk({ mode: 'update', rows: [{ id, fields: { firstname: 'X' } }] }, stranger);
    expect(body.results[0].code).toBe('not_found');
    expect((await ask(stranger, 'POST', `${ALL}/bulk-delete`, { ids: [id] })).body.results[0].code).toBe('not_found');
  });
});

describe('pages of what hangs on a record', () => {
  it('have every note once, the pinned ones first, and every task once', async () => {
    const id = (await ask(owner, 'POST', ALL, { fields: { firstname: 'Much' } })).body.id;
    const at = `/api/records/${CONTACT}/${id}`;
    const notes: number[] = [];
    for (let place = 0; place < 7; place++) notes.push((await ask(owner, 'POST', `${at}/notes`, { body: `Note ${place}` })).body.id);
    for (const pinned of [notes[1], notes[4], notes[5]]) await ask(owner, 'PUT', `/api/notes/${pinned}/pin`, { pinned: true });
    for (let place = 0; place < 5; place++) await ask(owner, 'POST', `${at}/tasks`, { subject: `Task ${place}` });
    const seen = async (what: 'notes' | 'tasks'): Promise<number[]> => {
      const ids: number[] = [];
      for (let after = ''; ;) {
        const { body } = await ask(owner, 'GET', `${at}/${what}?limit=2${after}`);
        ids.push(...body[what].map((one: { id: number }) => one.id));
        if (body.next === null) return ids;
        after = `&after=${body.next}`;
      }
    };
    expect(await seen('notes')).toEqual([5, 4, 1, 6, 3, 2, 0].map((place) => notes[place]));
    const tasks = await seen('tasks');
    expect([new Set(tasks).size, tasks]).toEqual([5, tasks.toSorted((a, b) => b - a)]);
    expect((await ask(owner, 'GET', `${at}/notes?after=zz`)).status).toBe(422);
  });
});

/** Numbers between 0 and 1 that are the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('rows and single calls', () => {
  it(`come to the same (seed ${SEED})`, { timeout: 60_000 }, async () => {
    const random = dice(SEED);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    const [many, single] = [await makeAccount(test), await makeAccount(test)];
    const values = (): object => ({
      ...(random() < 0.7 ? { firstname: pick(['Ada', 'Bea', '', 'Cleo ', null, 7]) } : {}),
      ...(random() < 0.5 ? { lastname: pick(['L', 'M', 'x'.repeat(300)]) } : {}),
      ...(random() < 0.3 ? { sms_number: pick(['+4915112345678', 'no number', null]) } : {}),
      ...(random() < 0.1 ? { mystery: 1 } : {}),
    });
    const made = { many: [] as number[], single: [] as number[] };
    for (let round = 0; round < 12; round++) {
      const creating = round % 2 === 0 || made.many.length === 0;
      const places = [...new Set(Array.from({ length: 6 }, () => Math.floor(random() * Math.max(1, made.many.length))))];
      const rows = creating
        ? Array.from({ length: 8 }, () => ({ fields: values() }))
        : places.map((place) => ({ place, fields: values() }));
      const { body } = await bulk(
        {
          mode: creating ? 'create' : 'update',
          rows: rows.map(({ fields, ...row }) => ({ fields, ...('place' in row ? { id: made.many[row.place as number] } : {}) })),
        },
        many,
      );
      for (const [at, row] of rows.entries()) {
        const told =
          'place' in row
            ? await ask(single, 'PATCH', `${ALL}/${made.single[row.place as number]}`, { fields: row.fields })
            : await ask(single, 'POST', ALL, { fields: row.fields });
        const result = body.results[at];
        expect(result.status === 'refused' ? result.code : 'done').toBe(told.status === 200 ? 'done' : told.body.code);
        if (result.status === 'refused')
          expect({ problem: result.problem, fields: result.fields }).toEqual({ problem: told.body.title, fields: told.body.fields ?? {} });
        if (result.status === 'created') {
          made.many.push(result.id);
          made.single.push(told.body.id);
        }
      }
    }
    const told = async (seat: TestSeat, ids: number[]): Promise<unknown[]> =>
      Promise.all(
        ids.map(async (id) => (({ name, fields, version }) => ({ name, fields, version }))((await ask(seat, 'GET', `${ALL}/${id}`)).body)),
      );
    expect(await told(many, made.many)).toEqual(await told(single, made.single));
  });
});
