import { beforeEach, expect, test as it } from 'vitest';
import { callsOn } from '../../../test/calls.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
beforeEach(async () => {
  owner = await makeAccount(test);
});

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const NEW_FIELDS = {
  objectID: 0,
  name: 'Bicycles',
  fields: [
    [{ alias: 'Frame', type: 'drop', required: 0, unique: 0, options: { add: ['Steel', 'Wood'] } }],
    [
      { alias: 'Price paid', type: 'price' },
      { alias: 'Parts', type: 'list', options: { add: ['Bell', 'Lamp', 'Basket'] } },
    ],
    [{ alias: 'Bought', type: 'fulldate' }],
  ],
};

async function make(): Promise<Record<string, string>> {
  const made = await call(owner, 'POST', '/objects/fieldeditor', json(NEW_FIELDS));
  expect(made.json.data.error).toEqual([]);
  return Object.fromEntries(Object.entries(made.json.data.success as Record<string, string>).map(([name, alias]) => [alias, name]));
}

it('fields are made in a section, stand in meta and on records at once, and are read back as calls say values', async () => {
  const names = await make();
  const { fields } = (await call(owner, 'GET', '/objects/meta?objectID=0')).json.data['0'];
  expect(fields[names.Frame!]).toMatchObject({ alias: 'Frame', type: 'drop', deletable: '1', options: { 1: 'Steel', 2: 'Wood' } });
  const values = { [names.Frame!]: '2', [names['Price paid']!]: '12.50', [names.Parts!]: '*/*1*/*3*/*', [names.Bought!]: '1772409600' };
  const { id } = (await call(owner, 'POST', '/Contacts', json({ firstname: 'Ada', ...values }))).json.data;
  expect((await call(owner, 'GET', `/Contact?id=${id}`)).json.data).toMatchObject(values);
  const found = async (condition: string) =>
    (await call(owner, 'GET', `/Contacts?condition=${encodeURIComponent(condition)}`)).json.data.length;
  expect(await found(`${names.Frame} = 2`)).toBe(1);
  expect(await found(`${names['Price paid']} > 12.49 AND ${names['Price paid']} < 12.51`)).toBe(1);
  expect(await found(`${names.Parts} LIKE '%*/*3*/*%'`)).toBe(1);
  expect(await found(`${names.Parts} LIKE '%*/*2*/*%'`)).toBe(0);
});

it('a section and a field are told by name; options are added, removed and replaced', async () => {
  const names = await make();
  const section = (await call(owner, 'GET', '/Contacts/fieldeditor?section=bicycles')).json.data;
  expect(section).toMatchObject({ name: 'Bicycles', description: null });
  expect(section.fields).toHaveLength(3);
  const change = (options: object) =>
    call(owner, 'PUT', '/objects/fieldeditor', json({ objectID: 0, name: 'Bicycles', fields: [[{ field: names.Frame, options }]] }));
  await change({ add: ['Bamboo'], remove: ['Wood'] });
  const read = async () => (await call(owner, 'GET', '/objects/fieldeditor?objectID=0&field=Frame')).json.data;
  expect(await read()).toMatchObject({ alias: 'Frame', type: 'drop', deletable: 1, options: { 1: 'Steel', 3: 'Bamboo' } });
  await change({ replace: ['Carbon', 'Steel'] });
  expect(Object.values((await read()).options).toSorted()).toEqual(['Carbon', 'Steel']);
});

it('a field goes, then the section with it; what every account has stays', async () => {
  const names = await make();
  expect((await call(owner, 'DELETE', `/objects/fieldeditor?objectID=0&field=${names.Bought}`)).json.data).toBe('Deleted');
  expect((await call(owner, 'DELETE', '/objects/fieldeditor', json({ objectID: 0, section: 'Bicycles' }))).json.data).toBe('Deleted');
  expect((await call(owner, 'GET', '/objects/fieldeditor?objectID=0&section=Bicycles')).text).toBe('Object not found');
  const refused = await call(owner, 'DELETE', '/objects/fieldeditor?objectID=0&field=firstname');
  expect([refused.status, refused.json]).toEqual([400, undefined]);
});

it('are changed by those alone who may, and in their own account', async () => {
  const names = await make();
  const sales = await makeUser(test, owner, { role: 'Sales' });
  const stranger = await makeAccount(test);
  expect((await call(sales, 'POST', '/objects/fieldeditor', json(NEW_FIELDS))).status).toBe(403);
  expect((await call(sales, 'DELETE', `/objects/fieldeditor?objectID=0&field=${names.Frame}`)).status).toBe(403);
  expect((await call(stranger, 'GET', '/objects/fieldeditor?objectID=0&field=Frame')).text).toBe('Object not found');
});
