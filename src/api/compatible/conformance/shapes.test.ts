import { beforeEach, describe, expect, test as it } from 'vitest';
import { callsOn } from '../../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../../test/factories.ts';
import { idsOf, testDatabase } from '../../../../test/harness.ts';
import { phpForm, type PhpValue } from '../../../../test/php-form.ts';
import { expectRecord } from '../../../../test/wire-record.ts';
import { createObject, createTaskTemplate } from '../../../records/index.ts';
import { newObjectBody, taskTemplateBody } from '../../../records/schema.ts';
import { everyone } from '../../../app/kernel/viewer.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
});

const form = (values: Record<string, PhpValue>) => ({ type: 'application/x-www-form-urlencoded', body: phpForm(values) });
const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const add = async (values: Record<string, PhpValue> = {}): Promise<string> =>
  (await call(owner, 'POST', '/Contacts', form(values))).json.data.id;
const id = expect.stringMatching(/^[1-9]\d*$/);
const seconds = expect.stringMatching(/^\d{10}$/);

describe('related records', () => {
  it('are asked of in externs, which come back under their names, and in conditions', async () => {
    await add({ firstname: 'Ada', company: 'Engines' });
    await add({ firstname: 'Alan' });
    const list = (await call(owner, 'GET', '/Contacts?externs=company//name,freferrer//firstname&listFields=firstname')).json.data;
    expect(list).toEqual([
      { id, firstname: 'Ada', 'company//name': 'Engines', 'freferrer//firstname': null },
      { id, firstname: 'Alan', 'company//name': null, 'freferrer//firstname': null },
    ]);
    expect((await call(owner, 'GET', '/Contacts?externs=nobody//name')).text).toBe('Invalid query');
    for (const condition of [
      [{ field: { field: 'company//name' }, op: '=', value: { value: 'engines' } }],
      [{ field: { table: 'company', field: 'name' }, op: 'LIKE', value: { value: 'Eng%' } }],
      [{ field: { table: 'contact', field: 'company' }, op: '=', value: { value: 'Engines' } }],
      "company IN ('Engines','Others')",
    ]) {
      const { data } = (await call(owner, 'GET', '/objects', json({ objectID: 0, condition }))).json;
      expect(data.map((one: { firstname: string }) => one.firstname)).toEqual(['Ada']);
    }
    const none = (await call(owner, 'GET', `/Contacts?condition=${encodeURIComponent("company <> 'Engines'")}`)).json.data;
    expect(none.map((one: { firstname: string }) => one.firstname)).toEqual(['Alan']);
  });
});

describe('lists', () => {
  it('are searched with their notes where that is asked, and sorted by any field', async () => {
    const ada = await add({ firstname: 'Ada', city: 'Ulm' });
    await add({ firstname: 'Alan', city: 'Bath' });
    await call(owner, 'POST', '/Notes', form({ contact_id: ada, data: 'Likes 100% rye' }));
    const found = async (query: string) =>
      (await call(owner, 'GET', `/Contacts?${query}`)).json.data.map((one: { firstname: string }) => one.firstname);
    expect(await found('search=rye')).toEqual([]);
    expect(await found('search=rye&searchNotes=true')).toEqual(['Ada']);
    expect(await found(`search=${encodeURIComponent('100%')}&searchNotes=true`)).toEqual(['Ada']);
    expect(await found('sort=city')).toEqual(['Alan', 'Ada']);
    expect(await found('sort=firstname&sortDir=desc&range=1')).toEqual(['Alan']);
    expect(await found('sort=firstname&sortDir=desc&start=1')).toEqual(['Ada']);
    expect((await call(owner, 'GET', '/Contacts?sort=nothing')).text).toBe('Invalid query');
  });

  it.each(
    Object.entries({
      Contacts: 'fn,email,office_phone,date,grade,dla,contact_id',
      Messages: 'name,subject,spam_score,date,type,mcsent,mcopened,mcclicked,mcnotopened,mcnotclicked,mcunsub,mcabuse,dlm',
      Tasks: ',owner,subject,status,date_assigned,date_due,date_complete,call_outcome_id,contact_id',
      Forms: 'formname,redirect,fillouts,visits,type,date,dlm,unique_fillouts,unique_visits',
      LandingPages: 'name,domain,lpsent,unique_lpsent,lpconvert,unique_lpconvert,date,dlm',
      Rules: 'name,last_action,pause,date,dlm',
      CampaignBuilderItems: 'name,state,date,dlm,subs,subs_ever,element_num,todos',
      CreditCards: 'contact_id,last4,exp_month,exp_year',
      Webhooks: '',
    }),
  )('of %s say which columns they have, and how many rows as a text', async (list, columns) => {
    const { json: told } = await call(owner, 'GET', `/${list}/getInfo`);
    expect(told).toEqual({
      code: 0,
      data: { listFields: columns.split(','), listFieldSettings: [], cardViewSettings: [], viewMode: [], widgetSettings: [], count: '0' },
      account_id: owner.accountId,
    });
  });

  it('of transactions come with a sum, of companies and deals with settings of cards', async () => {
    for (const list of ['Transactions', 'Invoices']) {
      expect((await call(owner, 'GET', `/${list}/getInfo`)).json.data).toMatchObject({
        listFields: ['status', 'total', 'contact_name', 'date'],
        sums: { total: 0 },
        count: '0',
      });
    }
    for (const list of ['Companies', 'Deals'])
      expect((await call(owner, 'GET', `/${list}/getInfo`)).json.data.cardViewSettings).toEqual({});
  });
});

describe('meta', () => {
  it('tells of a type by number or by name, each field with texts', async () => {
    const { data } = (await call(owner, 'GET', '/objects/meta?format=byId&objectID=0')).json;
    expect(data[0].name).toBe('Contact');
    expect(data[0].fields.firstname).toEqual({
      alias: 'First name',
      type: 'text',
      required: '0',
      unique: '0',
      editable: '1',
      deletable: '0',
    });
    expect(data[0].fields.company.type).toBe('text');
    expect(data[0].fields.freferrer).toMatchObject({ type: 'parent', parent_object: '0' });
    const byName = (await call(owner, 'GET', '/objects/meta?format=byName')).json.data;
    expect(byName).toMatchObject({
      Contact: { id: '0' },
      Invoice: { id: '46' },
      SmartFormFE: { id: '122' },
      LandingPage: { id: '20' },
      Message: { id: '7' },
    });
    expect(byName.Product.fields.name).toMatchObject({ alias: 'Name', type: 'text' });
  });

  it('tells of the account’s own objects, which are called by their plural name', async () => {
    const input = newObjectBody.parse({ singular: 'Dispense', plural: 'Dispenses' });
    const object = await test.database.account(owner.accountId, (db) => createObject(db, owner.actor, owner.ids, input));
    const meta = (await call(owner, 'GET', '/objects/meta')).json.data;
    expect(meta[object].name).toBe('Dispense');
    const made = await call(owner, 'POST', '/Dispenses', form({ name: 'Ten' }));
    expectRecord(
      made.json.data,
      'id, unique_id, owner, date, dla, dlm, system_source, import_id, contact_cat, bulk_mail, bulk_sms, bindex, updateSequence',
    );
    expect((await call(owner, 'GET', `/objects?objectID=${object}`)).json.data).toMatchObject([{ id: made.json.data.id }]);
  });
});

describe('fields', () => {
  it('are made, changed and told of in the recorded forms', async () => {
    const made = await call(
      owner,
      'POST',
      '/Contacts/fieldeditor',
      json({ name: 'Sizes', description: 'What fits', fields: [[{ alias: 'Shoe', type: 'text' }], [], []] }),
    );
    const [[name]] = Object.entries(made.json.data.success) as [[string, string]];
    expect(made.json.data).toEqual({ success: { [name]: 'Shoe' }, error: [] });
    const changed = await call(
      owner,
      'PUT',
      '/objects/fieldeditor',
      json({ objectID: 0, name: 'Sizes', description: 'What suits', fields: [[{ field: name, alias: 'Boot' }]] }),
    );
    expect(changed.json.data).toEqual({ success: { [name]: 'Boot', description: 'What suits' } });
    const sections = (await call(owner, 'GET', '/objects/fieldeditor?objectID=0')).json.data;
    expect(sections['1']).toMatchObject({
      id: 1,
      name: 'Contact information',
      description: null,
      fields: [expect.any(Array), expect.any(Array), expect.any(Array)],
    });
    expect(Object.values(sections)).toContainEqual(expect.objectContaining({ name: 'Sizes', description: 'What suits' }));
    const field = (await call(owner, 'GET', `/objects/fieldeditor?objectID=0&field=${name}`)).json.data;
    expect(field).toEqual({
      id: Number(name.slice(1)),
      alias: 'Boot',
      field: name,
      type: 'text',
      required: 0,
      unique: 0,
      editable: 1,
      deletable: 1,
      options: [],
    });
    const refused = await call(
      owner,
      'PUT',
      '/objects/fieldeditor',
      json({ objectID: 0, name: 'Sizes', fields: [[{ field: name, type: 'price' }]] }),
    );
    expect([refused.status, refused.json]).toEqual([400, undefined]);
    expect((await call(owner, 'DELETE', '/objects/fieldeditor?objectID=0&section=Sizes')).json.data).toBe('Deleted');
  });
});

describe('tags', () => {
  it('are made, renamed, counted, told by whom they stand on, and deleted', async () => {
    const [ada, alan] = [await add({ firstname: 'Ada' }), await add({ firstname: 'Alan' })];
    const { tag_id: tag } = (await call(owner, 'POST', '/Tags', form({ tag_name: 'VIP' }))).json.data;
    for (const [method, path, given] of [
      ['PUT', '/objects/tag', { objectID: 0, add_list: tag, ids: `${ada},${alan}` }],
      ['DELETE', '/objects/tag', { objectID: 0, remove_list: tag, ids: alan }],
      ['PUT', '/objects/tagByName', { objectID: 0, add_names: ['Guest'], ids: [alan] }],
    ] as const) {
      const done = await call(owner, method, path, json(given));
      expect(done.json).toEqual({ code: 0, data: 'The tag is now being processed.', account_id: owner.accountId });
    }
    const tagged = (await call(owner, 'GET', `/objects/tag?objectID=0&tag_id=${tag}&count=true`)).json;
    expect(tagged).toMatchObject({ count: '1', data: [{ id: ada, firstname: 'Ada' }] });
    expect(tagged).not.toHaveProperty('misc');
    expect((await call(owner, 'GET', '/objects/tag?objectID=0&tag_name=guest')).json.data).toMatchObject([{ id: alan }]);
    expect((await call(owner, 'GET', '/TagSubscribers?object_type_id=0&sort=date')).json).toMatchObject({
      misc: [],
      data: [{ tag_id: tag, object_id: ada, object_type_id: '0', date: seconds }, { object_id: alan }],
    });
    expect((await call(owner, 'GET', '/TagSubscribers')).status).toBe(400);
    expect((await call(owner, 'PUT', '/Tags', form({ id: tag, tag_name: 'Regular' }))).json.data.attrs).toMatchObject({
      tag_name: 'Regular',
      tag_id: tag,
    });
    expect((await call(owner, 'GET', `/Tag?id=${tag}`)).json.data).toEqual({
      tag_id: tag,
      tag_name: 'Regular',
      object_type_id: '0',
      group_id: '0',
      id: tag,
      object_count: '1',
    });
    expect((await call(owner, 'DELETE', `/Tag?id=${tag}`)).json).toEqual({ code: 0, account_id: owner.accountId });
    expect((await call(owner, 'GET', '/Tags')).json.data).toMatchObject([{ tag_name: 'Guest' }]);
  });
});

describe('tasks', () => {
  const OF_TASKS =
    'id,owner,drip_id,contact_id,step_num,subject,date_assigned,date_due,date_complete,status,type,details,hidden,call_outcome_id,item_id,notifications,rules,object_type_id,object_name';

  it('have the recorded form, and every action answers without data, done twice or once', async () => {
    const contact = await add();
    const input = taskTemplateBody.parse({ objectId: 0, name: 'Call', subject: 'Call them' });
    const template = await test.database.account(owner.accountId, (db) =>
      createTaskTemplate(db, owner.actor, { viewer: everyone, ids: idsOf(test.database, owner.accountId), input }),
    );
    await call(
      owner,
      'POST',
      '/task/assign',
      json({ object_type_id: 0, ids: [contact], message: { id: template, type: 'task', due_date: 1, task_owner: 1 } }),
    );
    const [task] = (await call(owner, 'GET', '/Tasks')).json.data;
    expectRecord(task, OF_TASKS);
    expect(Object.keys(task).toSorted()).toEqual(OF_TASKS.split(',').toSorted());
    expect(task).toMatchObject({ drip_id: null, date_complete: null, status: '0', object_name: 'Contacts', object_type_id: '0' });
    for (const [path, given, status] of [
      ['/task/complete', { object_type_id: 0, ids: [task.id], data: { outcome: '1' } }, '1'],
      ['/task/complete', { criteria: { ids: [task.id], performAll: false, condition: null }, data: {} }, '1'],
      ['/task/cancel', { objectID: 1, ids: [task.id] }, '2'],
      ['/task/complete', { object_type_id: 0, ids: [task.id] }, '1'],
      ['/task/reopen', { ids: [task.id] }, '0'],
      ['/task/cancel', { objectID: 1, ids: [task.id] }, '2'],
      ['/task/cancel', { objectID: 1, ids: [task.id] }, '2'],
    ] as const) {
      expect((await call(owner, 'POST', path, json(given))).json).toEqual({ code: 0, account_id: owner.accountId });
      expect((await call(owner, 'GET', `/Task?id=${task.id}`)).json.data.status).toBe(status);
    }
    expect((await call(owner, 'PUT', '/Tasks', json({ id: task.id, status: 0 }))).json.data).toEqual({
      attrs: { status: '0', id: task.id },
    });
    expect((await call(owner, 'PUT', '/Tasks', json({ ...task, date_due: '1772500000' }))).json.data.attrs).not.toHaveProperty('dlm');
    expect((await call(owner, 'GET', `/Task?id=${task.id}`)).json.data.date_due).toBe('1772500000');
  });
});

describe('refusals are the very words that clients compare', () => {
  it.each([
    ['GET', '/Contact?id=4711', 404, 'Object not found'],
    ['GET', '/objects?objectID=31337', 404, 'Object not found'],
    ['GET', '/object/getByEmail?objectID=0&email=nobody@example.com', 404, 'Object not found'],
    ['GET', '/object/getByUniqueId?objectID=0&unique_id=NOBODY1', 404, 'Object not found'],
    ['GET', "/Contacts?condition=no_such='x'", 400, 'Invalid query'],
    ['POST', '/transaction/processManual?contact_id=4711', 400, 'Invalid Contact ID'],
  ] as const)('%s %s', async (method, path, status, text) => {
    expect(await call(owner, method, encodeURI(path))).toMatchObject({ status, text });
  });
});
