import { afterAll, beforeAll, expect, test as it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { givePostalAddress, makeContacts } from '../../../test/mail.ts';
import { startMailServer, type MailServer } from '../../../test/mail-server.ts';
import { routesOn } from '../../../test/routes.ts';
import { prepareInstallation } from '../../accounts/index.ts';
import { closeThreads } from '../smtp/threads.ts';

const test = testDatabase();
const ask = routesOn(test);
let mailServer: MailServer;

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://localhost', secretKey: 's'.repeat(40) });
  mailServer = await startMailServer();
});
afterAll(async () => {
  await closeThreads();
  await mailServer.close();
});

const plain = (text: string) => ({ kind: 'plain', text });

async function written(seat: TestSeat): Promise<number> {
  test.clock.moveTo('2026-03-02T09:00:00Z');
  await givePostalAddress(test, seat);
  const made = await ask(seat, 'POST', '/api/messages', { name: 'Spring', subject: 'First', body: plain('First words') });
  return made.body.message.id;
}

it('what one person wrote is kept when another writes over it, and whoever was late is told', async () => {
  const mina = await makeAccount(test);
  const otto = await makeUser(test, mina, { role: 'Manager', name: 'Otto Quay' });
  const id = await written(mina);
  const first = await ask(mina, 'PATCH', `/api/messages/${id}`, { revision: 1, body: plain('Mina’s words') });
  expect(first.status).toBe(200);
  expect((await ask(otto, 'PATCH', `/api/messages/${id}`, { revision: 1, body: plain('Late') })).body.code).toBe('message_changed');
  await ask(otto, 'PATCH', `/api/messages/${id}`, { revision: 2, body: plain('Otto’s words') });

  const { versions } = (await ask(mina, 'GET', `/api/messages/${id}/versions`)).body;
  expect(versions).toMatchObject([{ at: 'draft-2', savedBy: mina.name, version: null, canBeRestored: true }]);
  const { source } = (await ask(mina, 'GET', `/api/messages/${id}/versions/draft-2`)).body;
  expect(source).toEqual({ subject: 'First', preheader: '', body: plain('Mina’s words'), textPart: null });
});

it('one sitting keeps what stood there before it, and not every pause in between', async () => {
  const mina = await makeAccount(test);
  const id = await written(mina);
  for (const revision of [1, 2, 3]) await ask(mina, 'PATCH', `/api/messages/${id}`, { revision, body: plain(`Words ${revision}`) });
  expect((await ask(mina, 'GET', `/api/messages/${id}/versions`)).body.versions).toEqual([]);
  test.clock.moveTo('2026-03-02T10:00:00Z');
  await ask(mina, 'PATCH', `/api/messages/${id}`, { revision: 4, body: plain('An hour later') });
  expect((await ask(mina, 'GET', `/api/messages/${id}/versions`)).body.versions).toMatchObject([{ at: 'draft-4' }]);
});

it('what is written over on purpose is kept, be it one’s own', async () => {
  const mina = await makeAccount(test);
  const id = await written(mina);
  await ask(mina, 'PATCH', `/api/messages/${id}`, { revision: 1, body: plain('What I wrote'), keeps: true });
  await ask(mina, 'PATCH', `/api/messages/${id}`, { revision: 2, body: plain('What they wrote'), keeps: true });
  expect((await ask(mina, 'GET', `/api/messages/${id}/versions`)).body.versions).toMatchObject([{ at: 'draft-2' }, { at: 'draft-1' }]);
  expect((await ask(mina, 'GET', `/api/messages/${id}/versions/draft-2`)).body.source.body).toEqual(plain('What I wrote'));
});

it('a published version is restored as a draft, and what it replaces is kept', async () => {
  const mina = await makeAccount(test);
  const id = await written(mina);
  await ask(mina, 'POST', `/api/messages/${id}/publish`);
  test.clock.moveTo('2026-03-02T09:05:00Z');
  await ask(mina, 'PATCH', `/api/messages/${id}`, { revision: 1, subject: 'Second', textPart: 'Own words', body: plain('Second words') });
  const restored = await ask(mina, 'POST', `/api/messages/${id}/restore`, { revision: 2, to: 'version-1' });
  expect(restored.body.message).toMatchObject({
    subject: 'First',
    textPart: null,
    body: plain('First words'),
    revision: 3,
    isChanged: true,
  });
  const { versions } = (await ask(mina, 'GET', `/api/messages/${id}/versions`)).body;
  expect(versions).toMatchObject([{ at: 'draft-2' }, { at: 'version-1', isCurrent: true, letters: 0 }]);
  const back = await ask(mina, 'POST', `/api/messages/${id}/restore`, { revision: 3, to: 'draft-2' });
  expect(back.body.message).toMatchObject({ subject: 'Second', textPart: 'Own words' });
  expect((await ask(mina, 'POST', `/api/messages/${id}/restore`, { revision: 3, to: 'draft-2' })).body.code).toBe('message_changed');
  expect((await ask(mina, 'POST', `/api/messages/${id}/restore`, { revision: 4, to: 'version-9' })).status).toBe(404);
});

it('a look over a message names what keeps it back, and counts for whom a field is blank', async () => {
  const mina = await makeAccount(test);
  const id = await written(mina);
  await makeContacts(test, mina, 2);
  await ask(mina, 'PATCH', `/api/messages/${id}`, {
    revision: 1,
    subject: '',
    body: plain('Hello {{ contact.city }} and {{ contact.first_name | default: "friend" }}'),
  });
  const { findings } = (await ask(mina, 'GET', `/api/messages/${id}/checks`)).body;
  expect(findings).toContainEqual(expect.objectContaining({ severity: 'error', path: 'subject' }));
  expect(findings).toContainEqual(expect.objectContaining({ code: 'blank_field', sentence: expect.stringContaining('is blank for 2') }));
  expect(findings.filter(({ code }: { code: string }) => code === 'blank_field')).toHaveLength(1);
});

it('a test goes to whoever asks for it alone, filled in for a record', async () => {
  const mina = await makeAccount(test);
  const id = await written(mina);
  const [contact] = await makeContacts(test, mina, 1);
  await ask(mina, 'PATCH', `/api/messages/${id}`, { revision: 1, subject: 'Hello {{ contact.email }}' });
  expect((await ask(mina, 'POST', `/api/messages/${id}/test`, {})).body.code).toBe('no_mail_server');
  prepareInstallation(test.database, { baseUrl: 'http://localhost', secretKey: 's'.repeat(40), allowsPrivateHosts: true });
  const server = { smtpHost: mailServer.host, smtpPort: mailServer.port, smtpSecurity: 'none', smtpUser: '' };
  await ask(mina, 'PUT', '/api/mail-settings', { fromName: '', fromAddress: '', replyTo: '', ...server });
  const sent = await ask(mina, 'POST', `/api/messages/${id}/test`, { recordId: contact });
  expect(sent.body).toEqual({ to: mina.email });
  expect(mailServer.letters).toHaveLength(1);
  expect(mailServer.letters[0]).toMatchObject({ to: [mina.email], mail: { subject: expect.stringMatching(/^\[Test\] Hello .+@/) } });
});

it('nobody without the right, and nobody of another account, comes near what a message said', async () => {
  const mina = await makeAccount(test);
  const id = await written(mina);
  const reader = await makeUser(test, mina, { role: 'Read only' });
  const stranger = await makeAccount(test);
  const calls = [
    ['GET', 'versions'],
    ['GET', 'versions/draft-1'],
    ['POST', 'restore', { revision: 1, to: 'draft-1' }],
    ['GET', 'checks'],
    ['POST', 'test', {}],
  ] as const;
  for (const [method, place, payload] of calls) {
    expect((await ask(reader, method, `/api/messages/${id}/${place}`, payload)).status).toBe(403);
    expect((await ask(stranger, method, `/api/messages/${id}/${place}`, payload)).status).toBe(404);
  }
});
