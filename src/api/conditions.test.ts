import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { givePostalAddress, makeMessage } from '../../test/mail.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let sales: TestSeat;

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://localhost', port: 0 });
  owner = await makeAccount(test);
  await givePostalAddress(test, owner);
  sales = await makeUser(test, owner, { role: 'Sales' });
});
afterAll(() => app.close());

interface Told {
  status: number;
  etag: string;
  text: string;
  body: any;
}
async function call(
  method: string,
  url: string,
  { payload, headers = {}, seat = owner }: { payload?: object; headers?: Record<string, string>; seat?: TestSeat } = {},
): Promise<Told> {
  const response = await app.inject({
    method: method as 'GET',
    url,
    headers: { ...(await signedIn(test, seat)), ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  const text = response.body;
  return { status: response.statusCode, etag: String(response.headers.etag), text, body: text === '' ? undefined : JSON.parse(text) };
}

const makeContact = async (name: string): Promise<string> =>
  `/api/records/0/${(await call('POST', '/api/records/0', { payload: { values: { 1: name } } })).body.id}`;
const makeGroup = async (): Promise<string> =>
  `/api/groups/${(await call('POST', '/api/groups', { payload: { objectId: 0, name: `Group ${Math.random()}`, criteria: { all: [] } } })).body.id}`;
const makeMap = async (): Promise<string> =>
  `/api/automations/${(await call('POST', '/api/automations', { payload: { objectId: 0, name: 'A map' } })).body.id}`;
const makeForm = async (): Promise<string> =>
  `/api/forms/${(await call('POST', '/api/forms', { payload: { objectId: 0, name: 'A form' } })).body.form?.id ?? 1}`;
const makeLetter = async (): Promise<string> => `/api/messages/${await makeMessage(test, owner)}`;

describe('reading one thing', () => {
  it('bears an etag, and answers 304 to who has it already', async () => {
    for (const make of [() => makeContact('Ada'), makeGroup, makeMap, makeLetter]) {
      const url = await make();
      const first = await call('GET', url);
      expect(first.etag).toMatch(/^"\d+-[\w-]{16}"$/);
      expect(await call('GET', url, { headers: { 'if-none-match': first.etag } })).toMatchObject({
        status: 304,
        text: '',
        etag: first.etag,
      });
      expect((await call('GET', url, { headers: { 'if-none-match': `"x", W/${first.etag}` } })).status).toBe(304);
      expect((await call('GET', url, { headers: { 'if-none-match': '"1-aaaaaaaaaaaaaaaa"' } })).status).toBe(200);
    }
  });

  it('has another etag as soon as anything that is told differs, and for whoever is told otherwise', async () => {
    const url = await makeContact('Bea');
    const before = await call('GET', url);
    await call('POST', `${url}/tags`, { payload: { name: 'Noted' } });
    const after = await call('GET', url);
    expect(after.etag).not.toBe(before.etag);
    expect((await call('GET', url, { headers: { 'if-none-match': before.etag } })).status).toBe(200);
  });

  it('tells nothing to who may not see it, whatever etag they send', async () => {
    const url = await makeContact('Hidden');
    const { etag } = await call('GET', url);
    const stranger = await makeAccount(test);
    for (const headers of [{ 'if-none-match': etag }, { 'if-none-match': '*' }]) {
      expect((await call('GET', url, { headers, seat: stranger })).status).toBe(404);
    }
    for (const headers of [{ 'if-match': etag }, { 'if-match': '"1-aaaaaaaaaaaaaaaa"' }]) {
      expect((await call('PATCH', url, { headers, payload: { values: { 1: 'X' } }, seat: stranger })).status).toBe(404);
      expect((await call('DELETE', url, { headers, seat: stranger })).status).toBe(404);
    }
  });
});

describe('writing one thing', () => {
  it('is refused with 412 once it was changed, and nothing is written', async () => {
    const things: [string, object][] = [
      [await makeContact('Cleo'), { values: { 2: 'Second' } }],
      [await makeGroup(), { name: `Other ${Math.random()}` }],
      [await makeMap(), { name: 'Another map' }],
      [await makeLetter(), { subject: 'Another subject' }],
    ];
    for (const [url, change] of things) {
      const { etag } = await call('GET', url);
      const changed = await call('PATCH', url, { payload: change, headers: { 'if-match': etag } });
      expect([200, 204]).toContain(changed.status);
      const standing = await call('GET', url);
      const late = await call('PATCH', url, {
        payload: { ...change, ...(url.includes('records') ? { values: { 1: 'late' } } : { name: 'Late' }) },
        headers: { 'if-match': etag },
      });
      expect(late).toMatchObject({ status: 412, body: { code: 'changed_meanwhile', status: 412 } });
      expect(await call('DELETE', url, { headers: { 'if-match': etag } })).toMatchObject({
        status: 412,
        body: { code: 'changed_meanwhile' },
      });
      expect((await call('GET', url)).text).toBe(standing.text);
      expect([200, 204]).toContain((await call('DELETE', url, { headers: { 'if-match': standing.etag } })).status);
      expect((await call('GET', url)).status).toBe(404);
    }
  });

  it('of a record, even where only other fields were changed', async () => {
    const url = await makeContact('Dora');
    const { etag, body } = await call('GET', url);
    await call('PATCH', url, { payload: { values: { 2: 'Lovelace' } } });
    expect((await call('PATCH', url, { payload: { values: { 1: 'Theodora' } }, headers: { 'if-match': etag } })).status).toBe(412);
    expect((await call('PATCH', url, { payload: { values: { 1: 'Theodora' }, version: body.version } })).status).toBe(200);
  });

  it('of a record as a resource too, chosen fields or not', async () => {
    const url = (await makeContact('Fay')).replace('/api/records/0', '/api/objects/0/records');
    const { etag } = await call('GET', `${url}?fields=lastname`);
    expect((await call('GET', url)).etag).not.toBe(etag);
    expect((await call('PATCH', url, { payload: { fields: { 1: 'Faye' } }, headers: { 'if-match': etag } })).body.fields.firstname).toBe(
      'Faye',
    );
    expect((await call('PATCH', url, { payload: { fields: { 1: 'Late' } }, headers: { 'if-match': etag } })).status).toBe(412);
    expect((await call('DELETE', url, { headers: { 'if-match': etag } })).status).toBe(412);
  });

  it('under a condition is decided once, of many at the same moment', async () => {
    const url = await makeContact('Race');
    const { etag } = await call('GET', url);
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        call('PATCH', url, { payload: { values: { 1: `Racer ${at}` } }, headers: { 'if-match': etag } }),
      ),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 412)]);
  });

  it('takes no condition that is none, and none where it heeds none', async () => {
    const url = await makeContact('Emma');
    for (const wrong of ['abc', '"abc"', '"1-short"', '"1-aaaaaaaaaaaaaaaa", "2-aaaaaaaaaaaaaaaa"']) {
      expect(await call('PATCH', url, { payload: { values: {} }, headers: { 'if-match': wrong } })).toMatchObject({
        status: 400,
        body: { code: 'if_match_invalid' },
      });
    }
    expect((await call('PATCH', url, { payload: { values: { 1: 'Any' } }, headers: { 'if-match': '*' } })).status).toBe(200);
    expect(await call('POST', `${url}/tags`, { payload: { name: 'x' }, headers: { 'if-match': '"1-aaaaaaaaaaaaaaaa"' } })).toMatchObject({
      status: 400,
      body: { code: 'if_match_not_heeded' },
    });
  });

  it('forms too', async () => {
    const url = await makeForm();
    const { etag, status } = await call('GET', url);
    expect([status, etag]).toEqual([200, expect.stringMatching(/^"\d+-/)]);
    expect((await call('PATCH', url, { payload: { name: 'Renamed' }, headers: { 'if-match': etag } })).status).toBe(200);
    expect((await call('PATCH', url, { payload: { name: 'Late' }, headers: { 'if-match': etag } })).status).toBe(412);
  });
});

describe('an address', () => {
  it('with a parameter that is not known is refused with the name that was meant', async () => {
    expect(await call('GET', '/api/records/0?serach=ada')).toMatchObject({
      status: 400,
      body: { code: 'unknown_parameter', title: 'There is no parameter “serach” here. Did you mean “search”?' },
    });
    expect((await call('GET', '/api/records/0?zzzzzzzzzz=1', { seat: sales })).body.title).toMatch(
      /^There is no parameter “zzzzzzzzzz” here. There are /,
    );
    expect((await call('GET', '/api/objects/0?x=1')).body.title).toBe('There is no parameter “x” here. Leave it out: this takes none.');
    expect((await call('GET', `/api/objects/0?account=${owner.accountId}`)).status).toBe(200);
  });
});
