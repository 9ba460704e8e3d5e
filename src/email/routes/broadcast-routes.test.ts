import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor, type Visitor } from '../../../test/browser.ts';
import { givePostalAddress, makeContacts, makeMessage } from '../../../test/mail.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { identify, prepareInstallation } from '../../accounts/index.ts';
import { buildServer } from '../../app/server.ts';
import { letters } from '../personal-data.ts';

const test = testDatabase();
let server: FastifyInstance;
let owner: TestSeat;
let desk: Visitor;
let headers: Record<string, string>;
let messageId: number;
let contacts: number[];

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'a secret key of thirty-two letters' });
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  headers = await signedIn(test, owner);
  desk = visitor(server, headers);
  await givePostalAddress(test, owner);
  contacts = await makeContacts(test, owner, 5);
  messageId = await makeMessage(test, owner);
});
afterAll(() => server.close());

const asked = () => ({ objectId: 0, which: {}, variants: [{ messageId }] });
const plan = (changes: object = {}) => ({
  ...asked(),
  name: 'Spring',
  schedule: { when: 'now' },
  expected: 5,
  key: `a key for ${Math.random()}`,
  ...changes,
});

const PATHS = (id: number): readonly (readonly [string, string, object?])[] => [
  ['GET', '/api/broadcasts'],
  ['POST', '/api/broadcasts/preview', asked()],
  ['POST', '/api/broadcasts', plan()],
  ['GET', `/api/broadcasts/${id}`],
  ['PATCH', `/api/broadcasts/${id}`, { schedule: { when: 'now' } }],
  ['POST', `/api/broadcasts/${id}/pause`],
  ['POST', `/api/broadcasts/${id}/resume`],
  ['POST', `/api/broadcasts/${id}/stop`],
  ['POST', `/api/broadcasts/${id}/winner`, { variant: 0 }],
  ['GET', `/api/reports/letters?broadcast=${id}`],
  ['GET', `/api/reports/letters/people?broadcast=${id}&outcome=sent`],
  ['GET', `/api/reports/letters/people.csv?broadcast=${id}&outcome=sent`],
  ['GET', `/api/reports/letters/heat-map?broadcast=${id}`],
];

const answerTo = async (who: Record<string, string>, [method, url, payload]: readonly [string, string, object?]) =>
  server.inject({ method: method as 'GET', url, headers: who, ...(payload ? { payload } : {}) });

describe('broadcasts over HTTP', () => {
  it('are previewed, sent and told of, with the people behind each number and a table of them', async () => {
    expect(await desk.post('/api/broadcasts/preview', asked())).toMatchObject({ total: 5, reached: 5, refused: [] });
    const { id } = await desk.post('/api/broadcasts', plan());
    await test.settle(owner.accountId);
    expect(await desk.get(`/api/broadcasts/${id}`)).toMatchObject({ state: 'finished', progress: { queued: 5, waiting: 0 } });
    const report = await desk.get(`/api/reports/letters?broadcast=${id}`);
    expect(report.counts).toMatchObject({ sent: 5, delivered: 5, opened: 0, unopened: 5 });
    expect(report.domains.map(({ domain, counts }: { domain: string; counts: { sent: number } }) => [domain, counts.sent])).toEqual([
      ['example.com', 5],
    ]);
    const { people } = await desk.get(`/api/reports/letters/people?broadcast=${id}&outcome=sent`);
    expect(people.map(({ recordId }: { recordId: number }) => recordId).toSorted()).toEqual(contacts);
    const csv = await server.inject({ url: `/api/reports/letters/people.csv?broadcast=${id}&outcome=sent`, headers });
    expect(csv.body.trim().split('\r\n')).toHaveLength(6);
    const { html } = await desk.get(`/api/reports/letters/heat-map?broadcast=${id}`);
    expect(html).toContain('data-link="0"');
    expect((await desk.get('/api/broadcasts')).broadcasts[0]).toMatchObject({ id, rates: { delivered: 5 } });
  });

  it('are nothing to another account', async () => {
    const { id } = await desk.post('/api/broadcasts', plan());
    const other = await makeAccount(test);
    const others = await signedIn(test, other);
    for (const path of PATHS(id).filter(([, url]) => url.includes(String(id)) && url !== '/api/broadcasts')) {
      const answer = await answerTo(others, path);
      expect([path[1], answer.statusCode]).toEqual([path[1], 404]);
    }
    expect((await server.inject({ url: '/api/broadcasts', headers: others })).json()).toMatchObject({ broadcasts: [], open: [] });
  });

  it('are nothing to whoever may not work on messages', async () => {
    const { id } = await desk.post('/api/broadcasts', plan());
    const seller = await signedIn(test, await makeUser(test, owner, { role: 'Read only' }));
    for (const path of PATHS(id)) {
      const answer = await answerTo(seller, path);
      expect([path[1], answer.statusCode, answer.json().code]).toEqual([path[1], 403, 'not_allowed']);
    }
  });

  it('reach only whom their planner may see, and show each viewer only the people these may see', async () => {
    await test.owner.query(
      `update roles set rights = jsonb_set(jsonb_set(jsonb_set(rights, '{account}', '["messages.manage"]'), '{objects}', '{}'),
         '{otherObjects}', '{"view":"own","edit":"own","delete":"none","create":true,"export":true,"bulk":true,"sections":{}}')
       where account_id = $1 and name = 'Sales'`,
      [owner.accountId],
    );
    const seller = await makeUser(test, owner, { role: 'Sales' });
    await test.owner.query('update records set owner_id = $3 where account_id = $1 and object_id = 0 and id = $2', [
      owner.accountId,
      contacts[0],
      seller.userId,
    ]);
    const sellers = visitor(server, await signedIn(test, seller));
    expect(await sellers.post('/api/broadcasts/preview', asked())).toMatchObject({ total: 1, reached: 1 });
    const { id } = await desk.post('/api/broadcasts', plan());
    await test.settle(owner.accountId);
    const seen = await sellers.get(`/api/reports/letters/people?broadcast=${id}&outcome=sent`);
    expect(seen).toMatchObject({ hidden: 4, people: [{ recordId: contacts[0] }] });
  });

  it('refuse a set that is much another than was shown, and a test without variants', async () => {
    const refused = async (changes: object) => (await answerTo(headers, ['POST', '/api/broadcasts', plan(changes)])).json().code;
    expect(await refused({ expected: 500 })).toBe('receivers_changed');
    expect(await refused({ test: { share: 20, by: 'opens' } })).toBe('invalid_input');
    expect(await refused({ which: { unopenedOf: 99_999 } })).toBe('not_found');
  });
});

describe('a letter to one person', () => {
  /** In how many messages and versions a word stands. */
  async function wordsKept(word: string): Promise<number> {
    const { rows } = await test.owner.query<{ count: number }>(
      `select count(*)::int as count from (select m::text as row from messages m where m.account_id = $1
         union all select v::text from message_versions v where v.account_id = $1) kept where kept.row like $2`,
      [owner.accountId, `%${word}%`],
    );
    return rows[0]!.count;
  }

  it('is written by whoever may change the record, leaves as typed, and is no message to choose from', async () => {
    const { deliveryId } = await desk.post(`/api/records/0/${contacts[1]}/letters`, {
      subject: 'About Saturday',
      text: 'See you at **four**.',
    });
    await test.settle(owner.accountId);
    const letter = await desk.get(`/api/outbox/${deliveryId}`);
    expect(letter.letter).toMatchObject({ subject: 'About Saturday' });
    expect(letter.letter.text).toContain('See you at');
    expect((await desk.get('/api/messages')).messages.map(({ id }: { id: number }) => id)).toEqual([messageId]);
  });

  it('cannot be opened as a message, so that nobody reads it who may not see the person', async () => {
    const { deliveryId } = await desk.post(`/api/records/0/${contacts[1]}/letters`, { subject: 'Secret', text: 'Words' });
    const { rows } = await test.owner.query<{ message_id: number }>(
      'select message_id::int from deliveries where account_id = $1 and id = $2',
      [owner.accountId, deliveryId],
    );
    for (const path of [`/api/messages/${rows[0]!.message_id}`, `/api/reports/letters?message=${rows[0]!.message_id}`])
      expect((await server.inject({ url: path, headers })).statusCode).toBe(404);
  });

  it('is refused with its reason to whom nobody may write', async () => {
    await test.owner.query('update records set email_status = -2 where account_id = $1 and object_id = 0 and id = $2', [
      owner.accountId,
      contacts[2],
    ]);
    const answer = await desk.post(`/api/records/0/${contacts[2]}/letters`, { subject: 'Refused news', text: 'Refused words' });
    expect(answer).toEqual({ deliveryId: null, refused: 'hard_bounce' });
    expect(await wordsKept('Refused')).toBe(0);
  });

  it('loses its words when the person is erased, and nothing else ever changes a version', async () => {
    await desk.post(`/api/records/0/${contacts[1]}/letters`, { subject: 'Parting', text: 'Parting words' });
    expect(await wordsKept('Parting')).toBeGreaterThan(0);
    await test.database.account(owner.accountId, (db) => letters.erase(db, 0, contacts[1]!));
    expect(await wordsKept('Parting')).toBe(0);
    const published = await test.owner.query("select from message_versions where account_id = $1 and subject <> ''", [owner.accountId]);
    expect(published.rowCount).toBeGreaterThan(0);
  });

  it('is nothing that another account, or a reader, may write', async () => {
    const other = await signedIn(test, await makeAccount(test));
    const reader = await signedIn(test, await makeUser(test, owner, { role: 'Read only' }));
    const body = { subject: 'Hello', text: 'Words' };
    expect((await answerTo(other, ['POST', `/api/records/0/${contacts[3]}/letters`, body])).statusCode).toBe(404);
    expect((await answerTo(reader, ['POST', `/api/records/0/${contacts[3]}/letters`, body])).statusCode).toBe(403);
  });
});
