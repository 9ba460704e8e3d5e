import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { startHookServer, type HookServer } from '../../../test/hook-server.ts';
import { givePostalAddress, makeContacts } from '../../../test/mail.ts';
import { identify, prepareInstallation } from '../../accounts/index.ts';
import { allowPrivateHosts } from '../../app/outbound.ts';
import { buildServer } from '../../app/server.ts';
import { createMessage } from '../create-message.ts';
import { publishMessage } from '../publish-message.ts';
import { createMessageBody } from '../schema.ts';
import { askSpamd } from './ask-spamd.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let stranger: TestSeat;
let seller: TestSeat;
let hooks: HookServer;
let spamd: Server;
let spamdUrl: string;
/** What the filter answers to the next letter, and what it was given. */
const filter = { points: 0.4, given: '' };
const headers = new Map<TestSeat, Record<string, string>>();

/** Word for word as SpamAssassin 4.0.1 answers. */
const reply = (points: number): string =>
  `SPAMD/1.1 0 EX_OK\r\nContent-length: 700\r\nSpam: ${points >= 5 ? 'True' : 'False'} ; ${points} / 5.0\r\n\r\nSpam detection software, running on the system "mail",\n` +
  `has identified this incoming email as possible spam.\n\nContent analysis details:   (${points} points, 5.0 required)\n\n` +
  ' pts rule name              description\n---- ---------------------- --------------------------------------------------\n' +
  '-0.0 NO_RELAYS              Informational: message was not relayed via SMTP\n 1.7 INVALID_DATE           Invalid Date: header (not RFC 2822)\n' +
  '1000 GTUBE                  BODY: Generic Test for Unsolicited Bulk Email\n 0.2 NORMAL_HTTP_TO_IP      URI: URI host has a public dotted-decimal IPv4\n' +
  '                            address\n\n';

beforeAll(async () => {
  spamd = createServer({ allowHalfOpen: true }, (socket) => {
    filter.given = '';
    socket.on('data', (part: Buffer) => (filter.given += part.toString('utf8')));
    socket.once('end', () => socket.end(reply(filter.points)));
  });
  await new Promise<void>((ready) => spamd.listen(0, '127.0.0.1', ready));
  spamdUrl = `spamd://127.0.0.1:${(spamd.address() as AddressInfo).port}`;
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'x'.repeat(40), spamdUrl });
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales' });
  for (const seat of [owner, stranger, seller]) headers.set(seat, await signedIn(test, seat));
  await givePostalAddress(test, owner);
  hooks = await startHookServer();
});
afterAll(async () => {
  allowPrivateHosts(false);
  await hooks.close();
  await app.close();
  await new Promise((done) => spamd.close(done));
});

async function ask(seat: TestSeat, method: 'GET' | 'POST', url: string): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers: headers.get(seat)! });
  return { status: response.statusCode, body: response.json() };
}

const write = (changes: object = {}): Promise<number> =>
  test.database.account(owner.accountId, (db) =>
    createMessage(
      db,
      owner.actor,
      owner.ids,
      createMessageBody.parse({
        name: 'News',
        subject: 'News',
        preheader: 'Short',
        body: { kind: 'plain', text: 'Hello {{ contact.first_name }}, read this.' },
        ...changes,
      }),
    ),
  );

describe('SpamAssassin', () => {
  it('is asked in its own words, and its report is read', async () => {
    filter.points = 2.5;
    const score = await askSpamd(spamdUrl, Buffer.from('Subject: hi\r\n\r\nhello'));
    expect(filter.given).toBe('REPORT SPAMC/1.5\r\nContent-length: 20\r\n\r\nSubject: hi\r\n\r\nhello');
    expect(score).toEqual({
      score: 2.5,
      rules: [
        { name: 'GTUBE', points: 1000, about: 'BODY: Generic Test for Unsolicited Bulk Email' },
        { name: 'INVALID_DATE', points: 1.7, about: 'Invalid Date: header (not RFC 2822)' },
        { name: 'NORMAL_HTTP_TO_IP', points: 0.2, about: 'URI: URI host has a public dotted-decimal IPv4 address' },
      ],
    });
  });

  it('is done without where none answers', async () => {
    expect(await askSpamd('spamd://127.0.0.1:1', Buffer.from('x'))).toBeUndefined();
  });

  it('keeps a bulk letter of five points or more from being published, and no other', async () => {
    const [bulk, receipt] = [await write(), await write({ purpose: 'transactional' })];
    filter.points = 5;
    const refused = await ask(owner, 'POST', `/api/messages/${bulk}/publish`);
    expect([refused.status, refused.body.code]).toEqual([422, 'message_like_spam']);
    expect(refused.body.message ?? refused.body.sentence ?? JSON.stringify(refused.body)).toContain('Generic Test');
    expect(filter.given).toContain('List-Unsubscribe:');
    const unasked = test.database.account(owner.accountId, (db) => publishMessage(db, owner.actor, bulk));
    await expect(unasked).rejects.toMatchObject({ code: 'message_unscored' });
    expect((await ask(owner, 'POST', `/api/messages/${receipt}/publish`)).status).toBe(200);
    filter.points = 4.9;
    expect((await ask(owner, 'POST', `/api/messages/${bulk}/publish`)).status).toBe(200);
    const { rows } = await test.owner.query('select spam_score from message_versions where account_id = $1 order by message_id', [
      owner.accountId,
    ]);
    expect(rows.map(({ spam_score }) => Number(spam_score).toFixed(1))).toEqual(['4.9', '5.0']);
  });

  it('is asked about every other subject of a test, and keeps one of five points or more from being planned', async () => {
    const id = await write();
    filter.points = 0.4;
    expect((await ask(owner, 'POST', `/api/messages/${id}/publish`)).status).toBe(200);
    const plan = async (seat: TestSeat) => {
      const payload = {
        name: 'News',
        which: {},
        variants: [{ messageId: id }, { messageId: id, subject: 'WIN $$$ NOW' }],
        test: { share: 100, by: 'opens', waitMinutes: 60 },
        schedule: { when: 'now' },
        expected: 2,
        key: 'spam-subjects',
      };
      const response = await app.inject({ method: 'POST', url: '/api/broadcasts', headers: headers.get(seat)!, payload });
      return { status: response.statusCode, body: response.json() };
    };
    filter.points = 5.2;
    const { status, body } = await plan(owner);
    expect([status, body.code]).toEqual([422, 'message_like_spam']);
    expect(body.fields['variants.1']).toContain('“WIN $$$ NOW” SpamAssassin gives this letter 5.2 points');
    expect(filter.given).toContain('Subject: WIN $$$ NOW');
    filter.points = 4.9;
    expect((await plan(owner)).body.code).not.toBe('message_like_spam');
    expect((await plan(stranger)).status).toBe(404);
  });
});

describe('a look over a message', () => {
  it('counts for how many of all receivers a merge field is blank, related records among them', async () => {
    const [first] = await makeContacts(test, owner, 3);
    await test.owner.query("update records set values = values - '1' where account_id = $1 and id = $2", [owner.accountId, first]);
    await test.owner.query('delete from field_values where account_id = $1 and record_id = $2 and field_id = 1', [owner.accountId, first]);
    const text =
      'Hello {{ contact.first_name }} of {{ contact.company.name }} in {{ contact.city | default: "town" }}{% if contact.title %}, {{ contact.title }}{% endif %}';
    const id = await write({ body: { kind: 'plain', text } });
    const { body } = await ask(owner, 'GET', `/api/messages/${id}/checks`);
    const sentences = body.findings
      .filter(({ code }: { code: string }) => code === 'blank_field')
      .map(({ sentence }: { sentence: string }) => sentence);
    expect(sentences).toEqual([
      '“First name” is blank for 1 of 3 contacts. Say what stands there instead: {{ contact.first_name | default: "…" }}.',
      '“Contact › Company, Name” is blank for 3 of 3 contacts. Say what stands there instead: {{ contact.company.name | default: "…" }}.',
    ]);
  });

  it('asks where links lead, and says which lead nowhere', async () => {
    allowPrivateHosts(true);
    filter.points = 3.2;
    hooks.answer = ({ path }, response) => void response.writeHead(path === '/gone' ? 404 : path === '/broken' ? 503 : 200).end();
    const block = (id: string, path: string) => ({ type: 'button', id, label: 'Go', url: `${hooks.url}${path}` });
    const id = await write({
      body: {
        kind: 'blocks',
        blocks: [
          block('a', '/there'),
          block('b', '/gone'),
          { type: 'text', text: `[x](${hooks.url}/broken) [y](${hooks.url}/who?n={{ contact.id }})` },
        ],
      },
    });
    const { body } = await ask(owner, 'POST', `/api/messages/${id}/checks/outside`);
    expect(body.findings.map(({ code, path, blockId }: { code: string; path: string; blockId?: string }) => [code, path, blockId])).toEqual(
      [
        ['broken_link', 'body.blocks.1', 'b'],
        ['broken_link', 'body.blocks.2', undefined],
        ['spam_score', 'body', undefined],
      ],
    );
    expect(body.spam.score).toBe(3.2);
    expect(hooks.arrived.some(({ path }) => path.startsWith('/who'))).toBe(false);
  });

  it('is nobody else’s, and only theirs who may write messages', async () => {
    const id = await write();
    expect((await ask(stranger, 'POST', `/api/messages/${id}/checks/outside`)).status).toBe(404);
    expect((await ask(seller, 'POST', `/api/messages/${id}/checks/outside`)).status).toBe(403);
  });
});
