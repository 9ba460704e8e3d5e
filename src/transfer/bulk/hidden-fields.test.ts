import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visitor, type Visitor } from '../../../test/browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { identify } from '../../accounts/index.ts';
import { buildServer } from '../../app/server.ts';
import { CONTACT, CONTACT_FIELDS as F, objectShape } from '../../records/index.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let asOwner: Visitor;
let contact: number;

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  asOwner = visitor(app, await signedIn(test, owner));
  contact = (await asOwner.post('/api/records/0', { values: { firstname: 'Ada', [F.birthday]: '1815-12-10' } })).id;
});
afterAll(() => app.close());

it('a field that a role hides cannot be read out by copying, calculating or filling in', async () => {
  const shape = await test.database.account(owner.accountId, (db) => objectShape(db, CONTACT));
  const sectionOf = (id: number): number => shape.fields.find((field) => field.id === id)!.sectionId;
  const custom = await asOwner.post(`/api/objects/${CONTACT}/sections`, { name: 'Secret' });
  const secret = (await asOwner.post(`/api/objects/${CONTACT}/fields`, { label: 'Secret word', type: 'text', sectionId: custom.id })).id;
  expect(sectionOf(F.title)).not.toBe(custom.id);
  const rights = { view: 'all', edit: 'all', delete: 'none', create: true, export: false, bulk: true };
  const [top] = await asOwner.get('/api/roles');
  const objects = { [CONTACT]: { ...rights, sections: { [custom.id]: 'hidden' } } };
  await asOwner.post('/api/roles', { name: 'Veiled', managerRoleId: top.id, rights: { account: [], objects, otherObjects: rights } });
  const headers = { 'x-quayside': '1', ...(await signedIn(test, await makeUser(test, owner, { role: 'Veiled' }))) };
  const take = async (change: object): Promise<{ status: number; code: string | undefined }> => {
    const asked = { objectId: CONTACT, which: { ids: [contact] }, expected: 1, kind: 'field.change', key: JSON.stringify(change) };
    const payload = { ...asked, settings: { fieldId: F.title, change } };
    const answer = await app.inject({ method: 'POST', url: '/api/bulk', headers, payload });
    return { status: answer.statusCode, code: answer.json().code };
  };
  const key = (await test.database.account(owner.accountId, (db) => objectShape(db, CONTACT))).fields.find(({ id }) => id === secret)!.key;
  for (const change of [
    { how: 'copy', fromFieldId: secret },
    { how: 'calculate', formula: `{${secret}}` },
    { how: 'fill', text: `It is {{ contact.${key} }}` },
  ])
    expect([change.how, await take(change)]).toEqual([change.how, { status: 422, code: 'field_hidden' }]);
  expect((await take({ how: 'copy', fromFieldId: F.city })).status).toBeLessThan(300);
});
