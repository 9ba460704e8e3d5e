import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { Database } from '../app/db.ts';
import { publish } from '../app/live.ts';
import { metrics } from '../app/metrics.ts';
import { startServer, type Server } from '../app/server.ts';
import { announceBatch } from '../ledger/index.ts';
import { CONTACT, CONTACT_FIELDS as C } from './schema.ts';

const BEAT_MS = 150;
const test = testDatabase();
/** Two processes at one database, as far as they can tell. */
let here: Server;
let there: Server;
let other: Database;
let owner: TestSeat;
let seller: TestSeat;
let stranger: TestSeat;
const headers = new Map<TestSeat, Record<string, string>>();
const streams: AbortController[] = [];

beforeAll(async () => {
  other = new Database({ url: test.ownerUrl, clock: test.clock, poolSize: 3, beforeCommit: announceBatch });
  const options = { identify, baseUrl: 'http://quayside.test', port: 0, host: '127.0.0.1', beatMs: BEAT_MS };
  here = await startServer({ ...options, database: test.database });
  there = await startServer({ ...options, database: other });
  owner = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales' });
  stranger = await makeAccount(test);
  for (const seat of [owner, seller, stranger]) headers.set(seat, await signedIn(test, seat));
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.abort();
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await other.close();
});

interface Heard {
  event: string;
  data: any;
}

/** Follows topics as a browser would; `next` gives the next event of a kind, and waits for it. */
async function follow(server: Server, seat: TestSeat, topics: string) {
  const stream = new AbortController();
  streams.push(stream);
  const response = await fetch(`${server.address}/api/live?account=${seat.accountId}&topics=${topics}`, {
    headers: { cookie: headers.get(seat)!.cookie! },
    signal: stream.signal,
  });
  const heard: Heard[] = [];
  let hasEnded = false;
  const reading = response.ok ? readInto(response, heard).then(() => (hasEnded = true)) : Promise.resolve();
  void reading.catch(() => (hasEnded = true));
  const until = async <T>(found: () => T | undefined): Promise<T> => {
    for (let waited = 0; waited < 10_000; waited += 10) {
      const it = found();
      if (it) return it;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`Nothing of it came. Heard: ${JSON.stringify(heard)}`);
  };
  return {
    response,
    heard,
    next: (event: string) =>
      until(() => {
        const place = heard.findIndex((one) => one.event === event);
        return place < 0 ? undefined : heard.splice(place, 1)[0];
      }),
    ended: () => until(() => hasEnded || undefined),
  };
}

async function readInto(response: Response, heard: Heard[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop()!;
    for (const part of parts) {
      const [, event = '', data = 'null'] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
      heard.push({ event, data: JSON.parse(data) });
    }
  }
}

async function call(server: Server, seat: TestSeat, method: string, path: string, body?: object): Promise<any> {
  const response = await fetch(server.address + path, {
    method,
    headers: { ...headers.get(seat)!, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: response.status === 204 ? undefined : await response.json() };
}

/** A contact, once what its making told has been told. */
async function make(seat: TestSeat, values: object): Promise<number> {
  const { id } = (await call(here, seat, 'POST', `/api/records/${CONTACT}`, { values })).body;
  await new Promise((resolve) => setTimeout(resolve, 100));
  return id;
}

describe('a page that follows a record', () => {
  it('hears of a change made in another process, without any of its values', async () => {
    const id = await make(owner, { firstname: 'Ada' });
    const page = await follow(here, owner, `record/${CONTACT}/${id},records/${CONTACT}`);
    expect(page.response.headers.get('content-type')).toBe('text/event-stream');
    expect(page.response.headers.get('cache-control')).toContain('no-transform');
    expect((await page.next('following')).data).toEqual([`record/${CONTACT}/${id}`, `records/${CONTACT}`]);
    expect((await call(there, owner, 'PATCH', `/api/records/${CONTACT}/${id}`, { values: { city: 'Oslo' } })).status).toBe(200);
    const told = [(await page.next('told')).data, (await page.next('told')).data];
    expect(told).toContainEqual({ topic: `record/${CONTACT}/${id}`, data: { changed: true } });
    expect(told).toContainEqual({ topic: `records/${CONTACT}`, data: { ids: [id] } });
    expect(JSON.stringify(told)).not.toContain('Oslo');
  });

  it('hears nothing of what is rolled back, nor of what was published in another account', async () => {
    const id = await make(owner, { firstname: 'Ada' });
    const page = await follow(here, owner, `record/${CONTACT}/${id}`);
    await page.next('following');
    const publishing = test.database.account(owner.accountId, async (db) => {
      publish(db, `record/${CONTACT}/${id}`, { rolledBack: true });
      throw new Error('changed my mind');
    });
    await expect(publishing).rejects.toThrow('changed my mind');
    await other.account(stranger.accountId, async (db) => publish(db, `record/${CONTACT}/${id}`, { theirs: true }));
    await other.account(owner.accountId, async (db) => publish(db, `record/${CONTACT}/${id}`, { ours: true }));
    expect((await page.next('told')).data.data).toEqual({ ours: true });
    expect(page.heard.filter(({ event }) => event === 'told')).toEqual([]);
  });

  it('hears that something happened where the data is too large to carry', async () => {
    const page = await follow(here, owner, `records/${CONTACT}`);
    await page.next('following');
    const ids = Array.from({ length: 5_000 }, (_, n) => n);
    await other.account(owner.accountId, async (db) => publish(db, `records/${CONTACT}`, { ids }));
    expect((await page.next('told')).data).toEqual({ topic: `records/${CONTACT}` });
  });
});

describe('following is refused', () => {
  it('to whoever is not signed in, has no seat there, or asks for nothing that is theirs', async () => {
    const id = await make(owner, { firstname: 'Ada' });
    const nobody = await fetch(`${here.address}/api/live?account=${owner.accountId}&topics=records/0`);
    expect(nobody.status).toBe(401);
    const foreign = await fetch(`${here.address}/api/live?account=${owner.accountId}&topics=records/0`, {
      headers: { cookie: headers.get(stranger)!.cookie! },
    });
    expect([foreign.status, ((await foreign.json()) as { code: string }).code]).toEqual([404, 'account_not_found']);
    for (const topics of [`record/${CONTACT}/${id}`, 'record/0/999999', 'record/0', 'records/77777777777', 'nothing', 'toString']) {
      const { response } = await follow(here, topics.endsWith(String(id)) ? seller : owner, topics);
      expect([topics, response.status, ((await response.json()) as { code: string }).code]).toEqual([topics, 403, 'not_allowed']);
    }
    const { response: empty } = await follow(here, owner, '');
    expect(empty.status).toBe(422);
  });

  it('topic by topic, and ids of records out of reach are in no message', async () => {
    const theirs = await make(owner, { firstname: 'Owned' });
    const own = await make(seller, { firstname: 'Mine' });
    const page = await follow(there, seller, `record/0/${theirs},record/0/${own},records/0`);
    expect((await page.next('following')).data).toEqual([`record/0/${own}`, 'records/0']);
    await call(here, owner, 'PATCH', `/api/records/0/${theirs}`, { values: { city: 'Rome' } });
    expect((await page.next('told')).data).toEqual({ topic: 'records/0' });
  });
});

describe('a stream', () => {
  it('beats, and ends when the seat is taken away', async () => {
    const leaver = await makeUser(test, owner);
    headers.set(leaver, await signedIn(test, leaver));
    const page = await follow(here, leaver, `records/${CONTACT}`);
    await page.next('beat');
    await test.owner.query('delete from users where account_id = $1 and id = $2', [owner.accountId, leaver.userId]);
    await page.ended();
  });

  it('ends when the session ends, or the record is out of reach', async () => {
    const guest = await makeUser(test, owner, { role: 'Sales' });
    headers.set(guest, await signedIn(test, guest));
    const id = await make(guest, { firstname: 'Passing' });
    const page = await follow(here, guest, `record/0/${id}`);
    await page.next('beat');
    await call(here, owner, 'PATCH', `/api/records/0/${id}`, { values: {}, ownerId: owner.userId });
    await page.ended();
    const again = await follow(here, guest, `records/${CONTACT}`);
    await again.next('beat');
    await test.owner.query('delete from auth_sessions where user_id = $1', [guest.identityId]);
    await again.ended();
  });

  it('says that something may have been missed when the database was away', async () => {
    const page = await follow(there, owner, `records/${CONTACT}`);
    await page.next('following');
    await test.owner.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'quayside live'");
    await page.next('missed');
    await test.database.account(owner.accountId, async (db) => publish(db, `records/${CONTACT}`, { after: true }));
    expect((await page.next('told')).data.data).toEqual({ after: true });
  });

  it('is counted, and does not hold up a server that closes', async () => {
    const database = new Database({ url: test.ownerUrl, clock: test.clock, poolSize: 2 });
    const server = await startServer({ database, identify, baseUrl: 'http://quayside.test', port: 0, host: '127.0.0.1' });
    const page = await follow(server, owner, `records/${CONTACT}`);
    await page.next('following');
    expect(await metrics.getSingleMetricAsString('quayside_live_followers')).toMatch(/quayside_live_followers 1\b/);
    await server.close();
    await database.close();
    await page.ended();
  });

  it('tells who else has a record open, to those who may see it alone', async () => {
    const id = await make(owner, { firstname: 'Ada' });
    const page = await follow(there, owner, `record/0/${id}`);
    await page.next('following');
    const presence = { page: 'page-0001', doing: 'here', fieldId: C.email };
    expect((await call(here, owner, 'POST', `/api/records/0/${id}/presence`, presence)).status).toBe(204);
    expect((await page.next('told')).data).toEqual({ topic: `record/0/${id}`, data: { presence: { ...presence, userId: owner.userId } } });
    expect((await call(here, seller, 'POST', `/api/records/0/${id}/presence`, presence)).status).toBe(404);
    expect((await call(here, owner, 'POST', `/api/records/0/${id}/presence`, { ...presence, page: '<b>' })).status).toBe(422);
  });
});
