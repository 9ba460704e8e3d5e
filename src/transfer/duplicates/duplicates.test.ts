import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Visitor } from '../../../test/browser.ts';
import { newKey } from '../../../test/bulk.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { identify } from '../../accounts/index.ts';
import { buildServer } from '../../app/server.ts';
import { everyone, type Viewer } from '../../app/kernel/viewer.ts';
import { CONTACT_FIELDS as F, objectShape } from '../../records/index.ts';
import { compareRecords } from './compare-records.ts';
import { checkEntered, duplicatesOf } from './hint-duplicates.ts';
import { listClusters } from './list-clusters.ts';
import { visibleRule } from './visible-rule.ts';

const test = testDatabase();
let server: FastifyInstance;
let seat: TestSeat;
let owner: Visitor;

beforeAll(async () => {
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
});
afterAll(() => server.close());
beforeEach(async () => {
  seat = await makeAccount(test);
  owner = visitor(server, await signedIn(test, seat));
  owner.account = seat.accountId;
});

const add = async (name: string, city = 'Kiel'): Promise<number> => {
  test.clock.moveBy(1_000);
  return (await owner.post('/api/records/0', { values: { [F.firstName]: name, [F.city]: city } })).id;
};
const RULE = {
  name: 'One name in one city',
  conditions: [
    { field: 'name', how: 'similar' },
    { field: F.city, how: 'normalised' },
  ],
};
const makeRule = async (): Promise<number> => {
  const { id } = await owner.post('/api/duplicates/rules', { objectId: 0, ...RULE });
  await test.settle(seat.accountId);
  return id;
};
const found = async (id: number): Promise<number[][]> =>
  (await owner.get(`/api/duplicates/rules/${id}/clusters`)).clusters.map(({ records }: { records: { id: number }[] }) =>
    records.map((record) => record.id),
  );
const status = async (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  headers: Record<string, string>,
  payload?: object,
): Promise<number> => (await server.inject({ method, url, headers, ...(payload ? { payload } : {}) })).statusCode;

describe('duplicates', () => {
  it('are found among those who are there, and among those who come, change and go', async () => {
    const [ada, ben, adda] = [await add('Adalbert'), await add('Benedikt'), await add('Adalbrt', 'KIEL')];
    const rule = await makeRule();
    expect(await found(rule)).toEqual([[ada, adda]]);
    const third = await add('Adalbert');
    await test.settle(seat.accountId);
    expect(await found(rule)).toEqual([[ada, adda, third]]);
    await owner.delete(`/api/records/0/${third}`);
    await owner.patch(`/api/records/0/${ben}`, { version: 1, values: { [F.firstName]: 'Adalbert' } });
    await owner.patch(`/api/records/0/${ada}`, { version: 1, values: { [F.city]: 'Husum' } });
    await test.settle(seat.accountId);
    expect(await found(rule)).toEqual([[ben, adda]]);
    const hints = await owner.post('/api/duplicates/check', { objectId: 0, values: { [F.firstName]: 'Adalbert', [F.city]: 'kiel ' } });
    expect(hints.records.map(({ id }: { id: number }) => id).sort()).toEqual([ben, adda]);
    expect((await owner.get(`/api/duplicates/of?object=0&id=${ben}`)).records).toMatchObject([{ id: adda }]);
  });

  it('of whom somebody said that they are not the same are not found again', async () => {
    const pair = [await add('Adalbert'), await add('Adalbert')];
    const rule = await makeRule();
    await owner.post('/api/duplicates/dismissals', { objectId: 0, recordIds: pair });
    expect(await found(rule)).toEqual([]);
    await owner.post(`/api/duplicates/rules/${rule}/search`);
    await test.settle(seat.accountId);
    expect(await found(rule)).toEqual([]);
    await owner.post('/api/duplicates/dismissals/undo', { objectId: 0, recordIds: pair });
    expect(await found(rule)).toEqual([pair]);
  });

  it('in a crowd are told and not compared', async () => {
    await test.owner.query(
      `insert into records (account_id, object_id, id, unique_id, name, name_key, created_at, updated_at, values, search)
       select $1, 0, 1000 + n, 'many' || n, 'Reception', 'reception', now(), now(), jsonb_build_object('11', 'Kiel'), to_tsvector('simple', 'r')
       from generate_series(1, 150) n`,
      [seat.accountId],
    );
    const rule = await makeRule();
    expect(await found(rule)).toEqual([]);
    const { rules } = await owner.get('/api/duplicates/rules?object=0');
    expect(rules[0].crowds).toEqual([{ recordId: 1001, name: 'Reception', count: 150 }]);
  });

  it('are merged all at once by one policy, and the run is undone', async () => {
    const ids = [];
    for (const name of ['Adalbert', 'Adalbert', 'Benedikt', 'Benedikt', 'Chlothilde']) ids.push(await add(name));
    const rule = await makeRule();
    expect(await owner.post('/api/duplicates/merge-all/preview', { ruleId: rule })).toMatchObject({
      clusters: 2,
      records: 4,
      conflicts: 0,
    });
    const run = await owner.post('/api/duplicates/merge-all', { ruleId: rule, key: newKey() });
    await test.settle(seat.accountId);
    expect((await owner.get(`/api/bulk/${run.id}`)).run).toMatchObject({ status: 'finished', changed: 2, failed: 0, canUndo: true });
    expect(await found(rule)).toEqual([]);
    expect((await owner.get(`/api/records/0/${ids[1]}`)).id).toBe(ids[0]);
    expect((await owner.get('/api/duplicates/merges?object=0')).merges).toHaveLength(2);
    expect((await owner.get(`/api/bulk/${run.id}/undo`)).failed).toBe(0);
    await owner.post(`/api/bulk/${run.id}/undo`, { key: newKey() });
    await test.settle(seat.accountId);
    expect((await owner.get(`/api/records/0/${ids[1]}`)).id).toBe(ids[1]);
    expect(await found(rule)).toEqual([
      [ids[0], ids[1]],
      [ids[2], ids[3]],
    ]);
  });

  it('out of reach are shown to nobody, and no hint tells of them', async () => {
    const ids = [await add('Adalbert'), await add('Adalbert')];
    const rule = await makeRule();
    const citySection = await test.database.account(
      seat.accountId,
      async (db) => (await objectShape(db, 0)).fields.find(({ id }) => id === F.city)!.sectionId,
    );
    const own: Viewer = {
      ...everyone,
      userId: 999,
      teamIds: [999],
      isOwner: false,
      on: () => ({ ...everyone.on(0), view: 'own', edit: 'own', delete: 'own' }),
    };
    const hidden: Viewer = { ...everyone, isOwner: false, on: () => ({ ...everyone.on(0), sections: { [citySection]: 'hidden' } }) };
    const entered = { objectId: 0, values: { [F.firstName]: 'Adalbert', [F.city]: 'Kiel' } };
    await test.database.account(seat.accountId, async (db) => {
      expect(await checkEntered(db, everyone, entered)).toHaveLength(2);
      expect(await checkEntered(db, own, entered)).toEqual([]);
      expect(await checkEntered(db, hidden, entered)).toEqual([]);
      expect((await listClusters(db, own, await visibleRule(db, own, rule), undefined)).clusters).toEqual([]);
      expect(await duplicatesOf(db, own, { objectId: 0, id: ids[0]! })).toEqual([]);
      await expect(visibleRule(db, hidden, rule)).rejects.toMatchObject({ code: 'not_found' });
      await expect(compareRecords(db, own, { objectId: 0, ids })).rejects.toMatchObject({ code: 'not_found' });
    });
    const stranger = await signedIn(test, await makeAccount(test));
    const reader = await signedIn(test, await makeUser(test, seat, { role: 'Read only' }));
    expect(await status('GET', `/api/duplicates/rules/${rule}/clusters`, stranger)).toBe(404);
    expect(await status('GET', `/api/duplicates/rules/${rule}/clusters`, {})).toBe(401);
    for (const [method, path, body] of [
      ['PATCH', `/rules/${rule}`, RULE],
      ['DELETE', `/rules/${rule}`],
      ['POST', `/rules/${rule}/search`],
      ['POST', `/rules/${rule}/stop`],
      ['POST', '/merge-all', { ruleId: rule, key: newKey() }],
      ['POST', '/merge-all/preview', { ruleId: rule }],
    ] as const) {
      expect([path, await status(method, `/api/duplicates${path}`, stranger, body)]).toEqual([path, 404]);
      expect([path, await status(method, `/api/duplicates${path}`, reader, body)]).toEqual([path, 403]);
    }
  });
});
