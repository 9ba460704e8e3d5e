import { beforeEach, expect, test as it } from 'vitest';
import { callsOn } from '../../../test/calls.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';
import { publishAutomation } from '../../automations/index.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
let map: number;
let contact: string;
beforeEach(async () => {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  owner = await makeAccount(test);
  map = await makeAutomation(test, owner, makeMap([['wait', { wait: 'for', amount: 1, unit: 'days' }]]), 'Welcome');
  await test.database.account(owner.accountId, (db) => publishAutomation(db, owner.actor, map));
  contact = (await call(owner, 'POST', '/Contacts?firstname=Ada')).json.data.id;
});

const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });

it('records are let onto maps and taken off, at once; words instead of numbers are passed over', async () => {
  const done = await call(owner, 'PUT', '/objects/subscribe', json({ objectID: 0, add_list: [map, 'Welcome'], ids: [contact] }));
  expect(done.json).toEqual({ code: 0, data: 'The subscription is now being processed.', account_id: owner.accountId });
  expect((await call(owner, 'GET', `/Contact?id=${contact}`)).json.data.updateCampaign).toBe(`*/*${map}*/*`);
  expect((await call(owner, 'GET', '/CampaignBuilderItems')).json.data).toMatchObject([
    { id: String(map), name: 'Welcome', pause: '0', subs: '1' },
  ]);
  await call(owner, 'DELETE', '/objects/subscribe', json({ objectID: 0, remove_list: `${map}`, ids: `${contact}` }));
  expect((await call(owner, 'GET', `/Contact?id=${contact}`)).json.data.updateCampaign).toBe('');
});

it('maps are paused and go on, by those who may', async () => {
  const reader = await makeUser(test, owner, { role: 'Read only' });
  expect((await call(reader, 'POST', '/objects/pause', json({ objectID: 140, ids: [map] }))).status).toBe(403);
  const paused = await call(owner, 'POST', '/objects/pause', json({ objectID: 140, ids: [map] }));
  expect(paused.json).toEqual({ code: 0, account_id: owner.accountId });
  expect((await call(owner, 'GET', `/CampaignBuilderItem?id=${map}`)).json.data.pause).toBe('1');
  await call(owner, 'POST', '/objects/unpause', json({ objectID: 140, ids: [map] }));
  expect((await call(owner, 'GET', `/CampaignBuilderItem?id=${map}`)).json.data.pause).toBe('0');
});

it('maps and people of another account are nobody', async () => {
  const stranger = await makeAccount(test);
  const refused = await call(stranger, 'PUT', '/objects/subscribe', json({ objectID: 0, add_list: [map], ids: [contact] }));
  expect(refused).toMatchObject({ status: 404, text: 'Object not found' });
  expect((await call(stranger, 'GET', '/CampaignBuilderItems')).json.data).toEqual([]);
  expect((await call(owner, 'GET', `/Contact?id=${contact}`)).json.data.updateCampaign).toBe('');
});
