import { beforeEach, expect, test as it } from 'vitest';
import { callsOn } from '../../../test/calls.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { idsOf, testDatabase } from '../../../test/harness.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { createTaskTemplate } from '../../records/index.ts';
import { taskTemplateBody } from '../../records/schema.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
let contact: string;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
  contact = (await call(owner, 'POST', '/Contacts?firstname=Ada')).json.data.id;
});

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
const query = (condition: string) => `condition=${encodeURIComponent(condition)}`;
const NOW = '1772442000';

it('notes are written, found by whom they are about, changed and removed', async () => {
  const made = (await call(owner, 'POST', '/Notes', json({ contact_id: contact, data: 'Met at the spring fair.' }))).json.data;
  expect(made).toMatchObject({ contact_id: contact, data: 'Met at the spring fair.', object_type_id: '0', time: NOW, type: '1' });
  await call(owner, 'POST', '/objects', json({ objectID: 12, contact_id: contact, data: 'Wants a call.' }));
  const found = await call(owner, 'GET', `/Notes?${query(`contact_id = ${contact} AND data LIKE '%SPRING%'`)}&count=true`);
  expect(found.json).toMatchObject({ count: '1', data: [{ id: made.id }] });
  const list = await call(owner, 'GET', '/Notes?sort=id&sortDir=desc&listFields=data&range=1');
  expect(list.json.data).toEqual([{ id: expect.any(String), data: 'Wants a call.' }]);
  expect((await call(owner, 'PUT', '/Notes', json({ id: made.id, data: 'Met in May.' }))).json.data.attrs).toMatchObject({
    data: 'Met in May.',
    id: made.id,
  });
  expect((await call(owner, 'DELETE', `/Note?id=${made.id}`)).json).toEqual({ code: 0, account_id: owner.accountId });
  expect((await call(owner, 'GET', `/Note?id=${made.id}`)).text).toBe('Object not found');
  expect((await call(owner, 'GET', '/Notes?condition=no_such%3D1')).text).toBe('Invalid query');
});

it('tasks are given by a template, found, moved, completed, opened again and cancelled', async () => {
  const input = taskTemplateBody.parse({ objectId: 0, name: 'Call', subject: 'Call them', body: 'Ask how it goes.' });
  const id = await test.database.account(owner.accountId, (db) =>
    createTaskTemplate(db, owner.actor, { viewer: everyone, ids: idsOf(test.database, owner.accountId), input }),
  );
  const given = await call(
    owner,
    'POST',
    '/task/assign',
    json({ object_type_id: 0, ids: [contact], message: { id, type: 'task', due_date: 2 } }),
  );
  expect(given.json).toEqual({ code: 0, account_id: owner.accountId });
  const [task] = (await call(owner, 'GET', `/Tasks?${query(`contact_id=${contact} and status=0`)}`)).json.data;
  expect(task).toMatchObject({
    subject: 'Call them',
    status: '0',
    owner: String(owner.userId),
    date_due: String(Number(NOW) + 2 * 86_400),
    date_complete: null,
  });

  await call(owner, 'POST', '/task/reschedule', json({ id: task.id, newtime: Number(NOW) + 600 }));
  expect((await call(owner, 'GET', `/Task?id=${task.id}`)).json.data.date_due).toBe(String(Number(NOW) + 600));
  expect((await call(owner, 'PUT', '/Tasks', json({ id: task.id, subject: 'Write to them' }))).json.data).toEqual({
    attrs: { subject: 'Write to them', id: task.id },
  });
  await call(owner, 'POST', '/task/complete', json({ object_type_id: 0, ids: [task.id], data: { outcome: 'Reached' } }));
  expect((await call(owner, 'GET', `/Task?id=${task.id}`)).json.data).toMatchObject({ status: '1', date_complete: NOW });
  await call(owner, 'POST', '/task/reopen', json({ ids: task.id }));
  await call(owner, 'POST', '/task/cancel', json({ objectID: 1, ids: [task.id] }));
  expect((await call(owner, 'GET', `/Task?id=${task.id}`)).json.data.status).toBe('2');
  expect((await call(owner, 'GET', '/Tasks/getInfo')).json.data.count).toBe('1');
});

it('of another account, and of records one may not see, nothing is seen or changed', async () => {
  const { id } = (await call(owner, 'POST', '/Notes', json({ contact_id: contact, data: 'Ours.' }))).json.data;
  const stranger = await makeAccount(test);
  const reader = await makeUser(test, owner, { role: 'Read only' });
  for (const [method, path, body] of [
    ['GET', `/Note?id=${id}`, undefined],
    ['PUT', '/Notes', { id, data: 'Theirs.' }],
    ['DELETE', `/Note?id=${id}`, undefined],
    ['POST', '/Notes', { contact_id: contact, data: 'Theirs.' }],
  ] as const) {
    const answer = await call(stranger, method, path, body ? json(body) : {});
    expect([method, answer.status, answer.text]).toEqual([method, 404, 'Object not found']);
    if (method !== 'GET') expect((await call(reader, method, path, body ? json(body) : {})).status).toBe(403);
  }
  expect((await call(stranger, 'GET', '/Notes')).json.data).toEqual([]);
  expect((await call(owner, 'GET', `/Note?id=${id}`)).json.data.data).toBe('Ours.');
});
