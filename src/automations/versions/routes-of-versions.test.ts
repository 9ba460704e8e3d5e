import { beforeAll, expect, test as it } from 'vitest';
import { makeContacts } from '../../../test/automations/contacts.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { routesOn } from '../../../test/routes.ts';
import { makeAutomation, makeMap } from '../../../test/maps.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let reader: TestSeat;
let stranger: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
  reader = await makeUser(test, owner, { role: 'Read only' });
  stranger = await makeAccount(test);
});

const DAY = ['wait', { wait: 'for', amount: 1, unit: 'days' }] as [string, Record<string, unknown>];

it('a version is published with its choices, listed, named, compared, restored, and what was changed since is discarded', async () => {
  const map = makeMap([DAY, DAY]);
  const id = await makeAutomation(test, owner, map);
  const at = `/api/automations/${id}`;
  const [ada] = await makeContacts(test, owner, ['Ada']);
  await ask(owner, 'POST', `${at}/records`, { recordIds: [ada] });
  await test.settle();

  const changed = { ...map, start: 2, steps: [map.steps[1]!] };
  await ask(owner, 'PATCH', at, { revision: 1, map: changed });
  expect((await ask(owner, 'GET', `${at}/effect`)).body).toMatchObject({
    revision: 2,
    version: 1,
    standing: 1,
    steps: [{ stepId: 1, fate: 'removed', now: 1, proposal: { do: 'move', to: 2 } }],
    difference: {
      steps: [
        { stepId: 2, difference: 'same' },
        { stepId: 1, difference: 'removed' },
      ],
      rules: [{ path: 'start', before: 1, after: 2 }],
    },
  });
  expect((await ask(owner, 'POST', `${at}/publish`, { revision: 2, removed: {} })).body).toMatchObject({ code: 'people_left_out' });
  expect((await ask(owner, 'POST', `${at}/publish`, { revision: 1, removed: {} })).body).toMatchObject({ code: 'changed_meanwhile' });
  const published = await ask(owner, 'POST', `${at}/publish`, { revision: 2, removed: { 1: { do: 'move', to: 2 } }, name: 'Shorter' });
  expect(published.body).toMatchObject({ status: 'published', version: 2, draftDiffers: false });

  expect((await ask(owner, 'GET', `${at}/versions`)).body).toMatchObject([
    { version: 2, name: 'Shorter', publishedBy: owner.name, standing: 0, isCurrent: true },
    { version: 1, name: '', standing: 1, isCurrent: false },
  ]);
  await ask(owner, 'PATCH', `${at}/versions/1`, { name: 'The long one', note: 'Before spring.' });
  expect((await ask(owner, 'GET', `${at}/versions`)).body[1]).toMatchObject({ name: 'The long one', note: 'Before spring.' });
  expect((await ask(owner, 'GET', `${at}/compare?from=1&to=2`)).body.difference.steps).toHaveLength(2);
  expect((await ask(owner, 'GET', `${at}/versions/1`)).body.map.steps).toHaveLength(2);

  const restored = await ask(owner, 'POST', `${at}/versions/1/restore`, { revision: 2 });
  expect(restored.body).toMatchObject({ revision: 3, draftDiffers: true, draft: { start: 1, lastId: map.lastId } });
  const discarded = await ask(owner, 'POST', `${at}/draft/discard`, { revision: 3 });
  expect(discarded.body).toMatchObject({ revision: 4, draftDiffers: false, draft: { start: 2 } });
  expect((await ask(owner, 'GET', `${at}/export`)).body).toMatchObject({ format: 'quayside-map-1', map: { start: 2 } });
});

it('a file that is none is refused with a sentence', async () => {
  for (const file of ['hello', 7, [], {}, { format: 'other' }]) {
    const { status, body } = await ask(owner, 'POST', '/api/automations/import/preview', { file });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toMatch(/exported here/);
  }
  const { status } = await ask(owner, 'POST', '/api/automations/import/preview', { file: { format: 'x'.repeat(3_000_000) } });
  expect(status).toBe(413);
});

it('another account finds none of it, and a role without the right changes none of it', async () => {
  const id = await makeAutomation(test, owner, makeMap([DAY]));
  const at = `/api/automations/${id}`;
  const { body: file } = await ask(owner, 'GET', `${at}/export`);
  for (const url of [`${at}/effect`, `${at}/versions`, `${at}/versions/1`, `${at}/compare?from=1`]) {
    expect((await ask(stranger, 'GET', url)).status, `another account GET ${url}`).toBe(404);
    expect((await ask(reader, 'GET', url)).status, `a reader GET ${url}`).toBe(200);
  }
  const writes: [string, string, object?][] = [
    ['GET', `${at}/export`],
    ['POST', `${at}/publish`, {}],
    ['PATCH', `${at}/versions/1`, { name: 'Mine' }],
    ['POST', `${at}/versions/1/restore`, { revision: 1 }],
    ['POST', `${at}/draft/discard`, { revision: 1 }],
  ];
  for (const [method, url, payload] of writes) {
    expect((await ask(reader, method, url, payload)).status, `a reader ${method} ${url}`).toBe(403);
    expect((await ask(stranger, method, url, payload)).status, `another account ${method} ${url}`).toBe(404);
  }
  for (const url of ['/api/automations/import/preview', '/api/automations/import']) {
    expect((await ask(reader, 'POST', url, { file })).status, `a reader POST ${url}`).toBe(403);
    expect((await ask(stranger, 'POST', url, { file })).status, `another account makes a map of its own`).toBe(200);
  }
  expect((await ask(stranger, 'GET', '/api/automations')).body).toHaveLength(1);
});
