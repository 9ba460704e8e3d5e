import { beforeEach, expect, test as it } from 'vitest';
import { callsOn } from '../../../../test/calls.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../../test/factories.ts';
import { testDatabase } from '../../../../test/harness.ts';
import { givePostalAddress, makeContacts } from '../../../../test/mail.ts';
import { prepareInstallation } from '../../../accounts/index.ts';
import { sendMessage } from '../../../email/index.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'a secret key of thirty-two letters' });
  owner = await makeAccount(test);
  await givePostalAddress(test, owner);
});

const form = (values: Record<string, string>) => ({
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(values).toString(),
});
const SPRING = {
  alias: 'Spring',
  type: 'e-mail',
  subject: 'Spring is here',
  object_type_id: '0',
  from: 'owner',
  send_out_name: 'The bakery',
  reply_to_email: 'desk@example.com',
  message_body: '<p>Fresh bread, <b>{{ contact.first_name }}</b>.</p>',
  plaintext: 'Fresh bread.',
  utm_tracking: '1',
  transactional_email: '0',
};
const made = async (values: Record<string, string> = SPRING) =>
  (await call(owner, 'POST', '/message', form(values))).json.data.id as number;
const read = async (id: number) => (await call(owner, 'GET', `/Message?id=${id}`)).json.data;

it('a message is made with a number and a time alone, and read back as it was sent', async () => {
  const answer = await call(owner, 'POST', '/message', form(SPRING));
  expect(answer.json).toEqual({ code: 0, data: { id: expect.any(Number), date: '1772442000' }, account_id: owner.accountId });
  const told = await read(answer.json.data.id);
  expect(told).toMatchObject({
    ...SPRING,
    id: String(answer.json.data.id),
    name: 'Spring',
    is_published: '1',
    mcsent: '0',
    spam_score: null,
  });
  for (const value of Object.values(told)) expect(value === null || typeof value === 'string').toBe(true);
  const { json: list } = await call(owner, 'GET', `/Messages?condition=${encodeURIComponent("subject like 'spring%'")}&count=true`);
  expect(list).toMatchObject({ count: '1', misc: [], data: [{ id: told.id, mcnotopened: '0' }] });
});

it('a change is answered with both as texts, keeps what it does not name, and takes a whole message back', async () => {
  const id = await made();
  const changed = await call(owner, 'PUT', '/message', form({ id: String(id), type: 'e-mail', subject: 'Bread' }));
  expect(changed.json.data).toEqual({ id: String(id), date: '1772442000' });
  const whole = await read(id);
  expect(whole).toMatchObject({ subject: 'Bread', message_body: SPRING.message_body, from: 'owner', is_published: '1' });
  const body = JSON.stringify({ ...whole, alias: 'Summer' });
  expect((await call(owner, 'PUT', '/Messages', { type: 'application/json', body })).status).toBe(200);
  expect(await read(id)).toMatchObject({ ...whole, alias: 'Summer', name: 'Summer' });
});

it('a template is one of blocks, and comes from a user or from an address of one’s own', async () => {
  const id = await made({ ...SPRING, type: 'template', from: String(owner.userId) });
  expect(await read(id)).toMatchObject({ type: 'Template', from: String(owner.userId) });
  await call(owner, 'PUT', '/message', form({ id: String(id), type: 'Template', from: 'custom', send_from: 'bread@example.com' }));
  expect(await read(id)).toMatchObject({ type: 'Template', from: 'custom', send_from: 'bread@example.com' });
});

it('what cannot be kept is refused in a sentence, and nothing is made', async () => {
  const wrongs: Record<string, string>[] = [
    { type: 'sms' },
    { type: 'task' },
    { type: 'letter' },
    { json_data: '{"blocks":[]}' },
    { resource: '{}' },
    { from: '999' },
    { from: 'nobody' },
    { send_to: 'sms_number' },
    { reply_to_email: 'this is none' },
    { object_type_id: '149' },
    { object_type_id: '10999' },
    { subject: 'two\nlines' },
    { due_date: '3' },
    { owner: '999' },
  ];
  for (const wrong of wrongs) {
    const refused = await call(owner, 'POST', '/message', form({ ...SPRING, ...wrong }));
    expect([wrong, refused.status >= 400 && refused.status < 500, refused.json]).toEqual([wrong, true, undefined]);
  }
  expect(await call(owner, 'POST', '/message', form({ alias: 'No type' }))).toMatchObject({
    status: 400,
    text: 'Missing required parameter: type',
  });
  expect((await call(owner, 'GET', '/Messages')).json.data).toEqual([]);
});

it('what became of its letters is counted', async () => {
  const id = await made({ ...SPRING, transactional_email: '1' });
  const recordIds = await makeContacts(test, owner, 3);
  await test.database.account(owner.accountId, (db) =>
    sendMessage(db, owner.actor, { messageId: id, objectId: 0, recordIds, ids: owner.ids }),
  );
  await test.settle(owner.accountId);
  expect(await read(id)).toMatchObject({ mcsent: '3', mcopened: '0', mcnotopened: '3', mcclicked: '0', mcnotclicked: '3' });
});

it('is written by those alone who may, and is nothing to another account', async () => {
  const id = await made();
  const reader = await makeUser(test, owner, { role: 'Read only' });
  const stranger = await makeAccount(test);
  expect((await call(reader, 'POST', '/message', form(SPRING))).status).toBe(403);
  expect((await call(reader, 'PUT', '/message', form({ ...SPRING, id: String(id) }))).status).toBe(403);
  expect((await call(reader, 'DELETE', `/objects?objectID=7&ids=${id}`)).status).toBe(403);
  expect((await call(reader, 'GET', `/Message?id=${id}`)).json.data.message_body).toBeNull();
  for (const [method, path] of [
    ['GET', `/Message?id=${id}`],
    ['PUT', `/message?id=${id}&type=e-mail`],
    ['DELETE', `/Message?id=${id}`],
  ] as const) {
    expect(await call(stranger, method, path)).toMatchObject({ status: 404, text: 'Object not found' });
  }
  expect((await call(owner, 'DELETE', `/objects?objectID=7&ids=${id},999`)).json.data).toBe('Deleted');
  expect((await call(owner, 'GET', `/Message?id=${id}`)).status).toBe(404);
});
