import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { runJob } from '../app/jobs.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT } from './schema.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let headers: Record<string, string>;
let strangers: Record<string, string>[];

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  headers = await signedIn(test, owner);
  strangers = [await signedIn(test, await makeAccount(test)), await signedIn(test, await makeUser(test, owner, { role: 'Sales' }))];
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
async function call(method: Method, url: string, payload?: object, as = headers): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers: as, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

const FIELDS = `/api/objects/${CONTACT}/fields`;
const options = [{ label: 'Small' }, { label: 'Medium' }, { label: 'Large' }];
async function makeField(type: 'dropdown' | 'list', label: string): Promise<number> {
  return (await call('POST', FIELDS, { label, type, options, sortable: type === 'dropdown' })).body.id;
}
const makeContact = async (values: object): Promise<number> => (await call('POST', `/api/records/${CONTACT}`, { values })).body.id;
const valueOf = async (id: number, field: number): Promise<unknown> =>
  (await call('GET', `/api/records/${CONTACT}/${id}`)).body.values[String(field)];
const carryOut = (changeId: number) => runJob(test.database, 'records.change-options', { accountId: owner.accountId, changeId });
const changes = async (): Promise<any[]> => (await call('GET', `/api/objects/${CONTACT}/option-changes`)).body.changes;

describe('an option', () => {
  it('is merged into another: its records get the other, and so does whoever gives its name later', async () => {
    const size = await makeField('dropdown', 'Size');
    const medium = await makeContact({ [size]: 'Medium' });
    const large = await makeContact({ [size]: 'Large' });
    const group = (
      await call('POST', '/api/groups', {
        objectId: CONTACT,
        name: 'Medium ones',
        criteria: { field: size, operator: 'is', values: [2] },
      })
    ).body.id;
    expect((await call('GET', `${FIELDS}/${size}/options/2/effects`)).body).toEqual({
      records: 1,
      uses: [{ kind: 'group', name: 'Medium ones', place: `/groups/${group}` }],
    });
    const { changeId } = (await call('POST', `${FIELDS}/${size}/options/2/remove`, { how: 'replace', with: 3 })).body;
    await carryOut(changeId);
    expect(await valueOf(medium, size)).toBe(3);
    expect((await changes())[0]).toMatchObject({ id: changeId, option: 'Medium', into: 'Large', status: 'done', total: 1, changed: 1 });
    expect(await valueOf(await makeContact({ [size]: 'medium' }), size)).toBe(3);
    const copies = await test.owner.query(
      'select number_value from field_values where account_id = $1 and object_id = 0 and field_id = $2 order by record_id',
      [owner.accountId, size],
    );
    expect(copies.rows.map((row) => row.number_value)).toEqual([3, 3, 3]);

    await call('PATCH', `/api/records/${CONTACT}/${large}`, { values: { [size]: 'Small' } });
    expect((await call('POST', `/api/objects/${CONTACT}/option-changes/${changeId}/undo`)).status).toBe(204);
    await carryOut(changeId);
    expect([await valueOf(medium, size), await valueOf(large, size)]).toEqual([2, 1]);
    expect((await changes())[0]).toMatchObject({ status: 'undone', changed: 0 });
    expect((await call('POST', `/api/objects/${CONTACT}/option-changes/${changeId}/undo`)).body.code).toBe('already_undone');
    expect(await valueOf(await makeContact({ [size]: 'medium' }), size)).toBe(2);
  });

  it('is cleared from lists that keep their other options, and archived where it is to stay', async () => {
    const sizes = await makeField('list', 'Sizes');
    const both = await makeContact({ [sizes]: ['Small', 'Large'] });
    const one = await makeContact({ [sizes]: ['Small'] });
    const already = await makeContact({ [sizes]: ['Medium', 'Large'] });
    await carryOut((await call('POST', `${FIELDS}/${sizes}/options/1/remove`, { how: 'clear' })).body.changeId);
    expect([await valueOf(both, sizes), await valueOf(one, sizes)]).toEqual([[3], undefined]);
    await carryOut((await call('POST', `${FIELDS}/${sizes}/options/2/remove`, { how: 'replace', with: 3 })).body.changeId);
    expect(await valueOf(already, sizes)).toEqual([3]);
    expect((await call('POST', `${FIELDS}/${sizes}/options/3/remove`, { how: 'archive' })).body).toEqual({ changeId: null });
    expect(await valueOf(both, sizes)).toEqual([3]);
    expect((await call('POST', `/api/records/${CONTACT}`, { values: { [sizes]: ['Small'] } })).body.fields[String(sizes)]).toMatch(
      /is not one of its options/,
    );
  });

  it('is refused what it cannot become', async () => {
    const size = await makeField('dropdown', 'Hat');
    const remove = (option: number, body: object) => call('POST', `${FIELDS}/${size}/options/${option}/remove`, body);
    expect((await remove(1, { how: 'replace', with: 1 })).body.fields).toHaveProperty('with');
    expect((await remove(9, { how: 'clear' })).status).toBe(404);
    expect((await remove(1, { how: 'vanish' })).status).toBe(422);
    await call('PATCH', `${FIELDS}/${size}`, { isRequired: true });
    expect((await remove(1, { how: 'clear' })).body.fields).toHaveProperty('how');
    const [field] = (await call('GET', FIELDS.replace('/fields', ''))).body.fields.filter((each: any) => each.id === size);
    expect(field.options).toHaveLength(3);
  });

  it('is out of reach of other accounts and of users without the right', async () => {
    const size = await makeField('dropdown', 'Glove');
    for (const stranger of strangers) {
      for (const [method, url, body] of [
        ['GET', `${FIELDS}/${size}/effects`],
        ['GET', `${FIELDS}/${size}/options/1/effects`],
        ['POST', `${FIELDS}/${size}/options/1/remove`, { how: 'clear' }],
        ['POST', `/api/objects/${CONTACT}/option-changes/1/undo`],
        ['POST', `/api/objects/${CONTACT}/deleted-fields/${size}/restore`],
      ] as const) {
        expect([403, 404], `${method} ${url}`).toContain((await call(method, url, body, stranger)).status);
      }
    }
  });
});
