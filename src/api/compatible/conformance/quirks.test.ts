import { beforeEach, expect, test as it } from 'vitest';
import { callsOn } from '../../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../../test/factories.ts';
import { EMAIL, formsOn } from '../../../../test/forms.ts';
import { testDatabase } from '../../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../../test/maps.ts';
import { publishAutomation } from '../../../automations/index.ts';

const FORM = 'application/x-www-form-urlencoded';

const test = testDatabase();
const world = formsOn(test);
const call = callsOn(test);
let owner: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
});

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const form = (body: string) => ({ type: FORM, body });
const add = async (values: Record<string, string>): Promise<string> => (await call(owner, 'POST', '/Contacts', json(values))).json.data.id;
const names = async (path: string, sent = {}): Promise<string[]> =>
  (await call(owner, 'GET', path, sent)).json.data.map(({ firstname }: { firstname: string }) => firstname);

it('1. performAll and sortDir without sort list every contact', async () => {
  for (const firstname of ['Ada', 'Grace']) await add({ firstname });
  expect(await names('/Contacts?performAll=true&sortDir=asc')).toEqual(['Ada', 'Grace']);
});

it('2. DELETE takes its parameters in the query, in JSON and in a form', async () => {
  const [one, two, three, four] = [await add({}), await add({}), await add({}), await add({})];
  expect((await call(owner, 'DELETE', `/objects?objectID=0&ids=${one}`, { type: FORM, body: '' })).json.data).toBe('Deleted');
  expect((await call(owner, 'DELETE', '/objects', json({ objectID: 0, ids: [two] }))).json.data).toBe('Deleted');
  expect((await call(owner, 'DELETE', '/objects', form(`objectID=0&ids%5B0%5D=${three}`))).json.data).toBe('Deleted');
  expect((await call(owner, 'DELETE', '/objects', { type: FORM, body: JSON.stringify({ objectID: 0, ids: four }) })).json.data).toBe(
    'Deleted',
  );
  expect((await call(owner, 'GET', '/Contacts')).json.data).toEqual([]);
});

it('3. a condition in JSON may be a list instead of a text', async () => {
  await add({ firstname: 'Ada' });
  await add({ firstname: 'Grace' });
  const condition = [{ field: { field: 'firstname' }, op: '=', value: { value: 'Grace' } }];
  expect(await names('/objects', json({ objectID: 0, condition }))).toEqual(['Grace']);
});

it('4. tagByName makes a tag that is missing, and on removal a missing one is no error', async () => {
  const id = await add({ firstname: 'Ada' });
  expect((await call(owner, 'DELETE', '/objects/tagByName', json({ objectID: 0, ids: [id], remove_names: ['Nobody'] }))).status).toBe(200);
  expect((await call(owner, 'PUT', '/objects/tagByName', json({ objectID: 0, ids: [id], add_names: ['Brand new'] }))).status).toBe(200);
  expect((await call(owner, 'GET', '/Tags')).json.data).toMatchObject([{ tag_name: 'Brand new' }]);
});

it('5. updateSequence in a change subscribes, and sent back whole it does not subscribe again', async () => {
  const map = await makeAutomation(test, owner, makeMap([['wait', { wait: 'for', amount: 1, unit: 'days' }]]), 'Welcome');
  await test.database.account(owner.accountId, (db) => publishAutomation(db, owner.actor, map));
  const id = await add({ firstname: 'Ada' });
  const changed = await call(owner, 'PUT', '/objects', json({ objectID: 0, id, updateSequence: `*/*${map}*/*` }));
  expect(changed.json.data.attrs).toMatchObject({ updateSequence: `*/*${map}*/*`, id });
  const whole = (await call(owner, 'GET', `/Contact?id=${id}`)).json.data;
  expect(whole.updateSequence).toBe(`*/*${map}*/*`);
  expect((await call(owner, 'PUT', '/objects', json({ objectID: 0, ...whole }))).status).toBe(200);
  expect((await call(owner, 'GET', '/Sequences')).json.data).toMatchObject([{ drip_id: String(map), name: 'Welcome', pause: '0' }]);
  expect((await call(owner, 'GET', `/CampaignBuilderItem?id=${map}`)).json.data).toMatchObject({ subs: '1', subs_ever: '1' });
  expect((await call(owner, 'PUT', '/objects', json({ objectID: 0, id, updateSequence: '*/*999*/*' }))).text).toBe('Object not found');
});

it('6. ids, condition and performAll together all narrow the set', async () => {
  const [ada, grace] = [await add({ firstname: 'Ada' }), await add({ firstname: 'Grace' })];
  await add({ firstname: 'Ada' });
  const condition = encodeURIComponent("firstname='Ada'");
  await call(owner, 'DELETE', `/Contacts?ids=${ada},${grace}&performAll=true&condition=${condition}`);
  expect(await names('/Contacts')).toEqual(['Grace', 'Ada']);
});

it('7. DELETE of objects with id instead of ids deletes one', async () => {
  const [one] = [await add({ firstname: 'Ada' }), await add({ firstname: 'Grace' })];
  expect((await call(owner, 'DELETE', `/objects?objectID=0&id=${one}`)).json).toEqual({ code: 0, account_id: owner.accountId });
  expect(await names('/Contacts')).toEqual(['Grace']);
});

it('8. objectID 0 is a value and not missing; id 0 is not found', async () => {
  await add({ firstname: 'Ada' });
  for (const objectID of ['0', 0]) expect(await names('/objects', json({ objectID }))).toEqual(['Ada']);
  expect(await call(owner, 'GET', '/objects')).toMatchObject({ status: 400 });
  for (const path of ['/Contact?id=0', '/object?objectID=0&id=0', '/Tag?id=0', '/Note?id=0', '/Message?id=0', '/Form?id=0']) {
    expect([path, (await call(owner, 'GET', path)).text]).toEqual([path, 'Object not found']);
  }
});

it('9. JSON has the exact content type, and a failure is never JSON', async () => {
  expect((await call(owner, 'GET', '/Contacts')).headers['content-type']).toBe('application/json');
  for (const [method, path, body] of [
    ['GET', '/', ''],
    ['GET', '/Nothing', ''],
    ['GET', '/Contacts/nothing', ''],
    ['GET', '/Contact/nothing/more', ''],
    ['GET', '/%E0%A4%A', ''],
    ['GET', '/Contacts?condition=nonsense(', ''],
    ['PATCH', '/Contacts', '{}'],
    ['POST', '/Contacts', '{"email":'],
    ['POST', '/Contacts', '{"email":"none"}'],
    ['POST', '/Contacts', '{"firstname":"\\u0000"}'],
    ['POST', '/Products', '{"name":"Book"}'],
    ['DELETE', '/Contacts', ''],
  ] as const) {
    const answer = await call(owner, method, path, { type: 'application/json', body });
    expect([path, answer.status >= 400 && answer.status < 500, answer.json]).toEqual([path, true, undefined]);
    expect(answer.headers['content-type']).toBe('text/html;charset=UTF-8');
  }
});

it('10. getByEmail finds an address with a plus, written as %2B', async () => {
  const id = await add({ email: 'ada+news@example.com' });
  expect((await call(owner, 'GET', '/object/getByEmail?objectID=0&email=ada%2Bnews%40example.com')).json.data).toEqual({ id });
});

it('11. X-Rate-Limit-Reset is the seconds that are left', async () => {
  await call(owner, 'GET', '/Tags');
  test.clock.moveBy(20_000);
  expect((await call(owner, 'GET', '/Tags')).headers).toMatchObject({ 'x-rate-limit-reset': '40', 'x-rate-limit-remaining': '178' });
});

it('12. leading zeros in zip codes survive', async () => {
  for (const sent of [json({ zip: '01067' }), form('zip=01067')]) {
    const { id, zip } = (await call(owner, 'POST', '/Contacts', sent)).json.data;
    expect([zip, (await call(owner, 'GET', `/Contact?id=${id}`)).json.data.zip]).toEqual(['01067', '01067']);
  }
});

it('13. unknown parameters never fail; unknown fields in a condition always do', async () => {
  await add({ firstname: 'Ada' });
  expect((await call(owner, 'POST', '/Contacts', json({ firstname: 'Grace', nobody_knows: { deep: [1] } }))).status).toBe(200);
  for (const list of [
    'Contacts',
    'Tags',
    'Tasks',
    'Notes',
    'Messages',
    'Forms',
    'Groups',
    'Users',
    'Products',
    'Transactions',
    'CampaignBuilderItems',
  ]) {
    expect((await call(owner, 'GET', `/${list}?nobody_knows=1&page=2`)).status).toBe(200);
    const refused = await call(owner, 'GET', `/${list}?condition=${encodeURIComponent("nobody_knows='1'")}`);
    expect([list, refused.status, refused.text]).toEqual([list, 400, 'Invalid query']);
  }
});

it('14. data of a tag just made holds tag_id and id', async () => {
  const { data } = (await call(owner, 'POST', '/objects', json({ objectID: 14, tag_name: 'VIP', object_type_id: 0 }))).json;
  expect(data).toMatchObject({ tag_name: 'VIP', object_type_id: '0', tag_id: expect.stringMatching(/^\d+$/), id: data.tag_id });
});

it('15. no list exceeds fifty rows, whatever range says', async () => {
  const firsts = Array.from({ length: 52 }, (_, place) => `Person ${place}`);
  for (const firstname of firsts) await add({ firstname });
  for (const range of ['', '&range=5000', '&range=51']) expect(await names(`/Contacts?${range}`)).toHaveLength(50);
  expect(await names('/Contacts?start=50&range=50')).toEqual(['Person 50', 'Person 51']);
});

it('16. message and Message are the same; form and Form are not', async () => {
  const made = await call(owner, 'POST', '/message', form('type=e-mail&alias=Spring&subject=Spring'));
  for (const name of ['message', 'Message', 'MESSAGE'])
    expect((await call(owner, 'GET', `/${name}?id=${made.json.data.id}`)).json.data.alias).toBe('Spring');
  const { id } = await world.publish([EMAIL]);
  expect((await call(world.seat, 'GET', `/form?id=${id}`)).json.data).toContain('<form');
  expect((await call(world.seat, 'GET', `/Form?id=${id}`)).json.data.form_id).toBe(id);
});

it('17. the older API of XML answers 404', async () => {
  for (const path of ['/cdata.php', '/fdata.php', '/pdata.php', '/pilotpress.php']) {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await world.server.inject({
        method,
        url: path,
        payload: method === 'POST' ? 'appid=1&key=2' : undefined,
        headers: { 'content-type': FORM },
      });
      expect([path, method, answer.statusCode]).toEqual([path, method, 404]);
    }
  }
});
