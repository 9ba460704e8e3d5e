import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, prepareInstallation } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { CONTACT_FIELDS as F } from '../records/schema.ts';
import { visitor, type Visitor } from '../../test/browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { letterMark, readLetterMark } from './letter-mark.ts';
import { markLink } from './mark-link.ts';
import { storeWaitingHits } from './note-hit.ts';
import { placeOf } from './place-of.ts';
import type { VisitSettings } from './schema.ts';
import { readSiteKey, siteKey } from './site-key.ts';
import { BROWSER } from '../../test/reader.ts';

const test = testDatabase();
const SECRET = 'a key for tests alone, long enough for everybody';
const ANNA = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const BEN = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
let server: FastifyInstance;
let seat: TestSeat;
let owner: Visitor;
let settings: VisitSettings;

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: SECRET });
  server = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  seat = await makeAccount(test);
  owner = visitor(server, await signedIn(test, seat));
  settings = await owner.patch('/api/visits/settings', { domains: ['https://www.Bakery.example/shop'], consent: 'at_once' });
});
afterAll(() => server.close());

/** What the script of a page would tell. */
async function look(told: Record<string, string>, headers: Record<string, string> = {}, key = settings.siteKey) {
  const answer = await server.inject({
    method: 'POST',
    url: `/t/${key}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', 'user-agent': BROWSER, ...headers },
    payload: new URLSearchParams(told).toString(),
  });
  await storeWaitingHits(test.database);
  return answer.statusCode;
}
const views = async () => (await test.owner.query('select * from page_views where account_id = $1 order by id', [seat.accountId])).rows;
const visitors = async () => (await test.owner.query('select * from visitors where account_id = $1 order by id', [seat.accountId])).rows;
const contact = async (name: string): Promise<number> =>
  (await owner.post('/api/records/0', { values: { firstname: name, email: `${name.toLowerCase()}@example.com` } })).id;

describe('the settings of visits', () => {
  it('keep domains by their bare names and give a snippet with the site’s key', () => {
    expect(settings.domains).toEqual(['bakery.example']);
    expect(settings.snippet).toBe(`<script async src="http://quayside.test/t/${settings.siteKey}.js"></script>`);
    expect(readSiteKey(SECRET, settings.siteKey)).toEqual({ accountId: seat.accountId, number: 1 });
  });

  it('refuse what is no domain, in a sentence', async () => {
    const answer = await server.inject({
      method: 'PATCH',
      url: '/api/visits/settings',
      headers: await signedIn(test, seat),
      payload: { domains: ['not a domain'] },
    });
    expect([answer.statusCode, answer.json().fields]).toEqual([
      422,
      { 'domains.0': '“not a domain” is no domain. Give it like bakery.example.' },
    ]);
  });

  it('are nobody’s to see or change without the right, and another account has its own', async () => {
    const sales = await makeUser(test, seat, { role: 'Sales' });
    for (const [method, url] of [
      ['GET', '/api/visits/settings'],
      ['PATCH', '/api/visits/settings'],
      ['POST', '/api/visits/key'],
    ] as const) {
      const answer = await server.inject({
        method,
        url,
        headers: await signedIn(test, sales),
        ...(method === 'GET' ? {} : { payload: {} }),
      });
      expect(answer.statusCode, url).toBe(403);
    }
    const stranger = visitor(server, await signedIn(test, await makeAccount(test)));
    expect((await stranger.get('/api/visits/settings')).domains).toEqual([]);
  });
});

describe('the script', () => {
  it('is smaller than 3 kB packed, and only for a key that counts', async () => {
    const { body, headers } = await server.inject(`/t/${settings.siteKey}.js`);
    expect(headers['content-type']).toContain('javascript');
    expect(gzipSync(body).length).toBeLessThan(3_000);
    expect(body).toContain('"domains":["bakery.example"]');
    expect((await server.inject(`/t/${settings.siteKey.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}.js`)).statusCode).toBe(404);
    expect((await server.inject('/t/zzzzzzzzzz-1aaaaaaaaaaaaaaaa.js')).statusCode).toBe(404);
  });

  it('comes packed to whoever can unpack it', async () => {
    const packed = await server.inject({ url: `/t/${settings.siteKey}.js`, headers: { 'accept-encoding': 'gzip, br' } });
    expect([packed.headers['content-encoding'], packed.rawPayload.length < 3_000]).toEqual(['gzip', true]);
  });
});

describe('a page that is looked at', () => {
  it('is noted once with how it was come to, without the question of its address', async () => {
    expect(
      await look({
        u: 'https://www.bakery.example/bread?utm_source=paper&utm_campaign=spring&token=secret',
        r: 'https://news.example/a?b=c',
        v: ANNA,
      }),
    ).toBe(204);
    const [view] = await views();
    expect(view).toMatchObject({
      host: 'www.bakery.example',
      path: '/bread',
      referrer: 'https://news.example/a',
      utm: { source: 'paper', campaign: 'spring' },
      begins_visit: true,
    });
    expect(JSON.stringify([await views(), await visitors()])).not.toMatch(/secret|aaaaaaaa|127\.0\.0\.1/);
  });

  it('belongs to the visit at hand until half an hour has passed', async () => {
    await look({ u: 'https://bakery.example/rolls', r: 'https://bakery.example/bread', v: ANNA });
    test.clock.moveTo('2026-03-02T10:00:00Z');
    await look({ u: 'https://bakery.example/cakes', v: ANNA });
    expect((await views()).map(({ begins_visit }) => begins_visit)).toEqual([true, false, true]);
    expect(await visitors()).toMatchObject([{ visits: 2, views: 3, first: { utm: { campaign: 'spring' } } }]);
  });

  it.each([
    ['a machine', {}, { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }],
    ['nobody who says what they are', {}, { 'user-agent': '' }],
    ['who asks not to be followed', {}, { 'sec-gpc': '1' }],
    ['who asks so in the older way', {}, { dnt: '1' }],
    ['a page on another domain', { u: 'https://evil.example/bread' }, {}],
    ['a domain that only ends alike', { u: 'https://notbakery.example/' }, {}],
    ['a page told of by another', {}, { origin: 'https://evil.example' }],
    ['what is no page', { u: 'javascript:alert(1)' }, {}],
  ])('is not noted of %s', async (_, told, headers) => {
    const before = (await views()).length;
    expect(await look({ u: 'https://bakery.example/bread', v: BEN, ...told }, headers)).toBe(204);
    expect((await views()).length).toBe(before);
  });

  it('tells in the settings that it was seen, and which domain is not named', async () => {
    const { seen, refused, days, pages } = await owner.get<VisitSettings>('/api/visits/settings');
    expect([seen!.address, ['evil.example', 'notbakery.example'].includes(refused!.host)]).toEqual(['https://bakery.example/cakes', true]);
    expect(days).toEqual([{ day: '2026-03-02', views: 3, visits: 2, visitors: 1 }]);
    expect(pages.map(({ views: count }) => count)).toEqual([1, 1, 1]);
  });

  it('is counted without a visitor where nobody is to be recognised', async () => {
    await owner.patch('/api/visits/settings', { consent: 'never' });
    await look({ u: 'https://bakery.example/quiet', v: BEN });
    expect((await views()).at(-1)).toMatchObject({ path: '/quiet', visitor_id: null });
    expect(await visitors()).toHaveLength(1);
    await owner.patch('/api/visits/settings', { consent: 'at_once' });
  });
});

describe('a visitor who comes by a link of a letter', () => {
  it('is known from then on, with what they looked at before, their source and the event', async () => {
    const id = await contact('Anna');
    const address = await test.database.account(seat.accountId, (db) =>
      markLink(db, test.database, { address: 'https://bakery.example/offer?utm_source=letter', objectId: 0, recordId: id }),
    );
    const mark = new URL(address).searchParams.get('qs_letter')!;
    await look({ u: 'https://bakery.example/offer?utm_source=letter', v: ANNA, l: mark });
    expect((await visitors())[0]).toMatchObject({ object_id: 0, record_id: id });
    expect((await views()).filter(({ record_id }) => record_id === id)).toHaveLength(4);
    const record = await owner.get(`/api/records/0/${id}`);
    expect(record.values).toMatchObject({ [F.firstCampaign]: 'spring', [F.firstCampaign + 1]: 'paper', [F.lastCampaign + 1]: 'letter' });
    const { rows } = await test.owner.query(
      `select kind, data, personal from events where account_id = $1 and kind in ('page.visited', 'visitor.known') order by id`,
      [seat.accountId],
    );
    expect(rows).toMatchObject([
      { kind: 'visitor.known', data: { how: 'letter' } },
      { kind: 'page.visited', personal: { address: 'https://bakery.example/offer', source: 'letter' } },
    ]);
    expect(await owner.get(`/api/records/0/${id}/visits`)).toMatchObject([{ address: 'bakery.example/offer' }, {}, {}, {}]);
  });

  it('is not taken for somebody by a mark that is old, changed or of another account', async () => {
    const now = new Date('2026-03-02T10:00:00Z');
    const mark = letterMark(SECRET, seat.accountId, { objectId: 0, recordId: 1, now });
    const read = (given: string, at = now, account = seat.accountId) => readLetterMark(SECRET, account, { mark: given, now: at });
    expect(read(mark)).toEqual({ objectId: 0, recordId: 1 });
    expect(read(mark, new Date(now.getTime() + 11 * 60_000))).toBeUndefined();
    expect(read(mark, now, seat.accountId + 1)).toBeUndefined();
    expect(read(mark.replace('0.1.', '0.2.'))).toBeUndefined();
    expect(read('')).toBeUndefined();
  });

  it('leaves the addresses of other sites as they are', async () => {
    const address = 'https://elsewhere.example/a?b=c';
    const marked = await test.database.account(seat.accountId, (db) => markLink(db, test.database, { address, objectId: 0, recordId: 1 }));
    expect(marked).toBe(address);
  });
});

describe('what is kept of visits', () => {
  it('is shown to nobody who may not see the record, nor to another account', async () => {
    const id = await contact('Hidden');
    const stranger = await makeAccount(test);
    const sales = await makeUser(test, seat, { role: 'Sales' });
    for (const who of [stranger, sales]) {
      const answer = await server.inject({ url: `/api/records/0/${id}/visits`, headers: await signedIn(test, who) });
      expect(answer.statusCode).toBe(404);
    }
  });

  it('goes when the person is erased, and is handed out before', async () => {
    const [known] = (await visitors()).filter(({ record_id }) => record_id !== null);
    await owner.post('/api/privacy/erasures', { object: 0, id: known.record_id });
    await test.settle(seat.accountId);
    expect([(await visitors()).length, (await views()).filter(({ visitor_id }) => visitor_id !== null).length]).toEqual([0, 0]);
  });

  it('is forgotten after a year and more', async () => {
    await look({ u: 'https://bakery.example/old', v: BEN });
    const { rows } = await test.owner.query(
      "select forget_old_visits(timestamptz '2027-02-01', 400, 10) as early, forget_old_visits(timestamptz '2027-06-01', 400, 10) as late",
    );
    expect(rows).toEqual([{ early: expect.anything(), late: expect.anything() }]);
    expect([Number(rows[0].early), Number(rows[0].late)]).toEqual([0, 3]);
  });

  it('stops being taken in with another key', async () => {
    const old = settings.siteKey;
    settings = await owner.post('/api/visits/key');
    expect(settings.siteKey).not.toBe(old);
    expect((await server.inject(`/t/${old}.js`)).statusCode).toBe(404);
    expect(siteKey(SECRET, seat.accountId, 2)).toBe(settings.siteKey);
  });
});

describe('a place', () => {
  it('is the country of an address, and nothing for one of an own network', async () => {
    expect(await placeOf(test.database, '193.99.144.85')).toEqual({ country: 'DE' });
    expect(await placeOf(test.database, '::ffff:193.99.144.85')).toEqual({ country: 'DE' });
    expect(await placeOf(test.database, '192.168.1.1')).toEqual({});
    expect(await placeOf(test.database, 'nonsense')).toEqual({});
  });

  it('comes from the file that the operator has named, and from nowhere while that is not there', async () => {
    const installation = { baseUrl: 'http://quayside.test', secretKey: SECRET };
    prepareInstallation(test.database, { ...installation, placesFile: '/nowhere/cities.mmdb' });
    expect(await placeOf(test.database, '193.99.144.85')).toEqual({});
    prepareInstallation(test.database, installation);
  });
});
