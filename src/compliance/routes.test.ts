import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeContacts } from '../../test/mail.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';

const db = testDatabase();
let app: FastifyInstance;

beforeAll(async () => void (app = await buildServer({ database: db.database, identify, baseUrl: 'http://localhost', port: 0 })));
afterAll(() => app.close());

async function ask(seat: TestSeat | null, method: string, url: string, payload?: object): Promise<{ status: number; body: any }> {
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers: seat ? await signedIn(db, seat) : {},
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined };
}

test('the permission card says what may be sent, since when, and why not', async () => {
  const seat = await makeAccount(db);
  const [id] = await makeContacts(db, seat, 1);
  const address = `/api/objects/0/records/${id}/permission`;
  expect((await ask(seat, 'GET', address)).body.email).toMatchObject({
    status: 1,
    refusals: { bulk: 'no_postal_address', transactional: null },
    since: null,
  });
  expect((await ask(seat, 'POST', `${address}/withdraw`, { channel: 'email' })).status).toBe(204);
  expect((await ask(seat, 'GET', address)).body.email).toMatchObject({ status: 0, refusals: { bulk: 'suppressed' }, how: 'user' });
  expect((await ask(seat, 'POST', `${address}/give`, { channel: 'email', evidence: 'ok' })).body.fields).toHaveProperty('evidence');
  expect((await ask(seat, 'POST', `${address}/give`, { channel: 'email', evidence: 'asked on the phone on Monday' })).status).toBe(204);
  expect((await ask(seat, 'GET', address)).body.email).toMatchObject({ status: 1, evidence: 'asked on the phone on Monday' });
  expect((await ask(seat, 'POST', `${address}/give`, { channel: 'email', evidence: 'asked again' })).body.code).toBe(
    'consent_not_possible',
  );
});

test('sending is stopped and resumed with a reason that everybody sees', async () => {
  const seat = await makeAccount(db);
  expect((await ask(seat, 'POST', '/api/sending/stop', { channel: 'email', reason: 'too many complaints' })).status).toBe(204);
  expect((await ask(seat, 'GET', '/api/sending')).body.stopped).toMatchObject([{ channel: 'email', reason: 'too many complaints' }]);
  expect((await ask(seat, 'POST', '/api/sending/resume', { channel: 'email' })).status).toBe(204);
  expect((await ask(seat, 'GET', '/api/sending')).body.stopped).toEqual([]);
});

test('an address is barred and released by hand', async () => {
  const seat = await makeAccount(db);
  const body = { channel: 'email', address: 'No@Example.com' };
  expect((await ask(seat, 'POST', '/api/suppressions', body)).status).toBe(204);
  expect((await ask(seat, 'POST', '/api/suppressions/release', { ...body, address: 'no@example.com ' })).status).toBe(204);
  expect((await ask(seat, 'POST', '/api/suppressions/release', body)).status).toBe(404);
});

test('every route refuses who is not signed in, who lacks the right, and who asks about another account', async () => {
  const seat = await makeAccount(db);
  const stranger = await makeAccount(db);
  const reader = await makeUser(db, seat, { role: 'Read only' });
  const [id] = await makeContacts(db, seat, 1);
  const permission = `/api/objects/0/records/${id}/permission`;
  const routes: [string, string, object | undefined, readerMay: boolean, ofOneThing: boolean][] = [
    ['GET', permission, undefined, true, true],
    ['POST', `${permission}/give`, { channel: 'email', evidence: 'asked by phone' }, false, true],
    ['POST', `${permission}/withdraw`, { channel: 'email' }, false, true],
    ['GET', '/api/sending', undefined, true, false],
    ['POST', '/api/sending/stop', { channel: 'email', reason: 'because' }, false, false],
    ['POST', '/api/sending/resume', { channel: 'email' }, false, false],
    ['POST', '/api/suppressions', { channel: 'email', address: 'a@b.example' }, false, false],
    ['POST', '/api/suppressions/release', { channel: 'email', address: 'a@b.example' }, false, false],
  ];
  for (const [method, url, payload, readerMay, ofOneThing] of routes) {
    expect([url, (await ask(null, method, url, payload)).status]).toEqual([url, method === 'GET' ? 401 : 403]);
    expect([url, (await ask(reader, method, url, payload)).status]).toEqual([url, readerMay ? 200 : 403]);
    if (ofOneThing) expect([url, (await ask(stranger, method, url, payload)).status]).toEqual([url, 404]);
  }
});
