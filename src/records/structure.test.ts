import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { sql, type AccountDb } from '../app/db.ts';
import { runJob } from '../app/jobs.ts';
import { buildServer } from '../app/server.ts';
import { createField } from './create-field.ts';
import { objectShape, objectShapes } from './object-shapes.ts';
import { personalData } from './personal-data.ts';
import { reassign } from './reassign.ts';
import { keyFor, nextOptions } from './rules/structure.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C, DEAL, type FieldShape, type ObjectShape } from './schema.ts';
import { writeRecords } from './write-records.ts';

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
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(owner.accountId, work);
const shape = (object: number): Promise<ObjectShape> => inside((db) => objectShape(db, object));
const field = async (object: number, id: number): Promise<FieldShape | undefined> =>
  (await shape(object)).fields.find((each) => each.id === id);
/** Tabs, sections and fields in their order, as the layout is written. */
const layoutOf = async (object: number) => {
  const { tabs, sections, fields } = await shape(object);
  return tabs.map((tab) => ({
    id: tab.id,
    sections: sections
      .filter(({ tabId }) => tabId === tab.id)
      .map(({ id }) => ({ id, fields: fields.filter(({ sectionId }) => sectionId === id).map((each) => each.id) })),
  }));
};
const count = async (text: string, ...values: unknown[]): Promise<number> => Number((await test.owner.query(text, values)).rows[0].count);

describe('objects', () => {
  it('are made, renamed and deleted once they are empty', async () => {
    const made = await call('POST', '/api/objects', { singular: 'Boat', plural: 'Boats', icon: 'sailboat' });
    expect(made.body.id).toBeGreaterThanOrEqual(10_000);
    const boat = made.body.id;
    expect((await call('POST', '/api/objects', { singular: 'Boat', plural: 'boats' })).body.code).toBe('name_taken');
    const { body: parent } = await call('POST', `/api/objects/${CONTACT}/fields`, { label: 'Boat', type: 'parent', parentObjectId: boat });
    const { body: record } = await call('POST', `/api/records/${boat}`, { values: { name: 'Albatros' } });
    expect((await call('DELETE', `/api/objects/${boat}`)).body).toMatchObject({
      code: 'object_has_records',
      title: 'There are still 1 boats. Delete them first.',
    });
    await call('DELETE', `/api/records/${boat}/${record.id}`);
    expect((await call('PATCH', `/api/objects/${boat}`, { singular: 'Ship', plural: 'Ships' })).status).toBe(204);
    expect(await shape(boat)).toMatchObject({ key: 'boat', plural: 'Ships', isCustom: true });
    expect((await call('DELETE', `/api/objects/${boat}`)).status).toBe(204);
    expect((await call('GET', `/api/objects/${boat}`)).status).toBe(404);
    expect(await field(CONTACT, parent.id)).toBeUndefined();
    expect((await call('DELETE', `/api/objects/${CONTACT}`)).body.code).toBe('standard_object');
  });

  it('are made with their fields, and with those of others that point to them, or not at all', async () => {
    const whole = {
      singular: 'Berth',
      plural: 'Berths',
      fields: [
        { label: 'Pier', type: 'dropdown', options: [{ label: 'North' }, { label: 'South' }] },
        { label: 'Tenant', type: 'parent', parentObjectId: CONTACT, isUnique: true },
      ],
      pointedFrom: [{ objectId: CONTACT, label: 'Home berth' }],
    };
    const { id } = (await call('POST', '/api/objects', whole)).body;
    expect((await shape(id)).fields.map(({ label, type, isUnique }) => [label, type, isUnique])).toEqual([
      ['Name', 'text', false],
      ['Pier', 'dropdown', false],
      ['Tenant', 'parent', true],
    ]);
    expect((await shape(CONTACT)).fields.find(({ label }) => label === 'Home berth')).toMatchObject({ type: 'parent', parentObjectId: id });
    const { body: tenant } = await call('POST', `/api/records/${CONTACT}`, { values: { firstname: 'Tove' } });
    const enter = () => call('POST', `/api/records/${id}`, { values: { name: 'B', tenant: tenant.id } });
    expect((await enter()).status).toBe(200);
    expect((await enter()).body.code).toBe('value_taken');
    const half = {
      singular: 'Half',
      plural: 'Halves',
      fields: [
        { label: 'A', type: 'text' },
        { label: 'a', type: 'text' },
      ],
    };
    expect((await call('POST', '/api/objects', half)).body.code).toBe('label_taken');
    expect((await call('GET', '/api/objects')).body.objects.map(({ singular }: any) => singular)).not.toContain('Half');
  });

  it('stand in an order of their own', async () => {
    const ids = (await inside(objectShapes)).map(({ id }) => id);
    expect((await call('PUT', '/api/objects/order', { objects: ids.toReversed() })).status).toBe(204);
    expect((await inside(objectShapes)).map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await call('PUT', '/api/objects/order', { objects: ids.slice(1) })).body.code).toBe('layout_outdated');
    await call('PUT', '/api/objects/order', { objects: ids });
  });

  it('are arranged in tabs', async () => {
    expect((await shape(DEAL)).tabs).toMatchObject([{ id: 1, name: 'Details' }]);
    const tab = (await call('POST', `/api/objects/${DEAL}/tabs`, { name: 'Money' })).body.id;
    expect((await call('POST', `/api/objects/${DEAL}/tabs`, { name: 'money' })).body.code).toBe('name_taken');
    const section = (await call('POST', `/api/objects/${DEAL}/sections`, { name: 'Coins', tabId: tab })).body.id;
    expect((await shape(DEAL)).sections.at(-1)).toMatchObject({ id: section, tabId: tab });
    const before = await layoutOf(DEAL);
    before.find(({ id }) => id === tab)!.sections.push(before[0]!.sections.pop()!);
    before.reverse();
    expect((await call('PUT', `/api/objects/${DEAL}/layout`, { tabs: before })).status).toBe(204);
    expect(await layoutOf(DEAL)).toEqual(before);
    await call('PATCH', `/api/objects/${DEAL}/tabs/${tab}`, { name: 'Purse' });
    expect((await shape(DEAL)).tabs[0]).toMatchObject({ id: tab, name: 'Purse' });
    expect((await call('DELETE', `/api/objects/${DEAL}/tabs/${tab}`)).status).toBe(204);
    expect((await shape(DEAL)).sections.map(({ tabId }) => tabId)).toEqual([1, 1, 1, 1]);
    expect((await call('DELETE', `/api/objects/${DEAL}/tabs/1`)).body.code).toBe('last_tab');
    expect((await call('DELETE', `/api/objects/${DEAL}/tabs/${tab}`)).status).toBe(404);
    await call('DELETE', `/api/objects/${DEAL}/sections/${section}`);
  });

  it('are arranged in sections', async () => {
    const section = (await call('POST', `/api/objects/${COMPANY}/sections`, { name: 'Money' })).body.id;
    const before = await shape(COMPANY);
    const [, online] = await layoutOf(COMPANY);
    const withOnline = (sections: object[]) => ({ tabs: [{ id: 1, sections }, online] });
    const layout = [section, 1, 2].map((id) => ({
      id,
      fields: before.fields.filter(({ sectionId }) => sectionId === id).map((each) => each.id),
    }));
    layout[1]!.fields = layout[1]!.fields.filter((id) => id !== 5);
    layout[0]!.fields = [5];
    expect((await call('PUT', `/api/objects/${COMPANY}/layout`, withOnline(layout))).status).toBe(204);
    const after = await shape(COMPANY);
    expect(after.sections.map(({ id }) => id)).toEqual([section, 1, 2, 3]);
    expect(after.fields[0]).toMatchObject({ id: 5, sectionId: section });
    expect((await call('PUT', `/api/objects/${COMPANY}/layout`, withOnline(layout.slice(1)))).body.code).toBe('layout_outdated');
    expect((await call('DELETE', `/api/objects/${COMPANY}/sections/${section}`)).body).toMatchObject({ code: 'section_not_empty' });
    layout[1]!.fields.push(...layout[0]!.fields.splice(0));
    await call('PUT', `/api/objects/${COMPANY}/layout`, withOnline(layout));
    await call('PATCH', `/api/objects/${COMPANY}/sections/${section}`, { name: 'Coins' });
    expect((await shape(COMPANY)).sections[0]).toMatchObject({ name: 'Coins' });
    expect((await call('DELETE', `/api/objects/${COMPANY}/sections/${section}`)).status).toBe(204);
  });
});

describe('fields', () => {
  it('of every type are made, and refused what they cannot be', async () => {
    const make = (body: object) => call('POST', `/api/objects/${CONTACT}/fields`, body);
    const id = (await make({ label: 'Größe (cm)', type: 'number', sortable: true })).body.id;
    expect(await field(CONTACT, id)).toMatchObject({
      id: expect.any(Number),
      key: 'grosse_cm',
      type: 'number',
      sectionId: 1,
      sortable: true,
      sortableSince: expect.any(Date),
    });
    expect(id).toBeGreaterThanOrEqual(1000);
    expect((await make({ label: 'größe (CM)', type: 'text' })).body.fields).toEqual({
      label: 'Contact already has a field “Größe (cm)”. Choose another label.',
    });
    expect((await make({ label: 'Twice', type: 'check', isUnique: true })).body.fields).toHaveProperty('isUnique');
    expect((await make({ label: 'Twice', type: 'list', sortable: true })).body.fields).toHaveProperty('sortable');
    expect((await make({ label: 'Twice', type: 'parent', parentObjectId: 77 })).body.fields).toHaveProperty('parentObjectId');
    expect((await make({ label: 'Twice', type: 'colour' })).body.fields).toHaveProperty('type');
    expect((await make({ label: '', type: 'text' })).body.fields).toEqual({ label: 'Give a label.' });
    expect((await make({ label: 'Twice', type: 'dropdown', options: [{ label: 'a' }, { label: 'A' }] })).body.title).toMatch(
      /is there twice/,
    );
  });

  it('have options that are added, renamed, coloured and archived', async () => {
    const { id } = (
      await call('POST', `/api/objects/${CONTACT}/fields`, {
        label: 'Shirt',
        type: 'dropdown',
        options: [{ label: 'S' }, { label: 'M', color: 'blue' }],
      })
    ).body;
    await call('PATCH', `/api/objects/${CONTACT}/fields/${id}`, { options: [{ id: 2, label: 'Medium', color: 'red' }, { label: 'XL' }] });
    expect((await field(CONTACT, id))!.options).toEqual([
      { id: 2, label: 'Medium', color: 'red' },
      { id: 3, label: 'XL' },
      { id: 1, label: 'S', archived: true },
    ]);
    expect((await call('PATCH', `/api/objects/${CONTACT}/fields/${id}`, { options: [{ id: 9, label: 'x' }] })).body.title).toMatch(
      /has no option 9/,
    );
    expect((await call('PATCH', `/api/objects/${CONTACT}/fields/${C.city}`, { options: [] })).body.title).toMatch(/no options/);
  });

  it('keep their type, but a text may become long', async () => {
    const { id } = (await call('POST', `/api/objects/${CONTACT}/fields`, { label: 'Story', type: 'text' })).body;
    expect((await call('PATCH', `/api/objects/${CONTACT}/fields/${id}`, { type: 'number' })).body.fields).toHaveProperty('type');
    expect((await call('PATCH', `/api/objects/${CONTACT}/fields/${id}`, { type: 'longtext' })).status).toBe(204);
    expect((await field(CONTACT, id))!.type).toBe('longtext');
    expect((await call('PATCH', `/api/objects/${CONTACT}/fields/${id}`, { type: 'text' })).status).toBe(422);
  });

  it('deleted are hidden and keep their values', async () => {
    const { id } = (await call('POST', `/api/objects/${CONTACT}/fields`, { label: 'Gone', type: 'text' })).body;
    const { body: record } = await call('POST', `/api/records/${CONTACT}`, { values: { gone: 'kept', firstname: 'A' } });
    expect((await call('DELETE', `/api/objects/${CONTACT}/fields/${id}`)).status).toBe(204);
    await call('PATCH', `/api/records/${CONTACT}/${record.id}`, { values: { firstname: 'B' } });
    expect((await call('GET', `/api/records/${CONTACT}/${record.id}`)).body.values).toEqual({ 1: 'B' });
    const { rows } = await test.owner.query('select "values" from records where account_id = $1 and object_id = 0 and id = $2', [
      owner.accountId,
      record.id,
    ]);
    expect(rows[0].values[id]).toBe('kept');
    expect((await call('POST', `/api/objects/${CONTACT}/fields`, { label: 'Gone', type: 'text' })).status).toBe(200);
    expect((await call('DELETE', `/api/objects/${CONTACT}/fields/${C.city}`)).body.code).toBe('standard_field');
  });

  it('are made unique only where no two records have the same', async () => {
    const { id } = (await call('POST', `/api/objects/${COMPANY}/fields`, { label: 'Tax number', type: 'text' })).body;
    const make = (tax: string) => call('POST', `/api/records/${COMPANY}`, { values: { name: `Company ${tax}`, tax_number: tax } });
    await make('T1');
    const second = (await make('t1 ')).body.id;
    const refused = await call('PATCH', `/api/objects/${COMPANY}/fields/${id}`, { isUnique: true });
    expect(refused.body).toMatchObject({
      code: 'values_not_unique',
      title: 'Tax number cannot be unique: 1 record has a value that another has too. Change them first.',
    });
    await call('PATCH', `/api/records/${COMPANY}/${second}`, { values: { tax_number: 'T2' } });
    expect((await call('PATCH', `/api/objects/${COMPANY}/fields/${id}`, { isUnique: true })).status).toBe(204);
    expect((await make('T2')).body.code).toBe('value_taken');
    await call('PATCH', `/api/objects/${COMPANY}/fields/${id}`, { isUnique: false });
    expect((await make('T2')).status).toBe(200);
  });

  it('become sortable in the background, and no longer', async () => {
    const account = { accountId: owner.accountId, objectId: CONTACT, fieldId: C.city };
    await inside((db) =>
      writeRecords(db, owner.actor, {
        objectId: CONTACT,
        source: sql`select i::bigint as id, true as is_new, jsonb_build_object('11', ' Town ' || i) as changes from generate_series(50001, 50400) i`,
      }),
    );
    await call('PATCH', `/api/objects/${CONTACT}/fields/${C.city}`, { sortable: true });
    expect(await field(CONTACT, C.city)).toMatchObject({ sortable: true, sortableSince: null });
    expect(await count("select count(*) from graphile_worker.jobs where task_identifier = 'records.make-sortable'")).toBe(1);
    await inside((db) =>
      writeRecords(db, owner.actor, {
        objectId: CONTACT,
        source: sql`select 50001::bigint as id, false as is_new, '{"11": "Oslo"}'::jsonb as changes`,
      }),
    );
    await runJob(test.database, 'records.make-sortable', account);
    expect((await field(CONTACT, C.city))!.sortableSince).toEqual(test.clock.now());
    const { rows } = await test.owner.query(
      'select record_id, text_value from field_values where account_id = $1 and object_id = 0 and field_id = 11 order by record_id limit 2',
      [owner.accountId],
    );
    expect(rows.map(({ text_value }) => text_value)).toEqual(['oslo', 'town 50002']);
    await call('PATCH', `/api/objects/${CONTACT}/fields/${C.city}`, { sortable: false });
    await runJob(test.database, 'records.drop-copies', account);
    expect(
      await count('select count(*) from field_values where account_id = $1 and object_id = 0 and field_id = 11', owner.accountId),
    ).toBe(0);
  });

  it('are at most 500 to an object', async () => {
    const full = await makeAccount(test);
    await test.owner.query(
      `insert into fields (account_id, object_id, id, key, label, type, section_id, created_at)
       select $1, 150, 2000 + i, 'k' || i, 'L' || i, 'text', 1, now() from generate_series(1, 488) i`,
      [full.accountId],
    );
    const made = test.database.account(full.accountId, (db) =>
      createField(db, full.actor, full.ids, { objectId: COMPANY, label: 'One more', type: 'text' }),
    );
    await expect(made).rejects.toMatchObject({
      code: 'too_many_fields',
      message: 'An object may have at most 500 fields. Delete one that is not used.',
    });
  });
});

describe('leaving', () => {
  it('a user hands records and pending tasks over', async () => {
    const leaver = await makeUser(test, owner);
    const { body: record } = await call('POST', `/api/records/${CONTACT}`, { values: { firstname: 'Left' }, ownerId: leaver.userId });
    await call('POST', `/api/records/${CONTACT}/${record.id}/tasks`, { subject: 'Open' });
    await inside((db) => reassign(db, owner.actor, leaver.userId, owner.userId));
    expect((await call('GET', `/api/records/${CONTACT}/${record.id}`)).body.ownerId).toBe(owner.userId);
    expect((await call('GET', `/api/records/${CONTACT}/${record.id}/tasks`)).body.tasks).toMatchObject([{ assigneeId: owner.userId }]);
    const kinds = (await call('GET', `/api/records/${CONTACT}/${record.id}/timeline`)).body.events.map(
      ({ kind }: { kind: string }) => kind,
    );
    expect(kinds.slice(0, 2).sort()).toEqual(['owner.changed', 'task.reassigned']);
  });

  it('a person erased leaves none of their values behind', async () => {
    const marks = ['Zaphodia', 'zaphodia@gone.example', '+491719999999', 'Heartofgold street', 'Zaphnote', 'Zaphtask'];
    const values = { firstname: marks[0], email: marks[1], sms_number: marks[2], address: marks[3], status: 'Lead' };
    const { id } = (await call('POST', `/api/records/${CONTACT}`, { values, tags: ['Galaxy'] })).body;
    await call('PATCH', `/api/records/${CONTACT}/${id}`, { values: { lastname: marks[0] } });
    await call('POST', `/api/records/${CONTACT}/${id}/notes`, { body: marks[4] });
    await call('POST', `/api/records/${CONTACT}/${id}/tasks`, { subject: marks[5] });
    const deal = (await call('POST', '/api/records/149', { values: { name: 'A deal', primary_contact: id } })).body.id;
    const told = await inside(async (db) => {
      const out: unknown[] = [];
      for (const kind of personalData) out.push(await kind.export(db, CONTACT, id));
      return JSON.stringify(out);
    });
    for (const mark of marks) expect(told).toContain(mark);
    await inside(async (db) => {
      for (const kind of personalData) await kind.erase(db, CONTACT, id);
    });
    const tables = await test.owner.query<{ name: string }>(
      "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    for (const { name } of tables.rows) {
      for (const mark of ['zaphodia', '491719999999', 'heartofgold', 'zaphnote', 'zaphtask']) {
        expect([name, mark, await count(`select count(*) from ${name} t where t::text ilike $1`, `%${mark}%`)]).toEqual([name, mark, 0]);
      }
    }
    expect((await call('GET', `/api/records/149/${deal}`)).body.values).toEqual({ 1: 'A deal' });
  });

  it('the bin is emptied after thirty days of the account’s own time', async () => {
    const { id } = (await call('POST', `/api/records/${CONTACT}`, { values: { firstname: 'Binned' } })).body;
    await call('DELETE', `/api/records/${CONTACT}/${id}`);
    const left = () => count('select count(*) from records where account_id = $1 and object_id = 0 and id = $2', owner.accountId, id);
    test.clock.moveBy(29 * 86_400_000);
    await runJob(test.database, 'records.empty-bin', {});
    expect(await left()).toBe(1);
    test.clock.moveBy(2 * 86_400_000);
    await runJob(test.database, 'records.empty-bin', {});
    expect(await left()).toBe(0);
  });
});

describe('the rules', () => {
  it('make keys from labels in any script', () => {
    expect(keyFor('Señor Größe', [], 'field')).toBe('senor_grosse');
    expect(keyFor('生年月日', ['field'], 'field')).toBe('field_2');
    expect(keyFor('2nd name', [], 'field')).toBe('field_2nd_name');
    expect(keyFor('Owner', [], 'field')).toBe('owner_2');
  });
  it('never reuse an option’s number', () => {
    const first = nextOptions([], [{ label: 'a' }, { label: 'b' }]);
    const second = nextOptions(first, [{ id: 1, label: 'a' }]);
    expect(nextOptions(second, [...second, { label: 'c' }]).at(-1)).toEqual({ id: 3, label: 'c' });
  });
});
