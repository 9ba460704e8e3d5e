import { beforeAll, beforeEach, describe, expect, test as it } from 'vitest';
import { callsOn } from '../../../test/calls.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
let stranger: TestSeat;
beforeAll(async () => {
  stranger = await makeAccount(test);
});
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
});

const form = (values: Record<string, string>) => ({ type: FORM, body: new URLSearchParams(values).toString() });
const json = (value: unknown, type = JSON_TYPE) => ({ type, body: JSON.stringify(value) });
const add = async (values: Record<string, string>): Promise<string> => (await call(owner, 'POST', '/Contacts', form(values))).json.data.id;

describe('who calls', () => {
  it('is told in these very words when the app id or the key is not right, with the headers of the limit', async () => {
    for (const headers of [{}, { 'api-appid': '1-nobody', 'api-key': 'wrong' }, { 'Api-Key': 'only this' }] as Record<string, string>[]) {
      const answer = await call(null, 'GET', '/Contacts', { headers });
      expect(answer).toMatchObject({ status: 401, text: 'Your App ID and API Key do not authenticate.' });
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html;charset=UTF-8', 'x-rate-limit-limit': '180' });
    }
  });

  it('is told how many calls are left, and above them to wait, in seconds', async () => {
    const first = await call(owner, 'GET', '/Contacts/getInfo');
    expect(first.headers['x-rate-limit-remaining']).toBe('179');
    for (let n = 1; n < 180; n++) await call(owner, 'GET', '/Tags');
    const over = await call(owner, 'GET', '/Contacts');
    expect(over.status).toBe(429);
    const reset = Number(over.headers['x-rate-limit-reset']);
    expect(reset).toBeGreaterThan(0);
    expect(reset).toBeLessThanOrEqual(60);
    expect(over.headers['retry-after']).toBe(String(reset));
  });

  it('sees and changes nothing of another account', async () => {
    const id = await add({ email: 'ada@example.com' });
    for (const [method, path] of [
      ['GET', `/Contact?id=${id}`],
      ['DELETE', `/Contact?id=${id}`],
      ['PUT', `/Contacts?id=${id}&firstname=Eve`],
      ['GET', '/object/getByEmail?objectID=0&email=ada@example.com'],
    ] as const) {
      expect(await call(stranger, method, path)).toMatchObject({ status: 404, text: 'Object not found' });
    }
    expect((await call(stranger, 'GET', '/Contacts')).json.data).toEqual([]);
  });

  it('may do what the user of the key may, and is refused the rest with 403 and no JSON', async () => {
    const reader = await makeUser(test, owner, { role: 'Read only' });
    const id = await add({ email: 'ada@example.com' });
    expect((await call(reader, 'GET', `/Contact?id=${id}`)).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/Contacts?firstname=Eve'],
      ['PUT', `/Contacts?id=${id}&firstname=Eve`],
      ['DELETE', `/Contact?id=${id}`],
      ['DELETE', `/Contacts?ids=${id}`],
      ['PUT', `/objects/tagByName?objectID=0&ids=${id}&add_names=VIP`],
    ] as const) {
      const refused = await call(reader, method, path);
      expect([method, path, refused.status, refused.json]).toEqual([method, path, 403, undefined]);
    }
  });
});

describe('writing', () => {
  it('gives back what was sent first, then the rest of the record, every value a text or null', async () => {
    const { status, headers, json: told } = await call(owner, 'POST', '/Contacts', form({ firstname: 'unit', lastname: 'test' }));
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(told).toMatchObject({ code: 0, account_id: owner.accountId });
    expect(Object.keys(told.data).slice(0, 3)).toEqual(['firstname', 'lastname', 'use_utm_names']);
    expect(told.data).toMatchObject({
      firstname: 'unit',
      email: null,
      dla: '0',
      date: '1772442000',
      contact_cat: '',
      use_utm_names: 'false',
    });
    for (const value of Object.values(told.data)) expect(value === null || typeof value === 'string').toBe(true);
  });

  it('makes a contact of no fields at all', async () => {
    expect((await call(owner, 'POST', '/Contacts')).json.data.id).toMatch(/^\d+$/);
  });

  it('tells of a change only what was sent, when it was changed, and the number', async () => {
    const id = await add({ firstname: 'Ada', lastname: 'Lovelace' });
    const changed = await call(owner, 'PUT', '/Contacts', form({ id, firstname: 'Augusta' }));
    expect(changed.json.data).toEqual({ attrs: { firstname: 'Augusta', dlm: '1772442000', id } });
    expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data).toMatchObject({ firstname: 'Augusta', lastname: 'Lovelace' });
  });

  it('takes a whole record back, passing over what nobody can write', async () => {
    const id = await add({ firstname: 'Ada', zip: '01067' });
    const whole = (await call(owner, 'GET', `/Contact?id=${id}`)).json.data;
    expect((await call(owner, 'PUT', '/Contacts', json({ ...whole, lastname: 'King' }))).status).toBe(200);
    expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data).toMatchObject({
      lastname: 'King',
      zip: '01067',
      unique_id: whole.unique_id,
    });
  });

  it('saves by e-mail without case: new ones come back flat, known ones in attrs; blanks are written unless they are to be ignored', async () => {
    const made = await call(
      owner,
      'POST',
      '/Contacts/saveorupdate',
      form({ email: 'Ada@Example.com', firstname: 'Ada', title: 'Countess' }),
    );
    const { id } = made.json.data;
    const known = await call(owner, 'POST', '/objects/saveorupdate', json({ objectID: 0, email: 'ada@example.COM', firstname: 'Augusta' }));
    expect(known.json.data.attrs).toMatchObject({ firstname: 'Augusta', id });
    const ignored = await call(
      owner,
      'POST',
      '/Contacts/saveorupdate',
      form({ email: 'ada@example.com', title: '', ignore_blanks: 'true' }),
    );
    expect(ignored.json.data.attrs).not.toHaveProperty('title');
    await call(owner, 'POST', '/Contacts/saveorupdate', form({ email: 'ada@example.com', title: '' }));
    expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data).toMatchObject({ title: null, firstname: 'Augusta' });
  });

  it('finds whom to change by unique id before anything else, or by the field that is named', async () => {
    const id = await add({ email: 'ada@example.com', firstname: 'Ada', office_phone: '+1 212 555 0101' });
    const unique_id = (await call(owner, 'GET', `/Contact?id=${id}`)).json.data.unique_id;
    const byId = await call(owner, 'POST', '/Contacts/saveorupdate', form({ unique_id, email: 'countess@example.com' }));
    expect(byId.json.data.attrs).toMatchObject({ id, email: 'countess@example.com' });
    const byField = await call(
      owner,
      'POST',
      '/Contacts/saveorupdate',
      form({ firstname: 'Ada', update_by: 'firstname', lastname: 'King' }),
    );
    expect(byField.json.data.attrs).toMatchObject({ id, lastname: 'King' });
  });

  it('refuses an address that is none with 422 and plain words, and keeps nothing', async () => {
    const refused = await call(owner, 'POST', '/Contacts', form({ email: 'this is none' }));
    expect([refused.status, refused.json]).toEqual([422, undefined]);
    expect((await call(owner, 'GET', '/Contacts')).json.data).toEqual([]);
  });

  it('keeps the company of a contact by its name, which is one company however often it is named', async () => {
    const ids = [
      await add({ firstname: 'Ada', company: 'Analytical Engines' }),
      await add({ firstname: 'Charles', company: 'analytical engines' }),
    ];
    for (const id of ids) expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data.company).toBe('Analytical Engines');
    expect((await call(owner, 'GET', '/Companies')).json.data).toHaveLength(1);
  });

  it('counts a new person as having asked, unless the call says otherwise, and takes their word back when it says so', async () => {
    const asked = await add({ email: 'ada@example.com' });
    const not = await add({ email: 'charles@example.com', bulk_mail: '0' });
    expect((await call(owner, 'GET', `/Contact?id=${asked}`)).json.data.bulk_mail).toBe('1');
    expect((await call(owner, 'GET', `/Contact?id=${not}`)).json.data.bulk_mail).toBe('0');
    await call(owner, 'PUT', '/Contacts', form({ id: asked, bulk_mail: '0' }));
    expect((await call(owner, 'GET', `/Contact?id=${asked}`)).json.data.bulk_mail).toBe('0');
    const { rows } = await test.owner.query('select state, how from consents where account_id = $1 order by id', [owner.accountId]);
    expect(rows).toEqual([
      { state: 'given', how: 'api' },
      { state: 'withdrawn', how: 'api' },
    ]);
  });

  it('deletes one without data, many with a word, also where some are not there, and never all unless told to', async () => {
    const [one, two, three] = [await add({ firstname: 'A' }), await add({ firstname: 'B' }), await add({ firstname: 'C' })];
    expect((await call(owner, 'DELETE', `/Contact?id=${one}`)).json).toEqual({ code: 0, account_id: owner.accountId });
    expect((await call(owner, 'DELETE', `/Contacts?ids=${two},999999`)).json.data).toBe('Deleted');
    expect((await call(owner, 'DELETE', '/Contacts')).status).toBe(400);
    expect((await call(owner, 'GET', '/Contacts')).json.data.map(({ id }: { id: string }) => id)).toEqual([three]);
    expect((await call(owner, 'DELETE', '/objects', json({ objectID: 0, performAll: true }))).json.data).toBe('Deleted');
    expect((await call(owner, 'GET', '/Contacts')).json.data).toEqual([]);
    expect((await call(owner, 'GET', `/Contact?id=${one}`)).text).toBe('Object not found');
  });
});

describe('where parameters stand', () => {
  it('reads them from the query of a POST, from forms as PHP writes them, and from JSON under any label', async () => {
    const names = async () => (await call(owner, 'GET', '/Contacts')).json.data.map(({ firstname }: { firstname: string }) => firstname);
    await call(owner, 'POST', '/Contacts?firstname=Query', { type: FORM, body: '' });
    await call(owner, 'POST', '/Contacts', { type: FORM, body: 'firstname=Form+of+PHP&x[0]=1&x[1]=2' });
    await call(owner, 'POST', '/Contacts', json({ firstname: 'Labelled' }, FORM));
    await call(owner, 'POST', '/Contacts', json({ firstname: 'UTF-8: ü' }, 'application/json; charset=utf-8'));
    await call(owner, 'POST', '/objects', json({ objectID: '0', firstname: 'Generic' }));
    await call(owner, 'POST', '/Contacts?firstname=Loses', form({ firstname: 'Body wins' }));
    expect(await names()).toEqual(['Query', 'Form of PHP', 'Labelled', 'UTF-8: ü', 'Generic', 'Body wins']);
  });

  it('reads bodies of GET and DELETE', async () => {
    const [one, two] = [await add({ firstname: 'One' }), await add({ firstname: 'Two' })];
    expect((await call(owner, 'GET', '/objects', json({ objectID: 0, ids: [Number(two)] }))).json.data[0].id).toBe(two);
    expect((await call(owner, 'DELETE', '/Contacts', { type: FORM, body: `ids[0]=${one}` })).json.data).toBe('Deleted');
    expect((await call(owner, 'DELETE', '/objects', json({ objectID: 0, ids: `${two}` }))).json.data).toBe('Deleted');
  });

  it('takes names of paths without case, an empty question mark, and never redirects', async () => {
    for (const path of ['/contacts?', '/CONTACTS', '/Contacts/']) expect((await call(owner, 'GET', path)).status).toBe(200);
    expect(await call(owner, 'GET', '/Nothing')).toMatchObject({ status: 404, text: 'Object not found' });
  });

  it('refuses what begins like JSON and is none, in one sentence', async () => {
    const refused = await call(owner, 'POST', '/Contacts', { type: JSON_TYPE, body: '{"firstname": ' });
    expect([refused.status, refused.json]).toEqual([400, undefined]);
  });
});

describe('reading', () => {
  const people = ['Ada', 'Charles', 'Grace', 'Alan'];
  const found = async (condition: unknown, extra = '') => {
    const text = typeof condition === 'string' ? condition : JSON.stringify(condition);
    const { status, json: told, text: said } = await call(owner, 'GET', `/Contacts?condition=${encodeURIComponent(text)}${extra}`);
    return status === 200 ? told.data.map(({ firstname }: { firstname: string }) => firstname) : said;
  };
  beforeEach(async () => {
    for (const firstname of people)
      await add({ firstname, email: `${firstname}+news@example.com`, title: firstname.startsWith('A') ? 'Dr' : '' });
  });

  it('finds by the list: joined from left to right, with lists, patterns, blanks and groups', async () => {
    const is = (field: string, value: string, op = '=') => ({ field: { field }, op, value: { value } });
    expect(await found([is('firstname', 'ada')])).toEqual(['Ada']);
    expect(await found([is('firstname', 'Ada'), 'OR', is('firstname', 'Grace')])).toEqual(['Ada', 'Grace']);
    expect(await found([is('firstname', 'Ada'), 'OR', is('firstname', 'Grace'), 'AND', is('title', 'Dr')])).toEqual(['Ada']);
    expect(await found([is('title', 'Dr'), 'AND', [is('firstname', 'Grace'), 'OR', is('firstname', 'Alan')]])).toEqual(['Alan']);
    expect(await found([{ field: { field: 'firstname' }, op: 'IN', value: { list: [{ value: 'Ada' }, { value: 'Alan' }] } }])).toEqual([
      'Ada',
      'Alan',
    ]);
    expect(await found([{ field: { field: 'firstname' }, op: '=', value: { list: [{ value: 'Grace' }] } }])).toEqual(['Grace']);
    expect(await found([{ field: { field: 'title' }, op: 'IS', value: 'NULL' }])).toEqual(['Charles', 'Grace']);
    expect(await found([is('firstname', 'A%', 'LIKE')])).toEqual(['Ada', 'Alan']);
    expect(await found([is('date', '1772442000', '>=')])).toEqual(people);
    expect(await found([is('date', '1772442001', '>=')])).toEqual([]);
  });

  it('finds by the older form: quotes, brackets, AND before OR', async () => {
    expect(await found("firstname='Ada'")).toEqual(['Ada']);
    expect(await found("title='Dr' AND firstname like 'Al%' OR firstname = 'Grace'")).toEqual(['Grace', 'Alan']);
    expect(await found("(`title` = 'Dr' or firstname='Grace') and firstname <> 'Ada'")).toEqual(['Grace', 'Alan']);
    expect(await found("firstname IN ('Ada','Charles')")).toEqual(['Ada', 'Charles']);
    expect(await found('title IS NULL')).toEqual(['Charles', 'Grace']);
    expect(await found("firstname = 'O''Brien'")).toEqual([]);
    expect(await found("firstname = 'x'; drop table records; --'")).toBe('Invalid query');
  });

  it('refuses fields that there are not, and passes over parameters that nobody knows', async () => {
    expect(await found([{ field: { field: 'no_such' }, op: '=', value: { value: '1' } }])).toBe('Invalid query');
    expect(await found("no_such = '1'")).toBe('Invalid query');
    expect(await found('', '&page=2&nobody_knows=this')).toEqual(people);
  });

  it('takes a list of a JSON body as a condition', async () => {
    const { json: told } = await call(
      owner,
      'GET',
      '/objects',
      json({ objectID: 0, condition: [{ field: { field: 'email' }, op: '=', value: { value: 'ADA+news@example.com' } }] }),
    );
    expect(told.data).toHaveLength(1);
    expect(told.misc).toEqual([]);
  });

  it('pages by position, fifty at most, and counts as text when asked', async () => {
    const page = await call(owner, 'GET', '/Contacts?start=1&range=2&sort=id&sortDir=desc&count=true&listFields=firstname');
    expect(page.json).toMatchObject({ count: '4', data: [{ firstname: 'Grace' }, { firstname: 'Charles' }] });
    expect(Object.keys(page.json.data[0]).toSorted()).toEqual(['firstname', 'id']);
    expect((await call(owner, 'GET', '/Contacts?range=5000')).json.data).toHaveLength(4);
    expect((await call(owner, 'GET', '/Contacts?performAll=true&sortDir=asc')).json.data).toHaveLength(4);
    expect((await call(owner, 'GET', '/Contacts/getInfo')).json.data).toMatchObject({ count: '4', listFieldSettings: [], viewMode: [] });
  });

  it('finds by address, with its plus, without case; nothing is 404', async () => {
    const { json: told } = await call(owner, 'GET', '/object/getByEmail?objectID=0&email=ADA%2Bnews@example.com');
    expect(Object.keys(told.data)).toEqual(['id']);
    expect((await call(owner, 'GET', '/object/getByEmail?objectID=0&email=ada%2Bnews@example.com&all=1')).json.data).toEqual({
      ids: [told.data.id],
    });
    expect(await call(owner, 'GET', '/object/getByEmail?objectID=0&email=nobody@example.com')).toMatchObject({
      status: 404,
      text: 'Object not found',
    });
  });

  it('tells of every type and field by number or by name', async () => {
    const byId = (await call(owner, 'GET', '/objects/meta?format=byId&objectID=0')).json.data;
    expect(byId['0']).toMatchObject({
      name: 'Contact',
      fields: { firstname: { alias: 'First name', type: 'text', required: '0', editable: '1' } },
    });
    const byName = (await call(owner, 'GET', '/objects/meta?format=byName')).json.data;
    expect(byName).toMatchObject({ Contact: { id: '0' }, Tag: { id: '14' }, Invoice: { id: '46' } });
    expect((await call(owner, 'GET', '/Contacts/meta')).json.data['0'].fields.status.options).toBeTypeOf('object');
  });
});

describe('tags', () => {
  it('are made by name, put on, listed by the contact, asked for in conditions, and taken off', async () => {
    const id = await add({ firstname: 'Ada' });
    const done = await call(owner, 'PUT', '/objects/tagByName', json({ objectID: 0, add_names: ['VIP', 'Newcomer'], ids: [id] }));
    expect(done.json).toEqual({ code: 0, data: 'The tag is now being processed.', account_id: owner.accountId });
    const tags = (await call(owner, 'GET', `/Tags?condition=${encodeURIComponent("tag_name='vip'")}`)).json.data;
    expect(tags).toMatchObject([{ tag_name: 'VIP', object_type_id: '0' }]);
    const tag = tags[0].tag_id;
    expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data.contact_cat).toContain(`*/*${tag}*/*`);
    const tagged = await call(owner, 'GET', `/Contacts?condition=${encodeURIComponent(`contact_cat LIKE '%*/*${tag}*/*%'`)}`);
    expect(tagged.json.data).toHaveLength(1);
    await call(owner, 'DELETE', '/objects/tag', form({ objectID: '0', remove_list: tag, ids: id }));
    await call(owner, 'DELETE', '/objects/tagByName', json({ objectID: 0, remove_names: ['Nobody knows this', 'newcomer'], ids: [id] }));
    expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data.contact_cat).toBe('');
  });

  it('that there are not are refused by number and passed over by word', async () => {
    const id = await add({ firstname: 'Ada' });
    expect((await call(owner, 'PUT', '/objects/tag', form({ objectID: '0', add_list: '999', ids: id }))).status).toBe(404);
    expect((await call(owner, 'PUT', '/objects/sequence', form({ objectID: '0', add_list: '7', ids: id }))).status).toBe(404);
    expect((await call(owner, 'PUT', '/objects/tag', form({ objectID: '0', add_list: 'VIP', ids: id }))).status).toBe(200);
    expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data.contact_cat).toBe('');
  });

  it('of a name that is there are not made again; both numbers are told', async () => {
    const first = (await call(owner, 'POST', '/Tags', form({ tag_name: 'VIP' }))).json.data;
    expect(first).toMatchObject({ tag_name: 'VIP', id: first.tag_id });
    expect((await call(owner, 'POST', '/objects', json({ objectID: 14, tag_name: 'vip' }))).json.data.tag_id).toBe(first.tag_id);
  });
});

it('reads what the account has none of as empty, and refuses to write it with plain words', async () => {
  for (const path of ['/Products', '/Transactions', '/Offers', '/Purchases', '/objects?objectID=44']) {
    expect((await call(owner, 'GET', path)).json).toMatchObject({ code: 0, data: [] });
  }
  const refused = await call(owner, 'POST', '/Products', form({ name: 'Book' }));
  expect([refused.status, refused.json]).toEqual([400, undefined]);
  expect((await call(owner, 'GET', '/Product?id=1')).text).toBe('Object not found');
});
