import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { runJob } from '../app/jobs.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT } from './schema.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let headers: Record<string, string>;

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  headers = await signedIn(test, owner);
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
async function call(method: Method, url: string, payload?: object): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}
const OBJECT = `/api/objects/${CONTACT}`;
const makeField = async (body: object): Promise<number> => (await call('POST', `${OBJECT}/fields`, body)).body.id;
const makeContact = async (values: object): Promise<number> => (await call('POST', `/api/records/${CONTACT}`, { values })).body.id;
const valuesOf = async (id: number): Promise<Record<string, unknown>> => (await call('GET', `/api/records/${CONTACT}/${id}`)).body.values;
const deleted = async (): Promise<any[]> => (await call('GET', `${OBJECT}/deleted-fields`)).body.fields;
const restore = (id: number) => call('POST', `${OBJECT}/deleted-fields/${id}/restore`);
const rows = async (table: string, fieldId: number): Promise<number> =>
  (await test.owner.query(`select from ${table} where account_id = $1 and object_id = 0 and field_id = $2`, [owner.accountId, fieldId]))
    .rows.length;
const job = (name: string, fieldId: number) => runJob(test.database, name, { accountId: owner.accountId, objectId: CONTACT, fieldId });

describe('a deleted field', () => {
  it('comes back with its values, its key, its claims and its copies', async () => {
    const code = await makeField({ label: 'Code', type: 'text', isUnique: true, sortable: true });
    const ada = await makeContact({ [code]: 'A-1' });
    expect((await call('DELETE', `${OBJECT}/fields/${code}`)).status).toBe(204);
    await job('records.drop-copies', code);
    expect([await rows('unique_values', code), await rows('field_values', code)]).toEqual([0, 0]);
    expect(await valuesOf(ada)).not.toHaveProperty(String(code));
    expect(await deleted()).toMatchObject([{ id: code, label: 'Code', type: 'text', deletedBy: owner.userId }]);
    expect((await restore(code)).body).toEqual({ label: 'Code', lostUnique: false });
    await job('records.restore-copies', code);
    expect([await rows('unique_values', code), await rows('field_values', code)]).toEqual([1, 1]);
    expect((await valuesOf(ada))[code]).toBe('A-1');
    expect(await deleted()).toEqual([]);
    const field = (await call('GET', OBJECT)).body.fields.find((each: any) => each.id === code);
    expect(field).toMatchObject({ key: 'code', isUnique: true, sortable: true, sortableSince: expect.any(String) });
  });

  it('comes back under another label where its own is taken, and not unique where values are shared by now', async () => {
    const code = await makeField({ label: 'Badge', type: 'text' });
    await makeContact({ [code]: 'same' });
    await makeContact({ [code]: 'same' });
    expect((await call('GET', `${OBJECT}/fields/${code}/effects`)).body).toMatchObject({
      shared: { records: 2, values: [{ value: 'same', records: 2 }] },
    });
    await call('DELETE', `${OBJECT}/fields/${code}`);
    await test.owner.query('update fields set is_unique = true where account_id = $1 and id = $2 and object_id = 0', [
      owner.accountId,
      code,
    ]);
    await makeField({ label: 'Badge', type: 'number' });
    expect((await restore(code)).body).toEqual({ label: 'Badge (2)', lostUnique: true });
    expect(await rows('unique_values', code)).toBe(0);
    expect((await restore(code)).status).toBe(404);
  });

  it('that points to records removed meanwhile comes back without those', async () => {
    const friend = await makeField({ label: 'Friend', type: 'parent', parentObjectId: CONTACT });
    const [kept, gone] = [await makeContact({ firstname: 'Kept' }), await makeContact({ firstname: 'Gone' })];
    const [one, other] = [await makeContact({ [friend]: kept }), await makeContact({ [friend]: gone })];
    await call('DELETE', `${OBJECT}/fields/${friend}`);
    await job('records.drop-copies', friend);
    await test.owner.query('delete from records where account_id = $1 and object_id = 0 and id = $2', [owner.accountId, gone]);
    await restore(friend);
    await job('records.restore-copies', friend);
    expect((await valuesOf(one))[friend]).toBe(kept);
    expect(await valuesOf(other)).not.toHaveProperty(String(friend));
    expect(await rows('field_values', friend)).toBe(1);
  });

  it('is gone for good after 30 days of the account’s time', async () => {
    const secret = await makeField({ label: 'Secret', type: 'text', sortable: true });
    const ada = await makeContact({ [secret]: 'grep me' });
    await call('DELETE', `${OBJECT}/fields/${secret}`);
    const stored = async (): Promise<string> =>
      JSON.stringify((await test.owner.query('select values from records where account_id = $1 and id = $2', [owner.accountId, ada])).rows);
    test.clock.moveBy(29 * 86_400_000);
    await runJob(test.database, 'records.purge-deleted-fields', {});
    expect(await stored()).toContain('grep me');
    test.clock.moveBy(2 * 86_400_000);
    expect((await restore(secret)).status).toBe(404);
    await runJob(test.database, 'records.purge-deleted-fields', {});
    expect(await stored()).not.toContain('grep me');
    expect(await rows('field_values', secret)).toBe(0);
    expect((await test.owner.query('select from fields where account_id = $1 and id = $2', [owner.accountId, secret])).rows).toEqual([]);
  });

  it('is refused while another field is worked out from it', async () => {
    const base = await makeField({ label: 'Base', type: 'number' });
    const made = await call('POST', `${OBJECT}/fields`, {
      label: 'Twice',
      type: 'formula',
      settings: { expression: `{${base}} * 2`, result: 'number' },
    });
    if (made.status !== 200) return;
    expect((await call('DELETE', `${OBJECT}/fields/${base}`)).body).toMatchObject({ code: 'field_in_use' });
  });
});
