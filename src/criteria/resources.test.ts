import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { routesOn } from '../../test/routes.ts';
import { COMPANY, CONTACT } from '../records/schema.ts';

const test = testDatabase();
const ask = routesOn(test);
const ALL = `/api/objects/${CONTACT}/records`;
let owner: TestSeat;
let stranger: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  const company = (await ask(owner, 'POST', `/api/objects/${COMPANY}/records`, { fields: { name: 'Bakery' } })).body.id;
  const rows = Array.from({ length: 25 }, (_, at) => ({
    fields: {
      firstname: `Person ${String(at).padStart(2, '0')}`,
      lastname: at % 2 === 0 ? 'Even' : 'Odd',
      email: `person${at}@list.example`,
      ...(at === 0 ? { company } : {}),
    },
    tags: at % 5 === 0 ? ['Fifth'] : [],
  }));
  await ask(owner, 'POST', `${ALL}/bulk`, { mode: 'create', rows });
});

const list = (query: string, seat = owner) => ask(seat, 'GET', `${ALL}?${query}`);

describe('a list of records', () => {
  it('has all that is filled in, or the fields that are named, by key or by id', async () => {
    const [first] = (await list('limit=1&sort=name')).body.records;
    expect(first).toMatchObject({
      objectId: CONTACT,
      name: expect.any(String),
      version: 1,
      tags: [{ id: expect.any(Number), name: 'Fifth' }],
    });
    expect(first.fields).toMatchObject({ firstname: 'Person 00', lastname: 'Even', email: 'person0@list.example' });
    expect(Object.values(first.fields)).not.toContain(null);
    const [chosen] = (await list('limit=1&sort=name&fields=lastname,1,title,company.name')).body.records;
    expect(chosen.fields).toEqual({ lastname: 'Even', 1: 'Person 00', title: null, 'company.name': 'Bakery' });
  });

  it('is refused a field that is none', async () => {
    for (const query of [
      'fields=nothing',
      'fields=company.nothing',
      'fields=lastname.x',
      'sort=nothing',
      'include=everything',
      'limit=201',
      'after=x',
      'criteria=%7B',
    ]) {
      expect(await list(query)).toMatchObject({ status: 422, body: { title: expect.any(String), requestId: expect.any(String) } });
    }
    expect((await list('fields=nothing')).body.title).toBe('Contacts have no field “nothing”. Check its name.');
  });

  it('takes criteria that name fields by key, in the address and in the body', async () => {
    const criteria = {
      all: [
        { field: 'lastname', operator: 'is', values: ['Even'] },
        { parent: 'company', matches: { all: [] } },
      ],
    };
    const even = { field: 'lastname', operator: 'is', values: ['even'] };
    expect((await list(`count=true&limit=2&criteria=${encodeURIComponent(JSON.stringify(even))}`)).body).toMatchObject({ count: 13 });
    const query = (body: object, seat = owner) => ask(seat, 'POST', `${ALL}/query`, body);
    expect((await query({ criteria: { field: 2, operator: 'is', values: ['Odd'] }, count: true, limit: 1 })).body.count).toBe(12);
    const atBakery = { parent: 'company', matches: { field: 'name', operator: 'is', values: ['Bakery'] } };
    const found = await query({ criteria: atBakery, fields: ['firstname', 'company'], include: ['parents'] });
    expect(found.body.records).toHaveLength(1);
    expect(found.body.parents).toEqual([{ objectId: COMPANY, id: found.body.records[0].fields.company, name: 'Bakery' }]);
    expect((await query({ criteria: { field: 'nothing', operator: 'is', values: ['x'] } })).body.title).toBe(
      'Contacts have no field “nothing”. Check its name.',
    );
    expect((await query({ criteria })).body).toMatchObject({ records: [{ name: 'Person 00 Even' }] });
    expect(Object.keys((await query({ criteria: { field: 2, operator: 'nonsense' } })).body.fields)[0]).toMatch(/^criteria/);
  });

  it('is paged so that nobody comes twice and nobody is missed, whatever happens meanwhile', async () => {
    const seen: number[] = [];
    const standing = (await list('limit=200&fields=firstname')).body.records.map(({ id }: { id: number }) => id) as number[];
    let after = '';
    for (let page = 0; page < 40; page++) {
      const { body } = await list(`limit=3&sort=-email&fields=firstname${after === '' ? '' : `&after=${after}`}`);
      seen.push(...body.records.map(({ id }: { id: number }) => id));
      // Some come in before and behind the place, one of those that were seen goes.
      await ask(owner, 'POST', ALL, { fields: { firstname: 'Late', email: `zz-late${page}@list.example` } });
      await ask(owner, 'POST', ALL, { fields: { firstname: 'Early', email: `aa-early${page}@list.example` } });
      if (page === 2) await ask(owner, 'DELETE', `${ALL}/${seen[0]}`);
      if (body.next === null || seen.length > 60) break;
      after = body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(standing.filter((id) => !seen.includes(id))).toEqual([]);
  });

  it('of another account is empty, whatever ids are named', async () => {
    const { body } = await list('limit=1');
    expect((await list(`ids=${body.records[0].id}`, stranger)).body.records).toEqual([]);
    expect((await ask(stranger, 'GET', `${ALL}/${body.records[0].id}`)).status).toBe(404);
  });
});

describe('what a role may not see', () => {
  const NOTHING = {};
  it('is in no list, sort, criteria or etag', async () => {
    const { id: field } = (await ask(owner, 'POST', `/api/objects/${CONTACT}/fields`, { label: 'Diagnosis', type: 'text', sortable: true }))
      .body;
    const { rows } = await test.owner.query('select key, section_id from fields where account_id = $1 and object_id = $2 and id = $3', [
      owner.accountId,
      CONTACT,
      field,
    ]);
    const { key, section_id: section } = rows[0];
    const all = { view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true };
    const [top] = (await ask(owner, 'GET', '/api/roles')).body;
    const rights = { account: [], otherObjects: all, objects: { [CONTACT]: { ...all, sections: { [section]: 'hidden' } } } };
    await ask(owner, 'POST', '/api/roles', { name: 'Blind', managerRoleId: top.id, rights });
    const seller = await makeUser(test, owner, { role: 'Blind' });
    const { id } = (await ask(seller, 'POST', ALL, { fields: NOTHING })).body;
    const before = await ask(seller, 'GET', `${ALL}/${id}`);
    expect(before.status).toBe(200);
    await ask(owner, 'PATCH', `${ALL}/${id}`, { fields: { [key]: 'gout' } });
    for (const name of [key, String(field)]) {
      const sentence = `Contacts have no field “${name}”. Check its name.`;
      expect((await list(`fields=${name}`, seller)).body.title).toBe(sentence);
      expect((await ask(seller, 'GET', `${ALL}/${id}?fields=${name}`)).body.title).toBe(sentence);
      const written = await ask(seller, 'POST', `${ALL}/bulk`, { mode: 'update', rows: [{ id, fields: { [name]: 'x' } }] });
      expect(written.body.results[0].problem).toBe(sentence);
    }
    expect((await list(`sort=${key}`, seller)).status).toBe(422);
    const asked = { criteria: { field: key, operator: 'is', values: ['gout'] } };
    expect((await ask(seller, 'POST', `${ALL}/query`, asked)).body.title).toBe(`Contacts have no field “${key}”. Check its name.`);
    const after = await ask(seller, 'GET', `${ALL}/${id}`);
    expect(JSON.stringify(after.body)).not.toContain('gout');
    expect((await list('limit=200', seller)).body.records.every(({ fields }: any) => !(key in fields))).toBe(true);
  });
});
