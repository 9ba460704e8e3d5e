import { beforeEach, describe, expect, test as it } from 'vitest';
import { callsOn } from '../../../test/calls.ts';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { idsOf, testDatabase } from '../../../test/harness.ts';
import { createApiKey, updateAccount } from '../../accounts/index.ts';

const test = testDatabase();
const call = callsOn(test);
let owner: TestSeat;
beforeEach(async () => {
  owner = await makeAccount(test);
  await call(owner, 'POST', '/Contacts?firstname=Ada');
});

async function headersWith(scopes: string[]): Promise<Record<string, string>> {
  const { appId, key } = await test.database.account(owner.accountId, (db) =>
    createApiKey(db, owner.actor, idsOf(test.database, owner.accountId), { userId: owner.userId, name: 'Less', scopes }),
  );
  return { 'Api-Appid': appId, 'Api-Key': key };
}

describe('a key that may do less than its user', () => {
  it.each<[scope: string, may: string[], mayNot: string[]]>([
    [
      'records:read',
      ['GET /Contacts', 'GET /Tags', 'GET /Tasks', 'GET /objects/meta', 'GET /objects?objectID=0', 'GET /Products'],
      [
        'POST /Contacts',
        'PUT /objects/tag?objectID=0',
        'POST /Tags',
        'GET /Messages',
        'GET /Forms',
        'GET /Users',
        'GET /Groups',
        'GET /Rules',
        'POST /task/assign',
      ],
    ],
    [
      'records:write',
      ['GET /Contacts', 'POST /Contacts', 'POST /Tags?tag_name=VIP'],
      ['PUT /objects/subscribe?objectID=0', 'POST /message', 'GET /Sequences'],
    ],
    [
      'email:read',
      ['GET /Messages', 'GET /Messages/getInfo', 'GET /Messages/meta'],
      ['POST /message', 'GET /Contacts', 'GET /objects/meta'],
    ],
    ['forms:read', ['GET /Forms', 'GET /Form/getAllFormBlocks'], ['GET /Contacts', 'GET /Messages']],
    [
      'automations:read',
      ['GET /CampaignBuilderItems', 'GET /Sequences', 'GET /Rules'],
      ['POST /objects/pause?objectID=140&ids=1', 'POST /Rules'],
    ],
    ['accounts:read', ['GET /Users', 'GET /Roles'], ['GET /Contacts']],
    ['criteria:read', ['GET /Groups'], ['DELETE /Group?id=1', 'GET /Contacts']],
  ])('with %s', async (scope, may, mayNot) => {
    const headers = await headersWith([scope]);
    for (const [expected, lines] of [
      [200, may],
      [403, mayNot],
    ] as const) {
      for (const line of lines) {
        const [method = '', path = ''] = line.split(' ');
        const answer = await call(null, method, path, { headers });
        expect([line, answer.status]).toEqual([line, expected]);
        if (expected === 403) expect([answer.json, answer.headers['content-type']]).toEqual([undefined, 'text/html;charset=UTF-8']);
      }
    }
  });

  it('lets nobody onto a map by a change of a record', async () => {
    const headers = await headersWith(['records:write']);
    const answer = await call(null, 'PUT', '/Contacts?id=1&updateSequence=*/*7*/*', { headers });
    expect(answer).toMatchObject({ status: 403 });
    expect((await call(null, 'PUT', '/Contacts?id=1&firstname=Augusta', { headers })).status).toBe(200);
  });
});

it('a key in one header of the newer kind opens it too', async () => {
  const { 'Api-Appid': appId, 'Api-Key': key } = await headersWith(['records:read']);
  expect((await call(null, 'GET', '/Contacts', { headers: { Authorization: `Bearer ${appId}:${key}` } })).status).toBe(200);
});

it('a key that a page of a browser sends is refused in plain words, and does nothing', async () => {
  for (const shown of [
    { Origin: 'https://shop.example' },
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'cross-site' },
  ] as Record<string, string>[]) {
    const answer = await call(owner, 'POST', '/Contacts?firstname=Eve', { headers: shown });
    expect([answer.status, answer.json, answer.headers['content-type']]).toEqual([403, undefined, 'text/html;charset=UTF-8']);
    expect(answer.text).toMatch(/browser/);
  }
  expect((await call(owner, 'GET', '/Contacts')).json.data).toHaveLength(1);
});

it('lets so many calls a minute through as the account says', async () => {
  await test.database.account(owner.accountId, (db) => updateAccount(db, owner.actor, { callsPerMinute: 10 }));
  test.clock.moveBy(60_000);
  const first = await call(owner, 'GET', '/Tags');
  expect(first.headers).toMatchObject({ 'x-rate-limit-limit': '10', 'x-rate-limit-remaining': '9' });
  for (let n = 1; n < 10; n++) await call(owner, 'GET', '/Tags');
  expect((await call(owner, 'GET', '/Tags')).status).toBe(429);
});
