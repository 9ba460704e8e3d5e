import { beforeEach, expect, test as it } from 'vitest';
import { callsOn } from '../../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../../test/factories.ts';
import { testDatabase } from '../../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../../test/maps.ts';
import { publishAutomation } from '../../../automations/index.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
let contact: string;
beforeEach(async () => {
  owner = await makeAccount(test);
  contact = (await call(owner, 'POST', '/Contacts?firstname=Ada&email=ada@example.com')).json.data.id;
});

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const tagged = async () => (await call(owner, 'GET', `/Contact?id=${contact}`)).json.data.contact_cat;

it('JSON may stand behind the question mark, written as it is or with percent signs', async () => {
  const names = JSON.stringify({ objectID: 0, ids: [contact], remove_names: ['New comer'] });
  for (const query of [names.replaceAll(' ', '%20'), encodeURIComponent(names), encodeURIComponent(names).replaceAll('%20', '+')]) {
    await call(owner, 'PUT', '/objects/tagByName', json({ objectID: 0, ids: [contact], add_names: ['New comer'] }));
    expect(await tagged()).not.toBe('');
    expect((await call(owner, 'DELETE', `/objects/tagByName?${query}`, { type: 'application/json' })).status).toBe(200);
    expect(await tagged()).toBe('');
  }
  expect((await call(owner, 'GET', '/Contacts?{none')).json.data).toHaveLength(1);
});

it('sections can be sent back as they were read, and a text becomes a long text', async () => {
  const fields = [[{ alias: 'Remarks', type: 'text' }], [{ alias: 'Size', type: 'drop', options: { add: ['Small', 'Large'] } }]];
  await call(owner, 'POST', '/objects/fieldeditor', json({ objectID: 0, name: 'Orders', fields }));
  const read = async () => (await call(owner, 'GET', '/objects/fieldeditor?objectID=0&section=Orders')).json.data;
  const section = await read();
  expect(section.fields.flat().map(({ options }: { options: unknown }) => options)).toEqual([[], { 1: 'Small', 2: 'Large' }]);
  expect((await call(owner, 'PUT', '/objects/fieldeditor', json({ objectID: 0, ...section }))).status).toBe(200);
  expect(await read()).toEqual(section);
  const [[remarks]] = section.fields;
  const longer = { objectID: 0, name: 'Orders', fields: [[{ ...remarks, type: 'longtext' }]] };
  expect((await call(owner, 'PUT', '/objects/fieldeditor', json(longer))).json.data.success).toEqual({ [remarks.field]: 'Remarks' });
  expect((await read()).fields[0][0].type).toBe('longtext');
  const shorter = { objectID: 0, name: 'Orders', fields: [[{ ...remarks, type: 'numeric' }]] };
  expect(await call(owner, 'PUT', '/objects/fieldeditor', json(shorter))).toMatchObject({ status: 400, json: undefined });
});

it('a section may be made empty; fields that an update does not find by label are made', async () => {
  const put = (fields: unknown) => call(owner, 'PUT', '/objects/fieldeditor', json({ objectID: 0, name: 'Shoes', fields }));
  expect((await call(owner, 'POST', '/objects/fieldeditor', json({ objectID: 0, name: 'Shoes', fields: null }))).json.data).toEqual({
    success: {},
    error: [],
  });
  const made = Object.keys((await put([[{ alias: 'Sole', type: 'drop', options: { replace: ['Hard', 'Soft'] } }]])).json.data.success);
  expect(made).toEqual([expect.stringMatching(/^f\d+$/)]);
  expect((await put([[{ alias: 'Sole', type: 'drop', options: { add: ['None'] } }]])).json.data.success).toEqual({ [made[0]!]: 'Sole' });
  const { fields } = (await call(owner, 'GET', '/objects/meta?objectID=0')).json.data['0'];
  expect(Object.values(fields[made[0]!].options)).toEqual(['Hard', 'Soft', 'None']);
});

it('a record is read by its unique id alone, and what was emptied is told as empty', async () => {
  const { unique_id: uniqueId } = (await call(owner, 'GET', `/Contact?id=${contact}`)).json.data;
  expect((await call(owner, 'GET', `/object?objectID=0&unique_id=${uniqueId}`)).json.data.id).toBe(contact);
  expect((await call(owner, 'GET', '/object?objectID=0&unique_id=nobody')).text).toBe('Object not found');
  const emptied = await call(owner, 'POST', '/Contacts/saveorupdate', json({ email: 'ada@example.com', firstname: '' }));
  expect(emptied.json.data.attrs).toMatchObject({ firstname: '', id: contact });
});

it('a message is changed without saying its type anew, and keeps its line of preview', async () => {
  const made = { type: 'e-mail', alias: 'Hello', subject: 'Hello', email_title: 'Fresh bread', message_body: '<p>Hello</p>' };
  const { id } = (await call(owner, 'POST', '/message', json(made))).json.data;
  expect((await call(owner, 'PUT', '/message', json({ id, objectID: 7, subject: 'Good morning', type: null }))).json.data.id).toBe(
    String(id),
  );
  const told = (await call(owner, 'GET', `/message?id=${id}`)).json.data;
  expect(told).toMatchObject({ subject: 'Good morning', email_title: 'Fresh bread', type: 'e-mail', message_body: '<p>Hello</p>' });
  expect((await call(owner, 'POST', '/message', json({ alias: 'Untyped' }))).status).toBe(400);
});

it('whether a rule runs is told in meta as a choice of two', async () => {
  const { pause } = (await call(owner, 'GET', '/Rules/meta')).json.data['6'].fields;
  expect(pause).toMatchObject({ type: 'drop', editable: '1', options: { 0: 'Live', 1: 'Paused' } });
});

it('names of owners come along with records', async () => {
  const [row] = (await call(owner, 'GET', '/Contacts?externs=owner//firstname,owner//email')).json.data;
  const [user] = (await call(owner, 'GET', '/Users')).json.data;
  expect([row['owner//firstname'], row['owner//email']]).toEqual([user.firstname, user.email]);
  expect((await call(owner, 'GET', '/Contacts?externs=owner//password')).text).toBe('Invalid query');
});

it('a contact is let onto a sequence by naming both', async () => {
  const map = await makeAutomation(test, owner, makeMap([['wait', { wait: 'for', amount: 1, unit: 'days' }]]), 'Welcome');
  await test.database.account(owner.accountId, (db) => publishAutomation(db, owner.actor, map));
  const sent = await call(owner, 'POST', '/objects', json({ objectID: 8, drip_id: map, contact_id: contact }));
  expect(sent.json.data).toEqual({ drip_id: String(map), contact_id: contact });
  expect((await call(owner, 'GET', `/Contact?id=${contact}`)).json.data.updateSequence).toBe(`*/*${map}*/*`);
  expect((await call(owner, 'POST', '/objects', json({ objectID: 8, drip_id: 999, contact_id: contact }))).status).toBe(404);
  expect((await call(owner, 'POST', '/objects', json({ objectID: 8, contact_id: contact }))).status).toBe(400);
});

it('numbers for texts are taken where their country is told and their length is right, whether or not they were given out', async () => {
  const numbers = async (sms_number: string) => (await call(owner, 'POST', '/Contacts', json({ sms_number }))).json?.data.sms_number;
  expect(await numbers('+1 (555) 555-5555')).toBe('+15555555555');
  expect(await numbers('+15551234567')).toBe('+15551234567');
  expect(await numbers('+1555')).toBeUndefined();
  expect(await numbers('tomorrow')).toBeUndefined();
  const abroad = { country: 'United States', sms_number: '(805) 966-1234', office_phone: '0171' };
  expect((await call(owner, 'POST', '/Contacts', json(abroad))).json.data).toMatchObject({
    country: 'US',
    sms_number: '+18059661234',
    office_phone: '0171',
  });
});
